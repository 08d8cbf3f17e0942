// Writes the changelogs' lines, for `changeset version`: what the changesets say, without commit ids, and the packages of this
// project that a release needs.

/** What is read of a changeset. */
interface Changeset {
  readonly summary: string;
}

/** What is read of a package that a release depends on. */
interface Release {
  readonly name: string;
  /** how its version rises; `none` for the private packages, which have no releases */
  readonly type: "major" | "minor" | "patch" | "none";
  readonly newVersion: string;
}

/** A changeset as an item of a list. */
export function getReleaseLine({ summary }: Changeset): string {
  const [first = "", ...rest] = summary.trim().split("\n");
  const more = rest.map((line) => (line.trim() === "" ? "" : `  ${line.trimEnd()}`));
  return [`- ${first}`, ...more].join("\n");
}

/** The packages that rise with this one, as one item. */
export function getDependencyReleaseLine(
  _changesets: readonly Changeset[],
  releases: readonly Release[],
): string {
  const raised = releases.filter(({ type }) => type !== "none");
  if (raised.length === 0) return "";
  return `- With ${raised.map(({ name, newVersion }) => `${name} ${newVersion}`).join(", ")}.`;
}

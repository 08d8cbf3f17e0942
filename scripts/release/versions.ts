/** The version of a release. */
export interface Version {
  readonly text: string;
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  readonly prerelease: boolean;
}

/** Reads `1.2.3`, `v1.2.3` or `1.2.3-rc.1`; null for anything else. */
export function parseVersion(text: string): Version | null {
  const match = /^v?((0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?)$/.exec(text);
  if (!match) return null;
  const [, version = "", major, minor, patch, prerelease] = match;
  return {
    text: version,
    major: Number(major),
    minor: Number(minor),
    patch: Number(patch),
    prerelease: prerelease !== undefined,
  };
}

/**
 * Where the moving tags of a release's two lines should be, as `vX.Y` → `vX.Y.Z`: at the newest release of each line.
 *
 * @param tags all tags of the repository, of whatever form
 */
export function expectedTags(version: Version, tags: Iterable<string>): Map<string, string> {
  const released = [...tags]
    .filter((tag) => tag.startsWith("v"))
    .map(parseVersion)
    .filter((other) => other !== null)
    .filter(({ major, prerelease }) => major === version.major && !prerelease)
    .sort((a, b) => b.minor - a.minor || b.patch - a.patch);
  const expected = new Map<string, string>();
  const [newest] = released;
  const newestMinor = released.find(({ minor }) => minor === version.minor);
  if (newestMinor) expected.set(`v${version.major}.${version.minor}`, `v${newestMinor.text}`);
  if (newest) expected.set(`v${version.major}`, `v${newest.text}`);
  return expected;
}

/**
 * Which tags a release moves to itself: `vX.Y` if it is the newest of its minor version, `vX` if it is the newest of its
 * major version. A fix for an older line must not move `vX` back, and a prerelease moves nothing.
 *
 * @param tags all tags of the repository, of whatever form
 */
export function movingTags(version: Version, tags: Iterable<string>): string[] {
  if (version.prerelease) return [];
  const sameMajor = [...tags]
    .map(parseVersion)
    .filter((other) => other !== null)
    .filter(({ major, prerelease }) => major === version.major && !prerelease);
  const newerMinor = sameMajor.some(({ minor }) => minor > version.minor);
  const newerPatch = sameMajor.some(({ minor, patch }) => minor === version.minor && patch > version.patch);
  const moving: string[] = [];
  if (!newerPatch) moving.push(`v${version.major}.${version.minor}`);
  if (!newerPatch && !newerMinor) moving.push(`v${version.major}`);
  return moving;
}

import { oneLine } from "./one-line.ts";

/** The reason of a `# keep` comment line, null where it gives none; undefined for every other line. */
export function readKeepLine(line: string): string | null | undefined {
  if (!line.startsWith("#")) return undefined;
  const comment = line.slice(1).trim();
  if (comment.slice(0, 4).toLowerCase() !== "keep") return undefined;
  const rest = comment.slice(4).trimStart();
  if (rest === "") return null;
  if (!/^[:：]/.test(rest)) return undefined; // the second one is what a Chinese keyboard types
  return oneLine(rest.slice(1)) || null;
}

/** The line that says `# keep` with this reason. */
export function keepLine(reason: string | null): string {
  const why = oneLine(reason ?? "");
  return why ? `# keep: ${why}` : "# keep";
}

/** A line's entry and its comment, each trimmed; empty if there is none. */
export function splitLine(line: string): { readonly entry: string; readonly comment: string } {
  const text = line.trim();
  const comment = text.search(/[#;]/);
  if (comment < 0) return { entry: text, comment: "" };
  return { entry: text.slice(0, comment).trim(), comment: text.slice(comment) };
}

const LONGEST_SHOWN_LINE = 200;

/** A line as a report shows it: as written, cut after 200 characters. */
export function shownLine(line: string): string {
  return line.length > LONGEST_SHOWN_LINE ? `${line.slice(0, LONGEST_SHOWN_LINE)}…` : line;
}

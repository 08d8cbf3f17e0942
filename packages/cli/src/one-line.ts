// Controls, line and paragraph separators, and what turns the direction of text.
const invisible = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu;

/** Text from outside on one line: control characters and line breaks become spaces, and it ends after `limit` characters. */
export function oneLine(text: string, limit = 200): string {
  const line = text.replace(invisible, " ").trim();
  return line.length > limit ? `${line.slice(0, limit)}…` : line;
}

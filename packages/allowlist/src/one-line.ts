// Whatever an editor or a consumer might take for the end of a line or of the text: the control characters, Unicode's two
// separators, and the byte order mark.
const CONTROLS = /[\p{Cc}\u2028\u2029\ufeff]+/gu;

/** The text on one line, without control characters, so that a comment can't become an entry. */
export function oneLine(text: string): string {
  return text.replace(CONTROLS, " ").trim();
}

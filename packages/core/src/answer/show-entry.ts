/** How much of a value from the server is kept. The longest valid entry has 49 characters. */
const maxShownLength = 80;

/** How much of it is searched for secrets: more than is kept, since the cut may fall inside one. */
const maxSearchedLength = 256;

/** Invisible, or easily taken for something else: controls, formats, all kinds of space, marks, fillers. */
const invisible = /[\p{C}\p{Z}\p{M}\p{Default_Ignorable_Code_Point}\u2800\\]/gu;

/**
 * Shows a value that the server listed so that a reader sees what is wrong with it: one line, at most 80 characters plus
 * escapes, and everything invisible as `\u{200b}`. A space inside stays a space; at either end it is escaped too.
 *
 * @param hide hides secrets; it runs first, since an escape could break up a secret.
 */
export function showEntry(value: unknown, hide: (text: string) => string = (text) => text): string {
  const text = hide(asText(value).slice(0, maxSearchedLength));
  const cut = text.length > maxShownLength;
  const shown = (cut ? text.slice(0, maxShownLength) : text).replaceAll(
    invisible,
    (character, at: number) => {
      const inside = character === " " && at > 0 && at < text.length - 1;
      return inside ? character : `\\u{${character.codePointAt(0)?.toString(16)}}`;
    },
  );
  return cut ? `${shown}…` : shown;
}

/** Not `JSON.stringify`: a deeply nested value would overflow the stack. */
function asText(value: unknown): string {
  if (Array.isArray(value)) return "[…]";
  return typeof value === "object" && value !== null ? "{…}" : String(value);
}

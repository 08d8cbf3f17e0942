const DOT = 46;
const COLON = 58;

/** What a byte is to an address: nothing of it, a part of a word that holds it, or a part of it. */
const NONE = 0;
const WORD = 1;
const HEX = 2;
const DIGIT = 3;

const kinds: Uint8Array = new Uint8Array(256);
for (const character of "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_%/-")
  kinds[character.charCodeAt(0)] = WORD;
for (const character of "abcdefABCDEF") kinds[character.charCodeAt(0)] = HEX;
for (const character of "0123456789.:") kinds[character.charCodeAt(0)] = DIGIT;

/**
 * Finds the first word in `chunk[from, to)` that may be an address: digits with three dots and perhaps a port, or hexadecimal
 * digits with two colons or more. Words end at spaces, quotes, brackets, commas and the like, so that a version number in
 * `Chrome/120.0.0.0` or `v1.2.3.4` is none.
 *
 * @param accept is given a word and says whether it is an address
 */
export function findAddress(
  chunk: Buffer,
  from: number,
  to: number,
  accept: (word: string) => string | null,
): string | null {
  for (let at = from; at < to; at++) {
    if (kinds[chunk[at] ?? 0] === NONE) continue;
    const start = at;
    let dots = 0;
    let colons = 0;
    let lowest = DIGIT;
    for (; at < to; at++) {
      const byte = chunk[at] ?? 0;
      const kind = kinds[byte] ?? NONE;
      if (kind === NONE) break;
      if (kind < lowest) lowest = kind;
      if (byte === DOT) dots++;
      else if (byte === COLON) colons++;
    }
    if (lowest === WORD || (dots < 3 && colons < 2) || at - start > 52) continue;
    const address = readWord(chunk.toString("latin1", start, at), accept);
    if (address !== null) return address;
  }
  return null;
}

function readWord(word: string, accept: (word: string) => string | null): string | null {
  const bare = word.replace(/[.:]+$/, (end) => (end === "::" ? end : "")); // the end of a sentence
  return accept(bare) ?? accept(/^(\d[\d.]*):\d{1,5}$/.exec(bare)?.[1] ?? "");
}

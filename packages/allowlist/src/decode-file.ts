/** Why a file can't be read as an allowlist. */
export type UnreadableReason =
  | "not-utf-8"
  | "utf-16"
  | "nul"
  | "git-lfs"
  | "git-crypt"
  | "json"
  | "nothing-readable"
  | "bad-line-in-keep"
  | "doubtful-line";

/** Why nobody can say for sure what a file allows. Don't treat such a file as empty, and don't overwrite it. */
export interface Unreadable {
  /** The kind of problem, for programs. */
  readonly why: UnreadableReason;
  /** Completes a sentence that begins with the file's name: "isn't valid UTF-8". No text from the file. */
  readonly what: string;
  /** What to do, as a sentence. */
  readonly remedy: string;
  /** `what` and `remedy` as whole sentences about "The file". */
  readonly message: string;
}

const wordings: Readonly<Record<UnreadableReason, readonly [what: string, remedy: string]>> = {
  "not-utf-8": ["isn't valid UTF-8", "Save it as UTF-8 and run again."],
  "utf-16": ["is UTF-16 text, not UTF-8", "Save it as UTF-8 and run again."],
  nul: ["contains NUL characters, so it isn't a text file", "Restore the text file and run again."],
  "git-lfs": [
    "is a Git LFS pointer, not the list itself",
    "Take the file out of Git LFS (`git lfs untrack`) and commit the list as plain text.",
  ],
  "git-crypt": [
    "is encrypted with git-crypt",
    "Exclude the file from git-crypt in `.gitattributes` and commit the list as plain text.",
  ],
  json: ["is JSON, not one prefix a line", "Write one address or CIDR a line, or remove the file."],
  "nothing-readable": [
    "has no line that is an address or prefix",
    "Write one address or CIDR a line, or remove the file.",
  ],
  "bad-line-in-keep": [
    "has a line below `# keep` that is not a valid address or prefix",
    "Correct the line, or move it out of the block.",
  ],
  "doubtful-line": [
    "has a damaged line with a prefix length that covers far more than its address",
    "Correct the prefix length, or remove the line.",
  ],
};

/** @param where is added to what is wrong: "line 9" */
export function unreadable(why: UnreadableReason, where?: string): Unreadable {
  const [words, remedy] = wordings[why];
  const what = where === undefined ? words : `${words} (${where})`;
  return { why, what, remedy, message: `The file ${what}. ${remedy}` };
}

/** The text of a file, or why it has none. */
export type Decoded =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly unreadable: Unreadable };

const GIT_CRYPT = "\0GITCRYPT\0";
const GIT_LFS = "version https://git-lfs.github.com/spec/";
const BYTE_ORDER_MARK = "\uFEFF";
// How much of a file shows its kind.
const LOOKED_AT = 4_096;

function refuse(why: UnreadableReason): Decoded {
  return { ok: false, unreadable: unreadable(why) };
}

/** Text has few NULs in UTF-8 and one in every other byte in UTF-16, as long as it is mostly ASCII. */
function looksLikeUtf16(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  const start = bytes.subarray(0, LOOKED_AT);
  const nuls = (parity: number): number =>
    start.reduce((sum, byte, index) => (byte === 0 && index % 2 === parity ? sum + 1 : sum), 0);
  const most = Math.max(nuls(0), nuls(1));
  return start.length >= 4 && most > start.length / 5 && Math.min(nuls(0), nuls(1)) < most / 10;
}

function decodeBytes(bytes: Uint8Array): Decoded {
  const start = String.fromCharCode(...bytes.subarray(0, GIT_CRYPT.length));
  if (start === GIT_CRYPT) return refuse("git-crypt");
  if (looksLikeUtf16(bytes)) return refuse("utf-16");
  if (bytes.includes(0)) return refuse("nul");
  try {
    return { ok: true, text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch (error) {
    if (error instanceof TypeError) return refuse("not-utf-8");
    throw error;
  }
}

/** A text that somebody else decoded. U+FFFD stands where that lost bytes, and a lone surrogate can't be written as UTF-8. */
function checkText(text: string): Decoded {
  if (text.startsWith(GIT_CRYPT)) return refuse("git-crypt");
  if (text.includes("\0")) {
    const codes = Uint8Array.from(text.slice(0, LOOKED_AT), (character) => (character === "\0" ? 0 : 1));
    return refuse(looksLikeUtf16(codes) ? "utf-16" : "nul");
  }
  return text.includes("\uFFFD") || !text.isWellFormed() ? refuse("not-utf-8") : { ok: true, text };
}

/** The text of a file without its byte order mark, or why it isn't text. Decodes strictly: no byte is replaced or lost. */
export function decodeFile(file: string | Uint8Array): Decoded {
  const decoded = typeof file === "string" ? checkText(file) : decodeBytes(file);
  if (!decoded.ok) return decoded;
  const text = decoded.text.startsWith(BYTE_ORDER_MARK) ? decoded.text.slice(1) : decoded.text;
  return text.startsWith(GIT_LFS) ? refuse("git-lfs") : { ok: true, text };
}

/** Whether a text is JSON, or was meant to be: a first line of a bracket alone is, even where a comma too many breaks it. */
export function isJson(text: string): boolean {
  const start = text.trimStart();
  if (!/^[[{]/.test(start)) return false;
  if (/^[[{]\s*$/m.test(start.slice(0, start.search(/[\r\n]|$/)))) return true;
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

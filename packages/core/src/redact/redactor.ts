import { ChatConfigError } from "../errors.ts";
import { copyError } from "./copy-error.ts";
import { formsOf, lowerCase } from "./secret-forms.ts";

/** Longest text from outside that an error carries. */
const maxTextLength = 500;
/** How much of a text is searched. More than `maxTextLength`, since the cut may fall inside a secret. */
const maxSearchedLength = 4 * maxTextLength;
/** This many characters of a secret in a row count as the secret: servers and proxies quote parts of URLs. */
const runLength = 12;
/** The query of a URL or of a request path. */
const urlQuery = /\?[^\s"'<>]*=[^\s"'<>]*/g;
/** What may stand between two characters of a secret that was wrapped or tampered with. */
const separator = /[\s\p{Cc}\p{Cf}]/u;

/** Makes text from outside safe to show. */
export interface Redactor {
  /** Without secrets, on one line, without control characters, at most 500 characters. */
  text(text: string): string;
  /** Only hides secrets and the queries of URLs, in the first 2,000 characters. The rest is dropped. */
  hide(text: string): string;
  /** A copy of an error and its causes: redacted name, message, stack and system error fields, nothing else. */
  error(error: unknown): Error;
}

/**
 * Creates what hides secrets in text from outside, such as a key, a token or a password: as they are, in any mix of
 * upper and lower case, broken by white space, escaped for JSON or URLs, in hex, in base64 at any offset (such as Basic
 * auth), and cut short to 12 characters or more. Of a UserSig it also hides the signature that it decodes to.
 *
 * Secrets of fewer than 4 characters are not hidden.
 *
 * @param secrets the secrets, or a function that returns the current ones; it is called for every text.
 * @throws {ChatConfigError} when `secrets` is a text.
 */
export function createRedactor(secrets: readonly string[] | (() => readonly string[])): Redactor {
  const current = typeof secrets === "function" ? secrets : () => secrets;
  if (typeof secrets === "string") throw new ChatConfigError(["secrets must be an array of strings"]);
  let known: { readonly key: string; readonly runs: RunsByLength } = { key: "", runs: new Map() };
  const runs = (): RunsByLength => {
    const key = JSON.stringify(current());
    if (key !== known.key) known = { key, runs: runsOf(current().flatMap(formsOf)) };
    return known.runs;
  };
  const hide = (raw: string): string =>
    redact(raw.slice(0, maxSearchedLength), runs()).replace(urlQuery, "?[redacted]");
  const text = (raw: string): string => {
    const plain = hide(raw)
      .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ")
      .trim();
    return plain.length > maxTextLength ? `${plain.slice(0, maxTextLength).toWellFormed()}…` : plain;
  };
  return { text, hide, error: (error) => copyError(error, text) };
}

/** Parts of secrets, by how long they are. */
type RunsByLength = ReadonlyMap<number, ReadonlySet<string>>;

/** All runs of `runLength` characters of each form, or the whole of one that is shorter. */
function runsOf(forms: readonly string[]): RunsByLength {
  const byLength = new Map<number, Set<string>>();
  for (const form of forms.map((each) => withoutSeparators(each).compact)) {
    const length = Math.min(runLength, form.length);
    if (length === 0) continue;
    const runs = byLength.get(length) ?? new Set();
    byLength.set(length, runs);
    for (let i = 0; i + length <= form.length; i++) runs.add(form.slice(i, i + length));
  }
  return byLength;
}

function redact(text: string, byLength: RunsByLength): string {
  if (byLength.size === 0) return text;
  const hidden = new Uint8Array(text.length);
  const { compact, positions } = withoutSeparators(lowerCase(text));
  for (const [length, runs] of byLength) {
    for (let i = 0; i + length <= compact.length; i++) {
      if (!runs.has(compact.slice(i, i + length))) continue;
      hidden.fill(1, positions[i], (positions[i + length - 1] ?? 0) + 1);
    }
  }
  let shown = "";
  for (let i = 0; i < text.length; i++) {
    if (hidden[i] === 0) shown += text[i];
    else if (i === 0 || hidden[i - 1] === 0) shown += "[redacted]";
  }
  return shown;
}

/** The text without separators, and where each of its characters was. */
function withoutSeparators(text: string): { compact: string; positions: Uint32Array } {
  const positions = new Uint32Array(text.length);
  let compact = "";
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i);
    if (separator.test(character)) continue;
    positions[compact.length] = i;
    compact += character;
  }
  return { compact, positions };
}

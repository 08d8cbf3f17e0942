// The inputs `secret-keys` and `user-sigs`: a line `name=secret` for each app. No message repeats a line.

/** A line that could be read. */
export interface SecretLine {
  readonly name: string;
  readonly secret: string;
  /** from 1 */
  readonly line: number;
}

const wellFormed = /^([a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)\s*=\s*(\S.*)$/;

/** So many hexadecimal digits are hardly a name: key and name may be swapped. */
const looksLikeKey = /^[0-9a-f]{32,}$/;

interface SecretLines {
  readonly found: readonly SecretLine[];
  /** numbers of the lines that are not `name=secret`, from 1 */
  readonly malformed: readonly number[];
}

/** Splits the text into its lines. Empty lines are skipped. */
export function readSecretLines(text: string): SecretLines {
  const found: SecretLine[] = [];
  const malformed: number[] = [];
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    const trimmed = line.trim();
    if (trimmed === "") continue;
    const [, name = "", secret = ""] = wellFormed.exec(trimmed) ?? [];
    if (name === "" || looksLikeKey.test(name)) malformed.push(index + 1);
    else found.push({ name, secret, line: index + 1 });
  }
  return { found, malformed };
}

/** Everything in such a text that may be a secret. Each is masked on its own, because the runner only masks the whole text. */
export function secretsIn(text: string): string[] {
  const { found, malformed } = readSecretLines(text);
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.trim());
  const parts = malformed.flatMap((line) => {
    const whole = lines[line - 1] ?? "";
    const cut = whole.indexOf("=");
    return cut < 0 ? [whole] : [whole, whole.slice(0, cut).trim(), whole.slice(cut + 1).trim()];
  });
  // A mask of a few characters would hide half of the log, and no secret is that short.
  const unreadable = parts.filter((part) => part.length >= 8);
  return [...new Set([...found.map(({ secret }) => secret), ...unreadable])];
}

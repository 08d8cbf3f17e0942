/** Longest text from outside that an error carries. */
const maxTextLength = 500;
/** How much of a text is looked at. Above `maxTextLength`, since a secret may stand where the text is cut. */
const maxScannedLength = 4 * maxTextLength;
/** A run of this many characters of a secret counts as the secret: servers and proxies quote parts of URLs. */
const runLength = 16;
/** The query of a URL, or of a request's path. */
const urlQuery = /\?[^\s"'<>]*=[^\s"'<>]*/g;
const maxCauseDepth = 5;
const maxStackLines = 20;

/** Makes what came from outside fit to be shown: no secret, one line, no control characters, a bounded length. */
export interface Redactor {
  text(text: string): string;
  /** A copy of an error with its causes: redacted name, message, stack and system error fields, nothing else. */
  error(error: unknown): Error;
}

/** @param secrets asked for anew each time, since UserSigs come and go. */
export function createRedactor(secrets: () => readonly string[]): Redactor {
  let known: { readonly key: string; readonly runs: readonly ReadonlySet<string>[] } = { key: "", runs: [] };
  const currentRuns = (): readonly ReadonlySet<string>[] => {
    const forms = secrets().flatMap(formsOf);
    const key = forms.join("\n");
    if (key !== known.key) known = { key, runs: forms.map(runsOf) };
    return known.runs;
  };
  const text = (raw: string): string => {
    const scanned = redact(raw.slice(0, maxScannedLength), currentRuns()).replace(urlQuery, "?[redacted]");
    const plain = scanned.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ").trim();
    return plain.length > maxTextLength ? `${plain.slice(0, maxTextLength).toWellFormed()}…` : plain;
  };
  return { text, error: (error) => copyError(error, text, maxCauseDepth) };
}

/** How a secret may come back: as it is, in a URL, with every byte escaped, in base64. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const escaped = bytes.toString("hex").replaceAll(/../g, "%$&");
  const base64 = bytes.toString("base64").replace(/=+$/, "");
  return [secret, encodeURIComponent(secret), escaped, escaped.toUpperCase(), base64];
}

/** All runs of `runLength` characters of a secret, or the whole of one that is shorter. */
function runsOf(secret: string): ReadonlySet<string> {
  const length = Math.min(runLength, secret.length);
  const runs = new Set<string>();
  for (let i = 0; length > 0 && i + length <= secret.length; i++) runs.add(secret.slice(i, i + length));
  return runs;
}

function redact(text: string, secrets: readonly ReadonlySet<string>[]): string {
  const hidden = new Uint8Array(text.length);
  for (const runs of secrets) {
    const [{ length } = { length: Number.POSITIVE_INFINITY }] = runs;
    for (let i = 0; i + length <= text.length; i++) {
      if (runs.has(text.slice(i, i + length))) hidden.fill(1, i, i + length);
    }
  }
  let shown = "";
  for (let i = 0; i < text.length; i++) {
    if (hidden[i] === 0) shown += text[i];
    else if (i === 0 || hidden[i - 1] === 0) shown += "[redacted]";
  }
  return shown;
}

/**
 * Errors of the network stack can hold sockets, options and URLs, so no object of theirs is kept: only the fields that a
 * person needs, each redacted.
 */
function copyError(error: unknown, text: (raw: string) => string, depth: number): Error {
  if (!(error instanceof Error)) return new Error(text(String(error)));
  const message = text(error.message);
  const options =
    error.cause !== undefined && depth > 0 ? { cause: copyError(error.cause, text, depth - 1) } : undefined;
  const copy =
    error instanceof AggregateError && depth > 0
      ? new AggregateError(
          error.errors.slice(0, 5).map((each: unknown) => copyError(each, text, depth - 1)),
          message,
          options,
        )
      : new Error(message, options);
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  const name = text(error.name);
  Object.defineProperty(copy, "name", { value: name, configurable: true, writable: true });
  copy.stack = [
    `${name}: ${message}`,
    ...frames.slice(0, maxStackLines).map((line) => `    ${text(line)}`),
  ].join("\n");
  return Object.assign(copy, systemErrorFields(error, text));
}

/** @see https://nodejs.org/docs/latest-v24.x/api/errors.html#class-systemerror */
function systemErrorFields(error: Error, text: (raw: string) => string): Record<string, string | number> {
  const fields: Record<string, string | number> = {};
  for (const key of ["code", "errno", "syscall", "hostname", "address", "port"]) {
    const value: unknown = Reflect.get(error, key);
    if (typeof value === "string") fields[key] = text(value);
    else if (typeof value === "number") fields[key] = value;
  }
  return fields;
}

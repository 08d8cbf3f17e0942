const maxCauseDepth = 5;
const maxParts = 5;
const maxStackLines = 20;

/**
 * Copies an error and its causes, each text through `text`. Errors of the network stack can hold sockets, options and
 * URLs, so only the fields that help a reader are copied.
 */
export function copyError(
  error: unknown,
  text: (raw: string) => string,
  depth: number = maxCauseDepth,
): Error {
  if (!(error instanceof Error)) return new Error(text(asText(error)));
  const message = text(String(error.message));
  const options =
    error.cause !== undefined && depth > 0 ? { cause: copyError(error.cause, text, depth - 1) } : undefined;
  const copy =
    error instanceof AggregateError && depth > 0
      ? new AggregateError(
          error.errors.slice(0, maxParts).map((each: unknown) => copyError(each, text, depth - 1)),
          message,
          options,
        )
      : new Error(message, options);
  const frames = String(error.stack ?? "")
    .split("\n")
    .filter((line) => /^\s+at /.test(line));
  const name = text(String(error.name));
  Object.defineProperty(copy, "name", { value: name, configurable: true, writable: true });
  copy.stack = [
    `${name}: ${message}`,
    ...frames.slice(0, maxStackLines).map((line) => `    ${text(line)}`),
  ].join("\n");
  return Object.assign(copy, systemErrorFields(error, text));
}

/** What is thrown need not be an error, nor anything that can become text. */
function asText(thrown: unknown): string {
  return typeof thrown === "object" || typeof thrown === "function" || typeof thrown === "symbol"
    ? typeof thrown
    : String(thrown);
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

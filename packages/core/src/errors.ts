/**
 * What kind of failure an error is: of credentials or permissions (`auth`), a rate limit or quota (`limit`), an argument
 * or field (`parameter`), the app's `package`, something that doesn't exist (`not-found`), the way to the server
 * (`network`), the server or its answer (`server`), or a code that this package doesn't know (`unknown`).
 */
export type ErrorCategory =
  | "auth"
  | "limit"
  | "parameter"
  | "package"
  | "not-found"
  | "network"
  | "server"
  | "unknown";

/** The fields of a {@link ChatError}'s cause that go into logs. */
interface CauseSummary {
  readonly name: string;
  readonly message: string;
  readonly code?: unknown;
  readonly cause?: CauseSummary;
}

/** Which call failed, and where. */
export interface CallFailure {
  /** The command, such as `ConfigSvc/GetIPList`. */
  readonly command: string;
  /** The host of the last attempt; never a path or a query. */
  readonly host: string;
  /** How many requests were made, 1 or more. */
  readonly attempts: number;
  /** The server's id of the call, for the vendor's support; `null` if it gave none. */
  readonly requestId?: string | null;
  readonly remedy: string;
  /** A copy without secrets; see `redact/copy-error.ts`. */
  readonly cause?: Error;
}

/** Names an error class on its prototype, so that stacks start with it and instances don't have it as a field. */
export function nameOnPrototype({ prototype }: { readonly prototype: Error }, name: string): void {
  Object.defineProperty(prototype, "name", { value: name, configurable: true, writable: true });
}

/**
 * The base class of this package's errors. The message says what failed, why, and what to do. No field, message, stack
 * or cause holds a secret key, a UserSig or the query of a URL.
 */
export abstract class ChatError extends Error {
  /** What kind of failure it is, to switch on. */
  abstract readonly category: ErrorCategory;
  /** What failed and why: the message without the remedy. */
  readonly what: string;
  /** What to do about it. Also part of `message`. */
  readonly remedy: string;

  constructor(what: string, remedy: string, cause?: Error) {
    super(`${what} ${remedy}`, cause === undefined ? undefined : { cause });
    this.what = what;
    this.remedy = remedy;
  }

  /** Name, message and fields, for JSON logs; a plain `Error` becomes `{}`. */
  toJSON(): Record<string, unknown> {
    const fields: [string, unknown][] = Object.entries(this);
    if (this.cause instanceof Error) fields.push(["cause", summarise(this.cause, 5)]);
    return { name: this.name, message: this.message, ...Object.fromEntries(fields) };
  }
}

function summarise(error: Error, depth: number): CauseSummary {
  const { name, message, cause } = error;
  return {
    name,
    message,
    ...("code" in error ? { code: error.code } : {}),
    ...(cause instanceof Error && depth > 0 ? { cause: summarise(cause, depth - 1) } : {}),
  };
}

/** An option or argument is invalid. Lists all problems at once. */
export class ChatConfigError extends ChatError {
  declare readonly name: "ChatConfigError";
  readonly category = "parameter";
  /** What is wrong, each in a few words. */
  readonly problems: readonly string[];

  static {
    nameOnPrototype(ChatConfigError, "ChatConfigError");
  }

  constructor(problems: readonly string[], cause?: Error) {
    const count = problems.length === 1 ? "" : ` (${problems.length} problems)`;
    const remedy = "Correct the input and try again.";
    const end = problems.at(-1)?.endsWith("?") ? "" : ".";
    super(`Invalid input${count}: ${problems.join("; ")}${end}`, remedy, cause);
    this.problems = problems;
  }
}

abstract class ChatCallError extends ChatError {
  readonly command: string;
  readonly host: string;
  readonly attempts: number;
  /** The server's id of the call, for the vendor's support; `null` if it gave none. Untrusted. */
  readonly requestId: string | null;

  constructor(why: string, failure: CallFailure) {
    const { command, host, attempts, remedy, cause } = failure;
    const tries = attempts === 1 ? "" : ` after ${attempts} attempts`;
    super(`${command} failed on ${host}${tries}: ${why}.`, remedy, cause);
    this.command = command;
    this.host = host;
    this.attempts = attempts;
    this.requestId = failure.requestId ?? null;
  }
}

/** The API answered with a code other than 0. */
export class ChatApiError extends ChatCallError {
  declare readonly name: "ChatApiError";
  /** By the code; `unknown` for codes that this package doesn't know. */
  readonly category: ErrorCategory;
  /** The `ErrorCode` of the answer. */
  readonly code: number;
  /** What the code means, from this package's table. */
  readonly meaning: string;
  /** The server's own words, on one line and shortened; "" if there were none. Untrusted. */
  readonly errorInfo: string;

  static {
    nameOnPrototype(ChatApiError, "ChatApiError");
  }

  constructor(
    api: { code: number; meaning: string; errorInfo: string; category?: ErrorCategory },
    failure: CallFailure,
  ) {
    const words = api.errorInfo === "" ? "" : ` (the server says ${JSON.stringify(api.errorInfo)})`;
    super(`code ${api.code}, ${api.meaning}${words}`, failure);
    this.category = api.category ?? "unknown";
    this.code = api.code;
    this.meaning = api.meaning;
    this.errorInfo = api.errorInfo;
  }
}

/**
 * How the network failed: the name could not be resolved (`dns`); could not connect; the certificate was rejected
 * (`tls`); the proxy refused; the answer took too long; the connection broke (`reset`); or the server answered with an
 * HTTP status that says it is in trouble.
 */
export type NetworkFailureKind = "dns" | "connect" | "tls" | "proxy" | "timeout" | "reset" | "status";

/** No answer of the API arrived. */
export class ChatNetworkError extends ChatCallError {
  declare readonly name: "ChatNetworkError";
  /** `server` if it answered with a status that says it is in trouble, otherwise `network`. */
  readonly category: "network" | "server";
  /** How it failed. */
  readonly kind: NetworkFailureKind;
  /** The HTTP status if `kind` is `"status"`, otherwise `null`. */
  readonly status: number | null;

  static {
    nameOnPrototype(ChatNetworkError, "ChatNetworkError");
  }

  constructor(
    network: { kind: NetworkFailureKind; why: string; status: number | null },
    failure: CallFailure,
  ) {
    super(network.why, failure);
    this.category = network.kind === "status" ? "server" : "network";
    this.kind = network.kind;
    this.status = network.status;
  }
}

/** The answer is not what the API documents. */
export class ChatResponseError extends ChatCallError {
  declare readonly name: "ChatResponseError";
  readonly category = "server";
  /** Why the answer can't be used. */
  readonly reason: string;

  static {
    nameOnPrototype(ChatResponseError, "ChatResponseError");
  }

  constructor(reason: string, failure: CallFailure) {
    super(`the answer can't be used: ${reason}`, failure);
    this.reason = reason;
  }
}

/** A call with `waitForTurn: false` would have had to wait for a rate limit. Nothing was sent. */
export class ChatRateLimitError extends ChatError {
  declare readonly name: "ChatRateLimitError";
  readonly category = "limit";
  /** The command that was not sent, as `service/name`. */
  readonly command: string;

  static {
    nameOnPrototype(ChatRateLimitError, "ChatRateLimitError");
  }

  constructor(command: string) {
    const remedy = "Call it again later, or let the client wait.";
    super(`${command} was not sent: it is over the client's rate limit.`, remedy);
    this.command = command;
  }
}

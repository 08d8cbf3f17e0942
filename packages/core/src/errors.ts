/** The fields of a {@link ChatError}'s cause that a log may hold. */
interface CauseSummary {
  readonly name: string;
  readonly message: string;
  readonly code?: unknown;
  readonly cause?: CauseSummary;
}

/** Where a call stood when it failed. */
export interface CallFailure {
  /** The command, such as `ConfigSvc/GetIPList`. */
  readonly command: string;
  /** The host of the last attempt; never a path or a query. */
  readonly host: string;
  /** How many requests were made. */
  readonly attempts: number;
  readonly remedy: string;
  /** A copy that holds no secret; see `redactor.ts`. */
  readonly cause?: Error;
}

/** Names an error class on its prototype, so that stacks begin with it and no instance carries it as a field. */
function nameOnPrototype(prototype: Error, name: string): void {
  Object.defineProperty(prototype, "name", { value: name, configurable: true, writable: true });
}

/**
 * What every error of this package is. Its message says what failed, why, and what to do. No field, message, stack or
 * cause of it holds a secret key, a UserSig or the query of a URL.
 */
export abstract class ChatError extends Error {
  /** What a person does about it; a part of `message` too. */
  readonly remedy: string;

  constructor(message: string, remedy: string, cause?: Error) {
    super(message, cause === undefined ? undefined : { cause });
    this.remedy = remedy;
  }

  /** Name, message and fields, for logs that are JSON; a plain `Error` would become `{}`. */
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

/** What the caller gave cannot be used; nothing was sent. Names everything that is wrong, not the first thing only. */
export class ChatConfigError extends ChatError {
  declare readonly name: "ChatConfigError";
  readonly problems: readonly string[];

  static {
    nameOnPrototype(ChatConfigError.prototype, "ChatConfigError");
  }

  constructor(problems: readonly string[]) {
    const count = problems.length === 1 ? "" : `${problems.length} problems: `;
    super(
      `Nothing was sent, the input is not usable: ${count}${problems.join("; ")}.`,
      "Correct what is named.",
    );
    this.problems = problems;
  }
}

/** A text is no UserSig of version 2; see `reason`. */
export class ChatUserSigError extends ChatError {
  declare readonly name: "ChatUserSigError";
  readonly reason: string;

  static {
    nameOnPrototype(ChatUserSigError.prototype, "ChatUserSigError");
  }

  constructor(reason: string) {
    const remedy = "Check that the whole UserSig was given.";
    super(`The UserSig cannot be read: ${reason}. ${remedy}`, remedy);
    this.reason = reason;
  }
}

abstract class ChatCallError extends ChatError {
  readonly command: string;
  readonly host: string;
  readonly attempts: number;

  constructor(why: string, failure: CallFailure) {
    const { command, host, attempts, remedy, cause } = failure;
    const tries = attempts === 1 ? "" : ` after ${attempts} attempts`;
    super(`${command} failed on ${host}${tries}: ${why}. ${remedy}`, remedy, cause);
    this.command = command;
    this.host = host;
    this.attempts = attempts;
  }
}

/** The API answered with a code other than 0. */
export class ChatApiError extends ChatCallError {
  declare readonly name: "ChatApiError";
  readonly code: number;
  /** What the code says, from this package's table. */
  readonly meaning: string;
  /** The server's own words: untrusted text, on one line, shortened, "" when there were none. */
  readonly errorInfo: string;

  static {
    nameOnPrototype(ChatApiError.prototype, "ChatApiError");
  }

  constructor(api: { code: number; meaning: string; errorInfo: string }, failure: CallFailure) {
    const words = api.errorInfo === "" ? "" : ` (the server says ${JSON.stringify(api.errorInfo)})`;
    super(`code ${api.code}, ${api.meaning}${words}`, failure);
    this.code = api.code;
    this.meaning = api.meaning;
    this.errorInfo = api.errorInfo;
  }
}

/**
 * How the network failed: the name did not resolve; no connection came about; no certificate was trusted; the proxy
 * refused; no whole answer came in time; the connection broke; or an HTTP status came that is a server in trouble.
 */
export type NetworkFailureKind = "dns" | "connect" | "tls" | "proxy" | "timeout" | "reset" | "status";

/** No answer of the API was received. */
export class ChatNetworkError extends ChatCallError {
  declare readonly name: "ChatNetworkError";
  readonly kind: NetworkFailureKind;
  /** The HTTP status, where `kind` is `"status"`. */
  readonly status: number | null;

  static {
    nameOnPrototype(ChatNetworkError.prototype, "ChatNetworkError");
  }

  constructor(
    network: { kind: NetworkFailureKind; why: string; status: number | null },
    failure: CallFailure,
  ) {
    super(network.why, failure);
    this.kind = network.kind;
    this.status = network.status;
  }
}

/** An answer was received and is not what the API is documented to send. */
export class ChatResponseError extends ChatCallError {
  declare readonly name: "ChatResponseError";
  readonly reason: string;

  static {
    nameOnPrototype(ChatResponseError.prototype, "ChatResponseError");
  }

  constructor(reason: string, failure: CallFailure) {
    super(`the answer cannot be used: ${reason}`, failure);
    this.reason = reason;
  }
}

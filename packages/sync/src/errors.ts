import { type Message, messageKey } from "./message.ts";
import type { MovedReason } from "./moved-reason.ts";

/** What every error that ends a run has to say. Its own text names the message and its facts, for logs. */
abstract class RunError extends Error {
  readonly told: Message;

  constructor(told: Message, options?: ErrorOptions) {
    super(messageKey(told), options);
    this.told = told;
  }
}

/** The run must not go on as the repository is now. Nothing was written after this was found. */
export class RefusedError extends RunError {
  override readonly name = "RefusedError" as const;
}

/**
 * Why a git host did not do what it was asked for.
 *
 * - `lost`: no answer came, so the request may have been carried out
 * - `passing`: another try may go better
 * - `moved`: the repository is no longer as it was read
 * - `absent`, `exists`: what was named is not there, or is there already
 * - `protected`: a rule keeps the branch as it is
 * - `may-not-open`: pull requests can't be opened with this token
 * - `no-permission`: the token lacks a permission
 * - `not-mergeable`: a pull request can't be merged as it is now
 * - `rate-limited`: too many requests
 * - `archived`: the repository can only be read
 * - `pulls-off`: the repository has no pull requests
 * - `sso`: the organisation's single sign-on has not been passed with this token
 * - `ip-allow-list`: the organisation doesn't accept requests from this address
 * - `invalid`: the host does not accept a value
 * - `refused`: anything else
 */
export type ForgeFailure =
  | "lost"
  | "passing"
  | "moved"
  | "absent"
  | "exists"
  | "protected"
  | "may-not-open"
  | "no-permission"
  | "not-mergeable"
  | "rate-limited"
  | "archived"
  | "pulls-off"
  | "sso"
  | "ip-allow-list"
  | "invalid"
  | "refused";

/** A git host did not do what it was asked for. */
export class ForgeError extends RunError {
  override readonly name = "ForgeError" as const;
  readonly kind: ForgeFailure;

  constructor(kind: ForgeFailure, told: Message, options?: ErrorOptions) {
    super(told, options);
    this.kind = kind;
  }
}

/** The repository changed since it was read: read it and decide again. */
export class ChangedMeanwhileError extends Error {
  override readonly name = "ChangedMeanwhileError" as const;
  readonly reason: MovedReason;

  constructor(reason: MovedReason, options?: ErrorOptions) {
    super(reason, options);
    this.reason = reason;
  }
}

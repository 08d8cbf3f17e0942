import type { Outcome } from "./outcome.ts";
import { type RandomUint32, uint32Range } from "./random.ts";
import { isRefusedUnread, retryClassOf } from "./retry-class.ts";

/** Upper bound of the first pause. Each further attempt doubles it. */
const firstPauseMs = 500;
const longestPauseMs = 8_000;

/** The state of a call. */
export interface CallProgress {
  /** Requests made, 1 or more. */
  readonly attempts: number;
  readonly maxAttempts: number;
  /** How much of the call's time is left. */
  readonly budgetLeftMs: number;
  /** Whether carrying the command out twice does no harm. */
  readonly repeatable: boolean;
  /** Whether a new UserSig can be signed; once per call. */
  readonly canSignAgain: boolean;
  /** Whether there is a host that this call hasn't tried and failed to reach. */
  readonly otherHost: boolean;
}

export type RetryDecision =
  | { readonly kind: "retry"; readonly afterMs: number; readonly signAgain: boolean }
  | { readonly kind: "give-up"; readonly note: string | null };

const giveUp: RetryDecision = { kind: "give-up", note: null };

/** Decides what to do after a failed attempt. Pure except for `random`. */
export function decideRetry(
  outcome: Exclude<Outcome, { kind: "ok" }>,
  progress: CallProgress,
  random: RandomUint32,
): RetryDecision {
  const over = progress.attempts >= progress.maxAttempts || progress.budgetLeftMs <= 0;
  if (over || outcome.kind === "response-error") return giveUp;
  if (outcome.kind === "api-error") {
    const retry = retryClassOf(outcome.code);
    if (retry === "sign-again") {
      return progress.canSignAgain ? { kind: "retry", afterMs: 0, signAgain: true } : giveUp;
    }
    if (retry === "never" || !(progress.repeatable || isRefusedUnread(outcome.code))) return giveUp;
    return afterPause(progress, outcome.retryAfterMs, random);
  }
  if (outcome.lasting) return giveUp;
  if (outcome.sent && !progress.repeatable) {
    return {
      kind: "give-up",
      note: "The server may have carried out the command, so it was not sent again.",
    };
  }
  if (!outcome.sent && progress.otherHost) return { kind: "retry", afterMs: 0, signAgain: false };
  return afterPause(progress, outcome.retryAfterMs, random);
}

/**
 * Full jitter: a random pause up to the bound, so that clients that failed together don't retry together. Never sooner
 * than the server asked.
 */
function afterPause(
  progress: CallProgress,
  retryAfterMs: number | null,
  random: RandomUint32,
): RetryDecision {
  const boundMs = Math.min(longestPauseMs, firstPauseMs * 2 ** (progress.attempts - 1));
  const afterMs = Math.max(Math.floor((random() / uint32Range) * boundMs), retryAfterMs ?? 0);
  if (afterMs < progress.budgetLeftMs) return { kind: "retry", afterMs, signAgain: false };
  if (retryAfterMs === null) return giveUp;
  return {
    kind: "give-up",
    note: `The server asks to wait ${Math.ceil(retryAfterMs / 1000)} s, which is longer than this call may take.`,
  };
}

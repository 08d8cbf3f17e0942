import type { Failure } from "./failure.ts";

/** Within so many ms, all of GitHub's servers know an App's new token. */
const budgetMs = 5000;
const longestPauseMs = 2000;
/** Once it has been accepted, a refusal more likely means a missing permission. */
const budgetOnceAcceptedMs = 1500;

/** Pauses for a token that was issued a moment ago. */
export interface FreshTokenWaits {
  /** The pause before another try, in ms; `null` if the refusal has another reason or the time is used up. */
  pauseFor(failure: Pick<Failure, "status" | "detail">): number | null;
  /** Notes that GitHub has carried out a request with this token. */
  accepted(): void;
}

/**
 * Some of GitHub's servers may refuse an App's token for a moment after it was issued, because they don't know it yet. A
 * missing permission looks the same, so a run waits for five seconds in total.
 */
export function createFreshTokenWaits(token: string): FreshTokenWaits {
  let spentMs = 0;
  let tries = 0;
  let budget = budgetMs;
  return {
    pauseFor({ status, detail }) {
      if (!token.startsWith("ghs_")) return null;
      if (status !== 401 && !(status === 403 && /resource not accessible/i.test(detail))) return null;
      tries += 1;
      const pauseMs = Math.min(longestPauseMs, 500 * tries, budget - spentMs);
      if (pauseMs <= 0) return null;
      spentMs += pauseMs;
      return pauseMs;
    },
    accepted() {
      budget = budgetOnceAcceptedMs;
    },
  };
}

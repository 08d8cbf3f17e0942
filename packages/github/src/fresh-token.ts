import type { Failure } from "./failure.ts";

/** An App's token is known everywhere within seconds. */
const budgetMs = 5000;
const longestPauseMs = 2000;
/** Once it has been accepted somewhere, a refusal is more likely a permission that is missing. */
const budgetOnceAcceptedMs = 1500;

/** Pauses for a token that was issued a moment ago. */
export interface FreshTokenWaits {
  /** The pause before another try, in ms; `null` where the refusal has another reason, or the time is used up. */
  pauseFor(failure: Pick<Failure, "status" | "detail">): number | null;
  /** Notes that GitHub has carried out a request with this token. */
  accepted(): void;
}

/**
 * A token of an App may be refused for a moment after it was issued, by those of GitHub's servers that don't know it yet. A
 * permission that is missing looks the same, so a run waits for five seconds in all, whatever it asks for.
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

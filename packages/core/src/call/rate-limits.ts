import { rateLimits as documented } from "@chat-ip/commands/rate-limits";
import type { ClientSettings } from "../read-client-options.ts";
import { createRateLimiter, type RateLimiter } from "./rate-limiter.ts";

/** Finds the rate limiter of a command: for the caller's limit, or the documented one; `null` if there is none. */
export function createRateLimits(
  settings: Pick<ClientSettings, "rateLimits" | "documentedLimits" | "clock">,
): (command: string) => RateLimiter | null {
  const { rateLimits, documentedLimits, clock } = settings;
  const limiters = new Map<string, RateLimiter>();
  return (command) => {
    const known = limiters.get(command);
    if (known !== undefined) return known;
    const perSecond =
      rateLimits.get(command) ??
      (documentedLimits ? documented[command as keyof typeof documented] : undefined);
    if (perSecond === undefined) return null;
    const limiter = createRateLimiter({ perSecond, clock });
    limiters.set(command, limiter);
    return limiter;
  };
}

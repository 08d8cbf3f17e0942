import { type ClientSettings, getIPListCommand, getIPListPerSecond } from "../read-client-options.ts";
import { createRateLimiter, type RateLimiter } from "./rate-limiter.ts";

/** Finds the rate limiter of a command: for the caller's limit, or the documented one; `null` if there is none. */
export function createRateLimits(
  settings: Pick<ClientSettings, "rateLimits" | "documentedLimits" | "clock">,
): (command: string) => Promise<RateLimiter | null> {
  const { rateLimits, documentedLimits, clock } = settings;
  const limiters = new Map<string, RateLimiter>();
  return async (command) => {
    const perSecond = rateLimits.get(command) ?? (documentedLimits ? await documentedLimit(command) : null);
    if (perSecond === null) return null;
    const limiter = limiters.get(command) ?? createRateLimiter({ perSecond, clock });
    limiters.set(command, limiter);
    return limiter;
  };
}

/** The table is loaded with the first other command: whoever only wants lists never waits for it. */
async function documentedLimit(command: string): Promise<number | null> {
  if (command === getIPListCommand) return getIPListPerSecond;
  const { rateLimits } = await import("@chat-ip/commands/rate-limits");
  return Object.hasOwn(rateLimits, command) ? (rateLimits[command as keyof typeof rateLimits] ?? null) : null;
}

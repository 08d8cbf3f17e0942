import type { CallParameters } from "./read-query.ts";
import { sign } from "./sign.ts";

/** Looked at only once a call is refused, so this may take its time. */
export function signatureHint(tokens: readonly string[], requestTime: string, given: string): string {
  for (const token of tokens) {
    const trimmed = trimToken(token);
    if (trimmed !== token && sign(trimmed, requestTime) === given) {
      return "Sign matches your token without the blanks, quotes or line breaks around it. Remove them from the setting.";
    }
  }
  if (tokens.some((token) => trimToken(token) !== token)) {
    return "Your token has blanks, quotes or line breaks around it. Is that how the console shows it?";
  }
  return "Copy the token again from the console's webhook settings. If you have just changed it, wait two minutes or give both.";
}

function trimToken(token: string): string {
  return token.replace(/^[\s"'`\uFEFF]+|[\s"'`\uFEFF]+$/g, "");
}

export function unsignedHint({ sign: given, requestTime }: CallParameters): string | null {
  return given === undefined && requestTime === undefined
    ? "Neither Sign nor RequestTime is there: switch on authentication in the console's webhook settings, and set a token."
    : null;
}

const HOUR_SECONDS = 3_600;

/** `RequestTime` counts from 1970 in UTC, so a difference is a wrong clock, or a call that somebody kept. */
export function staleHint(skewSeconds: number): string {
  const off = Math.abs(skewSeconds);
  if (skewSeconds > 0 && off < HOUR_SECONDS) {
    return "Sign is right, so this is an old call sent again, or this machine's clock is ahead: check its time synchronisation.";
  }
  const direction = skewSeconds > 0 ? "ahead" : "behind";
  const clock = `This machine's clock is probably ${duration(off)} ${direction}: check its time synchronisation.`;
  return skewSeconds > 0 ? `${clock} If the clock is right, this is an old call sent again.` : clock;
}

function duration(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 2 * HOUR_SECONDS) return `${Math.round(seconds / 60)} min`;
  if (seconds < 48 * HOUR_SECONDS) return `${Math.round(seconds / HOUR_SECONDS)} h`;
  return `${Math.round(seconds / (24 * HOUR_SECONDS))} days`;
}

import { Buffer } from "node:buffer";
import { timingSafeEqual } from "node:crypto";
import type { VerifySettings } from "./read-options.ts";
import type { CallParameters } from "./read-query.ts";
import { signatureHint, staleHint, unsignedHint } from "./signature-hints.ts";
import type { RefusalWhy } from "./verdict.ts";

/** A signature that is right, or why it isn't. */
export type SignatureCheck =
  | { readonly refusal: null; readonly skewSeconds: number; readonly token: number }
  | { readonly refusal: RefusalWhy };

/** Is the call signed with one of the tokens, about now? */
export function checkSignature(parameters: CallParameters, settings: VerifySettings): SignatureCheck {
  const { sign: given, requestTime } = parameters;
  if (given === undefined || requestTime === undefined) {
    const parameter = given === undefined ? "Sign" : "RequestTime";
    const hint = unsignedHint(parameters);
    return { refusal: { reason: "missing", parameter, message: `The query has no ${parameter}.`, hint } };
  }
  // Digits only, because SHA-256 over token and time can be extended: one Sign gives others for times with a tail.
  if (!/^\d{10}$/.test(requestTime)) {
    const hint = /^\d{13}$/.test(requestTime) ? "It looks like milliseconds; Chat sends seconds." : null;
    const message = "RequestTime isn't 10 digits (seconds since 1970).";
    return { refusal: { reason: "malformed", parameter: "RequestTime", message, hint } };
  }
  const token = findToken(settings, requestTime, given);
  if (token < 0) return { refusal: wrongSign(settings.tokens, requestTime, given) };
  const skewSeconds = Math.floor(settings.now() / 1_000) - Number(requestTime);
  // Written so that a clock that says NaN refuses.
  if (Math.abs(skewSeconds) <= settings.maxSkewSeconds) return { refusal: null, skewSeconds, token };
  const where = skewSeconds > 0 ? "in the past" : "in the future";
  const message = `RequestTime is ${Math.abs(skewSeconds)} s ${where}, more than the ${settings.maxSkewSeconds} s allowed.`;
  return { refusal: { reason: "stale", skewSeconds, message, hint: staleHint(skewSeconds) } };
}

function wrongSign(tokens: readonly string[], requestTime: string, given: string): RefusalWhy {
  if (!/^[0-9a-f]{64}$/.test(given)) {
    const message = "Sign isn't 64 lower-case hexadecimal digits.";
    return { reason: "malformed", parameter: "Sign", message, hint: null };
  }
  const message = `Sign was made with ${tokens.length === 1 ? "another token" : "none of the tokens"}.`;
  return { reason: "wrong-signature", message, hint: signatureHint(tokens, requestTime, given) };
}

const SIGN_BYTES = 64;

/** Index of the token that the sign was made with, or -1. Takes the same time wherever the first difference is. */
function findToken(settings: VerifySettings, requestTime: string, given: string): number {
  const wanted = Buffer.from(given);
  if (wanted.length !== SIGN_BYTES) return -1;
  const expected = settings.signs.at(requestTime);
  let found = -1;
  for (let index = 0; index < expected.length; index++) {
    if (timingSafeEqual(expected[index] as Buffer, wanted) && found < 0) found = index;
  }
  return found;
}

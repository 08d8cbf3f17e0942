import { createHmac, timingSafeEqual } from "node:crypto";
import { identifierProblem, sdkAppIdProblem, secretKeyProblem } from "../credentials.ts";
import { ChatConfigError } from "../errors.ts";
import { type DecodedUserSig, decodeUserSig } from "./decode-user-sig.ts";
import { ChatUserSigError } from "./user-sig-error.ts";

/** Options of `verifyUserSig`. */
export interface VerifyUserSigOptions {
  /** The app that the UserSig must be for. */
  readonly sdkAppId: number;
  /** The app's key, as the console shows it. */
  readonly secretKey: string;
  /** The account that the UserSig must be for. Default: any. */
  readonly identifier?: string | undefined;
  /** Returns the time in milliseconds since 1970. Default: the system's clock. */
  readonly now?: (() => number) | undefined;
}

/**
 * The result of a verification. `reason` is the first that applies: not a UserSig (`malformed`), not signed with this key
 * (`signature`), for another app (`sdkappid`), for another account (`identifier`), or too old (`expired`).
 */
export type UserSigVerdict =
  | { readonly valid: true; readonly userSig: DecodedUserSig }
  | {
      readonly valid: false;
      readonly reason: "malformed" | "signature" | "sdkappid" | "identifier" | "expired";
    };

/**
 * Verifies a UserSig with the app's key. Compares the signatures in constant time.
 *
 * @throws {ChatConfigError} when an option is invalid.
 */
export function verifyUserSig(userSig: string, options: VerifyUserSigOptions): UserSigVerdict {
  const { sdkAppId, secretKey, identifier, now = () => Date.now() } = options;
  const problems = [
    sdkAppIdProblem(sdkAppId),
    secretKeyProblem(secretKey),
    identifier === undefined ? null : identifierProblem(identifier),
  ].filter((problem) => problem !== null);
  if (problems.length > 0) throw new ChatConfigError(problems);

  let decoded: DecodedUserSig;
  try {
    decoded = decodeUserSig(userSig);
  } catch (error) {
    if (error instanceof ChatUserSigError) return { valid: false, reason: "malformed" };
    throw error;
  }
  const expected = Buffer.from(signatureOf(decoded, secretKey));
  const given = Buffer.from(decoded.signature);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    return { valid: false, reason: "signature" };
  }
  if (decoded.sdkAppId !== sdkAppId) return { valid: false, reason: "sdkappid" };
  if (identifier !== undefined && decoded.identifier !== identifier)
    return { valid: false, reason: "identifier" };
  if (now() >= decoded.expiresAt.getTime()) return { valid: false, reason: "expired" };
  return { valid: true, userSig: decoded };
}

/** The signature that a document must have. Computed without the library that signs, so that each checks the other. */
function signatureOf(document: DecodedUserSig, secretKey: string): string {
  const { identifier, sdkAppId, timeSeconds, expireSeconds, userBuf } = document;
  const signedText =
    `TLS.identifier:${identifier}\nTLS.sdkappid:${sdkAppId}\nTLS.time:${timeSeconds}\nTLS.expire:${expireSeconds}\n` +
    (userBuf === null ? "" : `TLS.userbuf:${userBuf}\n`);
  return createHmac("sha256", secretKey).update(signedText, "utf8").digest("base64");
}

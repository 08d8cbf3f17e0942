import { createHmac, timingSafeEqual } from "node:crypto";
import { identifierProblem, sdkAppIdProblem, secretKeyProblem } from "../credentials.ts";
import { ChatConfigError, ChatUserSigError } from "../errors.ts";
import { type DecodedUserSig, decodeUserSig } from "./decode-user-sig.ts";

export interface VerifyUserSigOptions {
  readonly sdkAppId: number;
  readonly secretKey: string;
  /** Who the UserSig must be for; anyone by default. */
  readonly identifier?: string | undefined;
  /** The time in milliseconds since 1970; the system's by default. */
  readonly now?: (() => number) | undefined;
}

/**
 * What became of a verification. `reason` is the first of these that holds: the text is no UserSig; it was not signed
 * with this key; it is for another app; it is for someone else; its life is over.
 */
export type UserSigVerdict =
  | { readonly valid: true; readonly userSig: DecodedUserSig }
  | {
      readonly valid: false;
      readonly reason: "malformed" | "signature" | "sdkappid" | "identifier" | "expired";
    };

/**
 * Verifies a UserSig against a key. The comparison of the signature takes the same time wherever it differs.
 *
 * @throws {ChatConfigError} when an option cannot be used.
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

/** The signature that a document must have. Not computed with the library that signs, so that the two check each other. */
function signatureOf(document: DecodedUserSig, secretKey: string): string {
  const { identifier, sdkAppId, timeSeconds, expireSeconds, userBuf } = document;
  const signedText =
    `TLS.identifier:${identifier}\nTLS.sdkappid:${sdkAppId}\nTLS.time:${timeSeconds}\nTLS.expire:${expireSeconds}\n` +
    (userBuf === null ? "" : `TLS.userbuf:${userBuf}\n`);
  return createHmac("sha256", secretKey).update(signedText, "utf8").digest("base64");
}

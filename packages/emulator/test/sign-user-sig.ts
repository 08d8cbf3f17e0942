import { createHmac } from "node:crypto";
import { deflateSync } from "node:zlib";

/** The sample key that the vendor publishes. */
export const sampleKey = "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e";

/** The time of the known answers, in seconds since 1970. */
export const signedAt = 1_700_000_000;

export interface UserSigInput {
  readonly secretKey?: string;
  readonly identifier?: string;
  readonly sdkAppId?: number;
  readonly time?: number;
  readonly expire?: number;
  readonly userBuf?: string;
}

/** The document of a UserSig, valid at {@link signedAt} by default. */
export function userSigDocument(input: UserSigInput = {}): Record<string, string | number> {
  const { secretKey = sampleKey, identifier = "administrator", sdkAppId = 1_400_000_000 } = input;
  const { time = signedAt, expire = 86_400, userBuf } = input;
  const lines = [`identifier:${identifier}`, `sdkappid:${sdkAppId}`, `time:${time}`, `expire:${expire}`];
  if (userBuf !== undefined) lines.push(`userbuf:${userBuf}`);
  const signed = lines.map((line) => `TLS.${line}\n`).join("");
  return {
    "TLS.ver": "2.0",
    "TLS.identifier": identifier,
    "TLS.sdkappid": sdkAppId,
    "TLS.time": time,
    "TLS.expire": expire,
    ...(userBuf === undefined ? {} : { "TLS.userbuf": userBuf }),
    "TLS.sig": createHmac("sha256", secretKey).update(signed).digest("base64"),
  };
}

/** A document, or any other text, in the form that goes into the query. */
export function pack(document: object | string): string {
  const text = typeof document === "string" ? document : JSON.stringify(document);
  const base64 = deflateSync(text).toString("base64");
  return base64.replaceAll("+", "*").replaceAll("/", "-").replaceAll("=", "_");
}

/** A UserSig, valid at {@link signedAt} by default. */
export function signUserSig(input: UserSigInput = {}): string {
  return pack(userSigDocument(input));
}

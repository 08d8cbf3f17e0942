/// <reference path="./tls-sig-api-v2.d.ts" />
import { deflateSync } from "node:zlib";
import { Api } from "tls-sig-api-v2/TLSSigAPIv2.js";
import {
  expireSecondsProblem,
  identifierProblem,
  sdkAppIdProblem,
  secretKeyProblem,
} from "../credentials.ts";
import { ChatConfigError } from "../errors.ts";

/** A day, the minimum that the vendor recommends. Longer has no benefit, since the client renews UserSigs itself. */
export const defaultExpireSeconds = 86_400;

/** Options of `signUserSig` and `createUserSigSigner`. */
export interface SignUserSigOptions {
  /** Your app's SDKAppID, from 1 to 4294967295. */
  readonly sdkAppId: number;
  /** The account to sign for: at most 32 bytes of UTF-8. */
  readonly identifier: string;
  /** The app's key, as the console shows it. */
  readonly secretKey: string;
  /** Lifetime of the UserSig in seconds, from 1 to 2147483647. Default: 86,400, a day. */
  readonly expireSeconds?: number | undefined;
  /** Returns the time in milliseconds since 1970. Default: the system's clock. */
  readonly now?: (() => number) | undefined;
}

/**
 * Signs a UserSig of version 2: it proves to the API, or to a client SDK at login, that the caller is `identifier` of app
 * `sdkAppId`.
 *
 * @throws {ChatConfigError} when options are invalid, with all problems; see `sdkAppIdProblem`, `identifierProblem` and
 *   `secretKeyProblem` for the rules.
 * @see https://www.tencentcloud.com/document/product/1047/34385 (page of 2024-11-06)
 */
export function signUserSig(options: SignUserSigOptions): string {
  const { sdkAppId, identifier, secretKey, expireSeconds = defaultExpireSeconds, now } = options;
  // The library checks nothing: it signs a missing expiry as null, a string as app ID as something else than it declares,
  // and with an empty key. These checks prevent that.
  const problems = [
    sdkAppIdProblem(sdkAppId),
    identifierProblem(identifier),
    secretKeyProblem(secretKey),
    expireSecondsProblem(expireSeconds),
  ].filter((problem) => problem !== null);
  if (problems.length > 0) throw new ChatConfigError(problems);

  const api = new Api(sdkAppId, secretKey);
  if (now === undefined) return api.genUserSig(identifier, expireSeconds);
  return signAt(api, { sdkAppId, identifier, expireSeconds, timeSeconds: wholeSeconds(now()) });
}

/**
 * Signs as of a given time. The library can't: it takes the time from `Date.now()` inside the function that also builds
 * the document, and replacing that global, for however short a time, is not ours to do. But the step of the library that
 * signs takes the time as an argument, so with a clock of the caller's, that step still signs and only the document
 * around the signature is built here. A test holds the two ways to the same document. The method's name begins with an
 * underscore, which is why the package depends on one exact version of the library.
 */
function signAt(
  api: Api,
  signed: { sdkAppId: number; identifier: string; expireSeconds: number; timeSeconds: number },
): string {
  const { sdkAppId, identifier, expireSeconds, timeSeconds } = signed;
  const document = {
    "TLS.ver": "2.0",
    "TLS.identifier": identifier,
    "TLS.sdkappid": sdkAppId,
    "TLS.time": timeSeconds,
    "TLS.expire": expireSeconds,
    "TLS.sig": api._hmacsha256(identifier, timeSeconds, expireSeconds, null),
  };
  const base64 = deflateSync(JSON.stringify(document)).toString("base64");
  // Not base64url: the format has an alphabet of its own, and keeps the padding.
  return base64.replaceAll("+", "*").replaceAll("/", "-").replaceAll("=", "_");
}

function wholeSeconds(nowMs: number): number {
  const seconds = Math.floor(nowMs / 1000);
  if (!Number.isSafeInteger(seconds) || seconds < 0) {
    throw new ChatConfigError(["now must return milliseconds since 1970"]);
  }
  return seconds;
}

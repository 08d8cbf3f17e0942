import { createHmac, timingSafeEqual } from "node:crypto";
import { inflateSync } from "node:zlib";

/** What a UserSig must match: the app, its key, the identifier and the current time. */
export interface UserSigExpectation {
  readonly sdkAppId: number;
  readonly secretKey: string;
  readonly identifier: string;
  readonly nowMs: number;
}

/** Largest document that is unpacked. Real ones have about 200 bytes. */
const maxDocumentBytes = 8192;

/**
 * The vendor's code for a UserSig (version 2): 0 valid, 70002 empty, 70003 truncated or garbled, 70005 a field is missing, 70013 or
 * 70014 made for another identifier or app, 70009 signed with another key, 70001 expired.
 *
 * A second implementation on purpose: it shares no code with any signer, so neither can hide a bug of the other.
 *
 * @see https://www.tencentcloud.com/document/product/1047/34385 (page of 2024-11-06, read 2026-11)
 */
export function judgeUserSig(userSig: string, expected: UserSigExpectation): number {
  if (userSig === "") return 70002;
  const json = unpack(userSig);
  if (json === undefined) return 70003;
  const document = readDocument(json);
  if (document === null) return 70005;
  if (document.identifier !== expected.identifier) return 70013;
  if (document.sdkAppId !== expected.sdkAppId) return 70014;
  if (!isSignedWith(expected.secretKey, document)) return 70009;
  return expected.nowMs >= (document.time + document.expire) * 1000 ? 70001 : 0;
}

interface UserSigDocument {
  readonly identifier: string;
  readonly sdkAppId: number;
  readonly time: number;
  readonly expire: number;
  readonly userBuf: string | null;
  readonly sig: string;
}

/** The JSON value inside a UserSig; `undefined` if base64, zlib or JSON is broken. */
function unpack(userSig: string): unknown {
  if (userSig.length % 4 !== 0 || !/^[A-Za-z0-9*-]+_{0,2}$/.test(userSig)) return undefined;
  const base64 = userSig.replaceAll("*", "+").replaceAll("-", "/").replaceAll("_", "=");
  try {
    const inflated = inflateSync(Buffer.from(base64, "base64"), { maxOutputLength: maxDocumentBytes });
    return JSON.parse(inflated.toString("utf8"));
  } catch {
    // All errors of zlib and JSON mean the same here: it can't be read.
    return undefined;
  }
}

function readDocument(json: unknown): UserSigDocument | null {
  if (typeof json !== "object" || json === null) return null;
  const fields = new Map<string, unknown>(Object.entries(json));
  const identifier = fields.get("TLS.identifier");
  const sdkAppId = fields.get("TLS.sdkappid");
  const time = fields.get("TLS.time");
  const expire = fields.get("TLS.expire");
  const userBuf = fields.get("TLS.userbuf") ?? null;
  const sig = fields.get("TLS.sig");
  if (fields.get("TLS.ver") !== "2.0") return null;
  if (typeof identifier !== "string" || typeof sig !== "string") return null;
  if (!isInteger(sdkAppId) || !isInteger(time) || !isInteger(expire)) return null;
  if (userBuf !== null && typeof userBuf !== "string") return null;
  return { identifier, sdkAppId, time, expire, userBuf, sig };
}

function isSignedWith(secretKey: string, document: UserSigDocument): boolean {
  let text = `TLS.identifier:${document.identifier}\n`;
  text += `TLS.sdkappid:${document.sdkAppId}\n`;
  text += `TLS.time:${document.time}\n`;
  text += `TLS.expire:${document.expire}\n`;
  if (document.userBuf !== null) text += `TLS.userbuf:${document.userBuf}\n`;
  // The key looks like hex but is used as text.
  const right = Buffer.from(createHmac("sha256", secretKey).update(text, "utf8").digest("base64"));
  const given = Buffer.from(document.sig);
  return right.length === given.length && timingSafeEqual(right, given);
}

function isInteger(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

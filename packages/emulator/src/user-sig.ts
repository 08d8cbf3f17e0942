import { createHmac, timingSafeEqual } from "node:crypto";
import { inflateSync } from "node:zlib";

/** Who a UserSig must have been made for, with which key, and the moment at which it is looked at. */
export interface UserSigExpectation {
  readonly sdkAppId: number;
  readonly secretKey: string;
  readonly identifier: string;
  readonly nowMs: number;
}

/** The longest document that is inflated; a real one has some 200 bytes. */
const maxDocumentBytes = 8192;

/**
 * The code with which the vendor judges a UserSig (version 2): 0 when it is good, 70002 empty, 70003 not readable as a
 * UserSig, 70013 or 70014 made for another identifier or app, 70009 signed with another key, 70001 expired.
 */
export function judgeUserSig(userSig: string, expected: UserSigExpectation): number {
  if (userSig === "") return 70002;
  const document = readDocument(userSig);
  if (document === null) return 70003;
  if (document.identifier !== expected.identifier) return 70013;
  if (document.sdkAppId !== expected.sdkAppId) return 70014;
  if (!isSignedWith(expected.secretKey, document)) return 70009;
  if (expected.nowMs / 1000 > document.time + document.expire) return 70001;
  return 0;
}

interface UserSigDocument {
  readonly identifier: string;
  readonly sdkAppId: number;
  readonly time: number;
  readonly expire: number;
  readonly userBuf: string | null;
  readonly sig: string;
}

function readDocument(userSig: string): UserSigDocument | null {
  if (!/^[A-Za-z0-9*_-]+$/.test(userSig)) return null;
  const base64 = userSig.replaceAll("*", "+").replaceAll("-", "/").replaceAll("_", "=");
  let document: unknown;
  try {
    const inflated = inflateSync(Buffer.from(base64, "base64"), { maxOutputLength: maxDocumentBytes });
    document = JSON.parse(inflated.toString("utf8"));
  } catch {
    return null; // cut short or garbled: base64, zlib or JSON does not hold together
  }
  if (typeof document !== "object" || document === null) return null;
  const fields = new Map<string, unknown>(Object.entries(document));
  const identifier = fields.get("TLS.identifier");
  const sdkAppId = fields.get("TLS.sdkappid");
  const time = fields.get("TLS.time");
  const expire = fields.get("TLS.expire");
  const userBuf = fields.get("TLS.userbuf") ?? null;
  const sig = fields.get("TLS.sig");
  if (fields.get("TLS.ver") !== "2.0") return null;
  if (typeof identifier !== "string" || typeof sig !== "string") return null;
  if (typeof sdkAppId !== "number" || typeof time !== "number" || typeof expire !== "number") return null;
  if (userBuf !== null && typeof userBuf !== "string") return null;
  return { identifier, sdkAppId, time, expire, userBuf, sig };
}

function isSignedWith(secretKey: string, document: UserSigDocument): boolean {
  let text = `TLS.identifier:${document.identifier}\n`;
  text += `TLS.sdkappid:${document.sdkAppId}\n`;
  text += `TLS.time:${document.time}\n`;
  text += `TLS.expire:${document.expire}\n`;
  if (document.userBuf !== null) text += `TLS.userbuf:${document.userBuf}\n`;
  const right = Buffer.from(createHmac("sha256", secretKey).update(text, "utf8").digest("base64"));
  const given = Buffer.from(document.sig);
  return right.length === given.length && timingSafeEqual(right, given);
}

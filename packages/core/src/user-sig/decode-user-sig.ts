import { inflateSync } from "node:zlib";
import { identifierProblem, sdkAppIdProblem, userSigProblem } from "../credentials.ts";
import { ChatUserSigError } from "./user-sig-error.ts";

/** A document has about 200 bytes. The limit keeps compressed text from growing to gigabytes. */
const maxDocumentBytes = 16_384;
const maxUnsigned32 = 0xffff_ffff;

/** The content of a UserSig. Nothing in it is proven until {@link verifyUserSig} has checked the signature. */
export interface DecodedUserSig {
  /** Always "2.0": other versions can't be read. */
  readonly version: "2.0";
  /** The account that it is for. */
  readonly identifier: string;
  /** The app that it is for. */
  readonly sdkAppId: number;
  /** When it was signed, in seconds since 1970. */
  readonly timeSeconds: number;
  /** How long it is valid from then on, in seconds. */
  readonly expireSeconds: number;
  /** When it expires: the two above, added. */
  readonly expiresAt: Date;
  /** The user buffer in base64 as it was signed, or `null`; it makes a PrivateMapKey of a UserSig. */
  readonly userBuf: string | null;
  /** The signature: standard base64 of 32 bytes. */
  readonly signature: string;
}

/**
 * Reads a UserSig of version 2 without a key.
 *
 * @throws {ChatUserSigError} when the text is not such a UserSig, with the reason and without the text.
 * @see https://www.tencentcloud.com/document/product/1047/34385 (page of 2024-11-06)
 */
export function decodeUserSig(userSig: string): DecodedUserSig {
  const problem = userSigProblem(userSig);
  if (problem !== null) throw new ChatUserSigError(problem);
  if (!/^[A-Za-z0-9*-]+_{0,2}$/.test(userSig) || userSig.length % 4 !== 0) {
    throw new ChatUserSigError("its base64 is incomplete, so it was probably cut short");
  }
  return readDocument(parseObject(inflate(userSig)));
}

function inflate(userSig: string): string {
  const base64 = userSig.replaceAll("*", "+").replaceAll("-", "/").replaceAll("_", "=");
  let bytes: Buffer;
  try {
    bytes = inflateSync(Buffer.from(base64, "base64"), { maxOutputLength: maxDocumentBytes });
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    if (error.code === "Z_BUF_ERROR")
      throw new ChatUserSigError("its compressed content ends early, so it was probably cut short");
    if (error.code === "ERR_BUFFER_TOO_LARGE")
      throw new ChatUserSigError("its content is far too large for a UserSig");
    throw new ChatUserSigError("its content is not compressed with zlib, or is damaged");
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    // The decoder's only error.
    throw new ChatUserSigError("its content is not UTF-8");
  }
}

function parseObject(text: string): Map<string, unknown> {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    // The parser's only error; its message would quote the content.
    throw new ChatUserSigError("its content is not JSON");
  }
  if (typeof document !== "object" || document === null) {
    throw new ChatUserSigError("its content is not a JSON object");
  }
  return new Map(Object.entries(document));
}

function readDocument(fields: Map<string, unknown>): DecodedUserSig {
  const version = fields.get("TLS.ver");
  if (version !== "2.0") throw new ChatUserSigError("its TLS.ver is not 2.0");
  const identifier = fields.get("TLS.identifier");
  const sdkAppId = fields.get("TLS.sdkappid");
  const userBuf = fields.get("TLS.userbuf") ?? null;
  const signature = fields.get("TLS.sig");
  // A line break in the identifier would let one field of the signed text pass as another.
  if (typeof identifier !== "string" || identifierProblem(identifier) !== null)
    throw invalidField("TLS.identifier");
  if (typeof sdkAppId !== "number" || sdkAppIdProblem(sdkAppId) !== null) throw invalidField("TLS.sdkappid");
  if (userBuf !== null && (typeof userBuf !== "string" || !/^[A-Za-z0-9+/=]*$/.test(userBuf))) {
    throw invalidField("TLS.userbuf");
  }
  if (typeof signature !== "string" || !/^[A-Za-z0-9+/]{43}=$/.test(signature)) throw invalidField("TLS.sig");
  const timeSeconds = seconds(fields, "TLS.time");
  const expireSeconds = seconds(fields, "TLS.expire");
  const expiresAt = new Date((timeSeconds + expireSeconds) * 1000);
  return { version, identifier, sdkAppId, timeSeconds, expireSeconds, expiresAt, userBuf, signature };
}

function seconds(fields: Map<string, unknown>, name: string): number {
  const value = fields.get(name);
  if (typeof value !== "number" || !Number.isInteger(value) || value < 0 || value > maxUnsigned32) {
    throw invalidField(name);
  }
  return value;
}

function invalidField(name: string): ChatUserSigError {
  return new ChatUserSigError(`its field ${name} is missing or invalid`);
}

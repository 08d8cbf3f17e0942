import { deflateRawSync, deflateSync } from "node:zlib";
import { Api } from "tls-sig-api-v2/TLSSigAPIv2.js";
import { describe, expect, test } from "vitest";
import { decodeUserSig } from "./decode-user-sig.ts";
import { signUserSig } from "./sign-user-sig.ts";
import { ChatUserSigError } from "./user-sig-error.ts";

const secretKey = "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e";
const now = (): number => 1_700_000_000_000;

const document = {
  "TLS.ver": "2.0",
  "TLS.identifier": "administrator",
  "TLS.sdkappid": 1_400_000_000,
  "TLS.time": 1_700_000_000,
  "TLS.expire": 86_400,
  "TLS.sig": "yLAe+w7WUeUuqbV9h/TX78u21oTGi+i9Zp1u3PpnY60=",
};

function pack(bytes: Buffer): string {
  return bytes.toString("base64").replaceAll("+", "*").replaceAll("/", "-").replaceAll("=", "_");
}

function packDocument(content: object): string {
  return pack(deflateSync(JSON.stringify(content)));
}

function reasonOf(userSig: string): string {
  try {
    decodeUserSig(userSig);
  } catch (error) {
    if (error instanceof ChatUserSigError) return error.reason;
    throw error;
  }
  return "it was read";
}

test("reads what is in a UserSig and when it expires", () => {
  const userSig = signUserSig({ sdkAppId: 1_400_000_000, identifier: "用户-é", secretKey, now });
  expect(decodeUserSig(userSig)).toEqual({
    version: "2.0",
    identifier: "用户-é",
    sdkAppId: 1_400_000_000,
    timeSeconds: 1_700_000_000,
    expireSeconds: 86_400,
    expiresAt: new Date(1_700_086_400_000),
    userBuf: null,
    signature: "vRmiVbaQSPLbQ5U2W7T+GczMq8WYndfc2ZlVmFO5FJ0=",
  });
});

test("reads another field order, spacing and compression level", () => {
  const text = JSON.stringify(Object.fromEntries(Object.entries(document).reverse()), null, 4);
  expect(decodeUserSig(pack(deflateSync(text, { level: 1 })))).toMatchObject({ identifier: "administrator" });
});

test("reads a user buffer", () => {
  const api = new Api(1_400_000_000, secretKey);
  const withBuffer = Reflect.get(api, "genSig") as (id: string, expire: number, userBuf: string) => string;
  expect(decodeUserSig(withBuffer.call(api, "xiaojun", 60, "room"))).toMatchObject({ userBuf: "cm9vbQ==" });
});

test("keeps fields that it does not know from getting in the way", () => {
  expect(decodeUserSig(packDocument({ ...document, "TLS.new": [1], __proto__x: {} }))).toMatchObject({
    sdkAppId: 1_400_000_000,
  });
});

describe("a text that is not a UserSig is refused with the reason:", () => {
  const whole = packDocument(document);

  test.each([
    ["an empty one", "", "non-empty"],
    ["another alphabet", "eJw+/=", "letters, digits"],
    ["padding in the middle", "eJ__abcd", "cut short"],
    ["one that lost its last character", whole.slice(0, -1), "cut short"],
    ["one that lost its last four", whole.slice(0, -4), "cut short"],
    ["one that lost its second half", whole.slice(0, 4 * Math.floor(whole.length / 8)), "cut short"],
    ["one without the header of zlib", pack(deflateRawSync(JSON.stringify(document))), "not compressed"],
    ["one that is not compressed", pack(Buffer.from(JSON.stringify(document))), "not compressed"],
    ["one that unpacks to very much", pack(deflateSync(Buffer.alloc(20_000))), "far too large"],
    ["one that is not UTF-8", pack(deflateSync(Buffer.from([0xff, 0xfe]))), "not UTF-8"],
    ["one that is not JSON", pack(deflateSync("TLS.ver: 2.0")), "not JSON"],
    ["one that is JSON and no object", pack(deflateSync("null")), "not a JSON object"],
    ["version 1", packDocument({ ...document, "TLS.ver": "1.0" }), "TLS.ver"],
    ["no version", packDocument({}), "TLS.ver"],
    ["an app id that is a text", packDocument({ ...document, "TLS.sdkappid": "1400000000" }), "TLS.sdkappid"],
    ["a time that is a text", packDocument({ ...document, "TLS.time": "1700000000" }), "TLS.time"],
    ["a time that is no second", packDocument({ ...document, "TLS.time": 1.5 }), "TLS.time"],
    ["an expiry that is null", packDocument({ ...document, "TLS.expire": null }), "TLS.expire"],
    ["an expiry beyond all dates", packDocument({ ...document, "TLS.expire": 1e15 }), "TLS.expire"],
    [
      "an identifier with a line of its own",
      packDocument({ ...document, "TLS.identifier": "a\nb" }),
      "TLS.identifier",
    ],
    ["a user buffer that is no base64", packDocument({ ...document, "TLS.userbuf": "a\nb" }), "TLS.userbuf"],
    ["a signature of another length", packDocument({ ...document, "TLS.sig": "AAAA" }), "TLS.sig"],
    ["no signature", packDocument({ ...document, "TLS.sig": undefined }), "TLS.sig"],
  ])("%s", (_what, userSig, words) => {
    expect(reasonOf(userSig)).toContain(words);
  });

  test("without quoting it", () => {
    const cut = whole.slice(0, -4);
    expect(() => decodeUserSig(cut)).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining(cut) }),
    );
  });
});

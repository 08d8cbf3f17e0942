import { deflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { pack, sampleKey, signedAt, signUserSig, userSigDocument } from "../test/sign-user-sig.ts";
import { judgeUserSig } from "./user-sig.ts";

const expected = {
  sdkAppId: 1_400_000_000,
  secretKey: sampleKey,
  identifier: "administrator",
  nowMs: signedAt * 1000,
};

test.each([
  { identifier: "administrator", expire: 86_400, sig: "yLAe+w7WUeUuqbV9h/TX78u21oTGi+i9Zp1u3PpnY60=" },
  { identifier: "xiaojun", expire: 15_552_000, sig: "LvA7d/Iw7gSsnskvVzBDPOCCDbuNCw4GHwTC0bip+B4=" },
  { identifier: "用户-é", expire: 86_400, sig: "vRmiVbaQSPLbQ5U2W7T+GczMq8WYndfc2ZlVmFO5FJ0=" },
])("accepts the known answer for $identifier and no other signature", ({ identifier, expire, sig }) => {
  const document = {
    "TLS.ver": "2.0",
    "TLS.identifier": identifier,
    "TLS.sdkappid": 1_400_000_000,
    "TLS.time": signedAt,
    "TLS.expire": expire,
    "TLS.sig": sig,
  };
  expect(judgeUserSig(pack(document), { ...expected, identifier })).toBe(0);
  const forged = { ...document, "TLS.sig": sig.replace(/^./, "A") };
  expect(judgeUserSig(pack(forged), { ...expected, identifier })).toBe(70009);
});

test("ignores field order, spacing and compression level", () => {
  const document = userSigDocument();
  const shuffled = Object.fromEntries(Object.entries(document).reverse());
  const stored = deflateSync(JSON.stringify(document), { level: 0 }).toString("base64");
  const forms = [
    pack(JSON.stringify(shuffled, null, 4)),
    stored.replaceAll("+", "*").replaceAll("/", "-").replaceAll("=", "_"),
  ];
  expect(forms.map((form) => judgeUserSig(form, expected))).toEqual([0, 0]);
});

test("covers the user buffer with the signature", () => {
  const document = userSigDocument({ userBuf: "AAECAw==" });
  expect(judgeUserSig(pack(document), expected)).toBe(0);
  expect(judgeUserSig(pack({ ...document, "TLS.userbuf": "AAECBA==" }), expected)).toBe(70009);
});

test.each([
  { what: "nothing", userSig: "", code: 70002 },
  { what: "a UserSig cut short", userSig: signUserSig().slice(0, 100), code: 70003 },
  { what: "a UserSig without its last character", userSig: signUserSig().slice(0, -1), code: 70003 },
  { what: "characters that base64 has not", userSig: `${signUserSig().slice(0, -4)}!!!!`, code: 70003 },
  {
    what: "standard base64, not the vendor's",
    userSig: deflateSync("{}").toString("base64url"),
    code: 70003,
  },
  { what: "base64 of what zlib did not make", userSig: "AAAA", code: 70003 },
  { what: "no JSON inside", userSig: pack("administrator"), code: 70003 },
  {
    what: "a document that would fill memory",
    userSig: pack(" ".repeat(1_000_000) + JSON.stringify(userSigDocument())),
    code: 70003,
  },
  { what: "an empty document", userSig: pack({}), code: 70005 },
  { what: "JSON that isn't an object", userSig: pack("null"), code: 70005 },
  { what: "version 1", userSig: pack({ ...userSigDocument(), "TLS.ver": "1.0" }), code: 70005 },
  {
    what: "an app id as text",
    userSig: pack({ ...userSigDocument(), "TLS.sdkappid": "1400000000" }),
    code: 70005,
  },
  { what: "no expiry", userSig: pack({ ...userSigDocument(), "TLS.expire": null }), code: 70005 },
  { what: "another identifier", userSig: signUserSig({ identifier: "someone" }), code: 70013 },
  { what: "another app", userSig: signUserSig({ sdkAppId: 1_400_000_001 }), code: 70014 },
  { what: "another key", userSig: signUserSig({ secretKey: "another" }), code: 70009 },
  {
    what: "an expiry stretched afterwards",
    userSig: pack({ ...userSigDocument(), "TLS.expire": 1e6 }),
    code: 70009,
  },
])("answers $code to $what", ({ userSig, code }) => {
  expect(judgeUserSig(userSig, expected)).toBe(code);
});

test.each([
  { when: "the millisecond before it expires", ms: 86_400_000 - 1, code: 0 },
  { when: "as it expires", ms: 86_400_000, code: 70001 },
])("answers $code $when", ({ ms, code }) => {
  expect(judgeUserSig(signUserSig(), { ...expected, nowMs: signedAt * 1000 + ms })).toBe(code);
});

import { deflateSync } from "node:zlib";
import fc from "fast-check";
import { Api } from "tls-sig-api-v2/TLSSigAPIv2.js";
import { expect, test } from "vitest";
import { ChatConfigError } from "../errors.ts";
import { decodeUserSig } from "./decode-user-sig.ts";
import { signUserSig } from "./sign-user-sig.ts";
import { type VerifyUserSigOptions, verifyUserSig } from "./verify-user-sig.ts";

const secretKey = "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e";
const otherKey = secretKey.replace("5b", "5c");
const sdkAppId = 1_400_000_000;
const start = 1_700_000_000_000;
const now = (): number => start;
const userSig = signUserSig({ sdkAppId, identifier: "xiaojun", secretKey, expireSeconds: 60, now });
const valid: VerifyUserSigOptions = { sdkAppId, secretKey, identifier: "xiaojun", now };

function tamper(field: string, value: unknown): string {
  const { identifier, timeSeconds, expireSeconds, signature } = decodeUserSig(userSig);
  const document = {
    "TLS.ver": "2.0",
    "TLS.identifier": identifier,
    "TLS.sdkappid": sdkAppId,
    "TLS.time": timeSeconds,
    "TLS.expire": expireSeconds,
    "TLS.sig": signature,
    [field]: value,
  };
  const base64 = deflateSync(JSON.stringify(document)).toString("base64");
  return base64.replaceAll("+", "*").replaceAll("/", "-").replaceAll("=", "_");
}

test("accepts what was signed with the key, and returns its content", () => {
  expect(verifyUserSig(userSig, valid)).toEqual({ valid: true, userSig: decodeUserSig(userSig) });
});

test("accepts any identifier by default", () => {
  expect(verifyUserSig(userSig, { sdkAppId, secretKey, now })).toMatchObject({ valid: true });
});

test("accepts a user buffer that the vendor's library signed, and refuses another one", () => {
  const api = new Api(sdkAppId, secretKey);
  const genSig = Reflect.get(api, "genSig") as (id: string, expire: number, userBuf: string) => string;
  const signed = genSig.call(api, "xiaojun", 60, "room");
  expect(verifyUserSig(signed, { sdkAppId, secretKey })).toMatchObject({
    valid: true,
    userSig: { userBuf: "cm9vbQ==" },
  });
  expect(verifyUserSig(tamper("TLS.userbuf", "cm9vbQ=="), valid)).toEqual({
    valid: false,
    reason: "signature",
  });
});

test.each([
  ["no UserSig", "abc", valid, "malformed"],
  ["one that is cut short", userSig.slice(0, -4), valid, "malformed"],
  ["another key", userSig, { ...valid, secretKey: otherKey }, "signature"],
  ["an expiry that was moved", tamper("TLS.expire", 6000), valid, "signature"],
  ["a time that was moved", tamper("TLS.time", 1_700_000_001), valid, "signature"],
  [
    "an identifier that was replaced",
    tamper("TLS.identifier", "admin"),
    { ...valid, identifier: "admin" },
    "signature",
  ],
  ["another app", userSig, { ...valid, sdkAppId: 1_400_000_001 }, "sdkappid"],
  ["someone else", userSig, { ...valid, identifier: "administrator" }, "identifier"],
  ["the end of its life", userSig, { ...valid, now: () => start + 60_000 }, "expired"],
] as const)("refuses %s", (_what, text, options, reason) => {
  expect(verifyUserSig(text, options)).toEqual({ valid: false, reason });
});

test("accepts until the last millisecond of its life", () => {
  expect(verifyUserSig(userSig, { ...valid, now: () => start + 59_999 })).toMatchObject({ valid: true });
});

test("refuses a signature that differs in any one bit", () => {
  const signature = Buffer.from(decodeUserSig(userSig).signature, "base64");
  for (let bit = 0; bit < 256; bit++) {
    const flipped = Buffer.from(signature);
    flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    expect(verifyUserSig(tamper("TLS.sig", flipped.toString("base64")), valid)).toEqual({
      valid: false,
      reason: "signature",
    });
  }
});

test("accepts whatever signUserSig signed, and nothing under another key", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 4_294_967_295 }),
      fc.stringMatching(/^[!-~é用]{1,10}$/),
      fc.stringMatching(/^[!-~é用]{1,80}$/),
      (app, identifier, key) => {
        const text = signUserSig({ sdkAppId: app, identifier, secretKey: key, now });
        const options = { sdkAppId: app, identifier, now };
        expect(verifyUserSig(text, { ...options, secretKey: key }).valid).toBe(true);
        expect(verifyUserSig(text, { ...options, secretKey: `${key}x` }).valid).toBe(false);
      },
    ),
    { seed: 4, numRuns: 200 },
  );
});

test("throws for options that cannot be used, and for nothing that a stranger can send", () => {
  expect(() => verifyUserSig(userSig, { ...valid, secretKey: "" })).toThrow(ChatConfigError);
  expect(() => verifyUserSig(userSig, { ...valid, sdkAppId: 0 })).toThrow(ChatConfigError);
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.base64String(), fc.stringMatching(/^eJ[A-Za-z0-9*_-]*$/)),
      (text) => {
        expect(verifyUserSig(text, valid)).toEqual({ valid: false, reason: "malformed" });
      },
    ),
    { seed: 5, numRuns: 500 },
  );
});

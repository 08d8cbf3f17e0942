import { createHmac } from "node:crypto";
import { inflateSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { ChatConfigError } from "../errors.ts";
import { type SignUserSigOptions, signUserSig } from "./sign-user-sig.ts";

const secretKey = "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e";
const app = { sdkAppId: 1_400_000_000, secretKey };
const now = (): number => 1_700_000_000_000;

/** Unpacks a UserSig step by step, with nothing of this package. */
function unpack(userSig: string): unknown {
  const base64 = userSig.replaceAll("*", "+").replaceAll("-", "/").replaceAll("_", "=");
  return JSON.parse(inflateSync(Buffer.from(base64, "base64")).toString("utf8"));
}

// Golden values that this package had no part in, with the key that the vendor publishes as a sample.
const knownAnswers = [
  ["administrator", 86_400, "yLAe+w7WUeUuqbV9h/TX78u21oTGi+i9Zp1u3PpnY60="],
  ["xiaojun", 15_552_000, "LvA7d/Iw7gSsnskvVzBDPOCCDbuNCw4GHwTC0bip+B4="],
  ["用户-é", 86_400, "vRmiVbaQSPLbQ5U2W7T+GczMq8WYndfc2ZlVmFO5FJ0="],
] as const;

function documentOf(identifier: string, expireSeconds: number, signature: string): object {
  return {
    "TLS.ver": "2.0",
    "TLS.identifier": identifier,
    "TLS.sdkappid": 1_400_000_000,
    "TLS.time": 1_700_000_000,
    "TLS.expire": expireSeconds,
    "TLS.sig": signature,
  };
}

describe("the vendor's known answers", () => {
  test.each(knownAnswers)("%s for %i s, by a clock that is given", (identifier, expireSeconds, signature) => {
    const userSig = signUserSig({ ...app, identifier, expireSeconds, now });
    expect(unpack(userSig)).toEqual(documentOf(identifier, expireSeconds, signature));
  });

  test.each(knownAnswers)("%s for %i s, by the system's clock", (identifier, expireSeconds, signature) => {
    vi.useFakeTimers({ now: now(), toFake: ["Date"] });
    try {
      const userSig = signUserSig({ ...app, identifier, expireSeconds });
      expect(unpack(userSig)).toEqual(documentOf(identifier, expireSeconds, signature));
    } finally {
      vi.useRealTimers();
    }
  });
});

test("signs the same document by a given clock as the library does by the system's", () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  try {
    fc.assert(
      fc.property(
        fc.nat(4_000_000_000),
        fc.integer({ min: 1, max: 2_147_483_647 }),
        fc.stringMatching(/^[a-zA-Z0-9é用_-]{1,10}$/),
        (seconds, expireSeconds, identifier) => {
          vi.setSystemTime(seconds * 1000 + 999);
          const options = { ...app, identifier, expireSeconds };
          expect(signUserSig({ ...options, now: () => Date.now() })).toBe(signUserSig(options));
        },
      ),
      { seed: 1, numRuns: 200 },
    );
  } finally {
    vi.useRealTimers();
  }
});

test("signs the text of the format, for any identifier, app, time and lifetime", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 4_294_967_295 }),
      fc.stringMatching(/^[!-~é用]{1,10}$/),
      fc.stringMatching(/^[!-~é用]{1,80}$/),
      fc.nat(4_000_000_000),
      fc.integer({ min: 1, max: 2_147_483_647 }),
      (sdkAppId, identifier, key, seconds, expireSeconds) => {
        const options = { sdkAppId, identifier, secretKey: key, expireSeconds, now: () => seconds * 1000 };
        const text = `TLS.identifier:${identifier}\nTLS.sdkappid:${sdkAppId}\nTLS.time:${seconds}\nTLS.expire:${expireSeconds}\n`;
        const signature = createHmac("sha256", Buffer.from(key, "utf8"))
          .update(text, "utf8")
          .digest("base64");
        expect(unpack(signUserSig(options))).toMatchObject({
          "TLS.sig": signature,
          "TLS.sdkappid": sdkAppId,
        });
      },
    ),
    { seed: 2, numRuns: 200 },
  );
});

test("contains nothing that a URL would have to escape", () => {
  fc.assert(
    fc.property(fc.nat(4_000_000_000), (seconds) => {
      const userSig = signUserSig({ ...app, identifier: "administrator", now: () => seconds * 1000 });
      expect(encodeURIComponent(userSig)).toBe(userSig);
    }),
    { seed: 3, numRuns: 100 },
  );
});

test("is valid for a day by default", () => {
  expect(unpack(signUserSig({ ...app, identifier: "administrator" }))).toMatchObject({
    "TLS.expire": 86_400,
  });
});

describe("nothing that the library would sign wrongly reaches it", () => {
  const valid: SignUserSigOptions = { ...app, identifier: "administrator", expireSeconds: 60 };

  test.each<[string, object, string]>([
    ["a text as app id", { sdkAppId: "1400000000" }, "sdkAppId"],
    ["an empty key", { secretKey: "" }, "secretKey"],
    ["no key", { secretKey: undefined }, "secretKey"],
    ["no identifier", { identifier: undefined }, "identifier"],
    ["an identifier with a line of its own", { identifier: "a\nTLS.sdkappid:1" }, "identifier"],
    ["an identifier of 33 bytes", { identifier: "a".repeat(33) }, "identifier"],
    ["an expiry that is null", { expireSeconds: null }, "expireSeconds"],
    ["an expiry that is a text", { expireSeconds: "60" }, "expireSeconds"],
    ["no life at all", { expireSeconds: 0 }, "expireSeconds"],
    ["a clock that gives nothing", { now: () => Number.NaN }, "now"],
    ["a clock before 1970", { now: () => -1 }, "now"],
  ])("%s", (_what, wrong, name) => {
    const sign = (): string => signUserSig({ ...valid, ...wrong } as SignUserSigOptions);
    expect(sign).toThrow(ChatConfigError);
    expect(sign).toThrow(name);
  });

  test("all of it at once is named at once, and the key is not quoted", () => {
    const wrong = { sdkAppId: 0, identifier: "", secretKey: "hush hush", expireSeconds: 0 };
    try {
      signUserSig(wrong);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(ChatConfigError);
      expect((error as ChatConfigError).problems).toHaveLength(4);
      expect(String(error)).not.toContain("hush");
    }
  });
});

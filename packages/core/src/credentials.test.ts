import { describe, expect, test } from "vitest";
import {
  expireSecondsProblem,
  identifierProblem,
  sdkAppIdProblem,
  secretKeyProblem,
  userSigProblem,
} from "./credentials.ts";

describe("an SDKAppID", () => {
  test.each([1, 1_400_000_000, 20_000_001, 4_294_967_295])("may be %i", (value) => {
    expect(sdkAppIdProblem(value)).toBeNull();
  });

  test.each([
    0,
    -1,
    1.5,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    4_294_967_296,
    null,
    undefined,
    "",
    "abc",
    10n,
  ])("must not be %s", (value) => {
    expect(sdkAppIdProblem(value)).toContain("whole number from 1 to 4294967295");
  });

  test("must not be a text of digits, and the problem says so", () => {
    expect(sdkAppIdProblem("1400000000")).toContain("not a text");
  });
});

describe("an identifier", () => {
  test.each(["administrator", "a", "用户-é", "a b", "x".repeat(32), "é".repeat(16), "@TGS#_user"])(
    "may be %j",
    (value) => {
      expect(identifierProblem(value)).toBeNull();
    },
  );

  test.each([
    ["", "not empty"],
    [undefined, "not empty"],
    [7, "not empty"],
    ["x".repeat(33), "is 33"],
    ["é".repeat(17), "is 34"],
    ["用".repeat(11), "is 33"],
    ["a\nTLS.sdkappid:1", "control or newline"],
    ["a\r", "control or newline"],
    ["a\u0000b", "control or newline"],
    ["a\u007f", "control or newline"],
    ["a\u0085b", "control or newline"],
    ["a\u2028b", "control or newline"],
    [" a", "begin or end"],
    ["a ", "begin or end"],
    ["\ud800", "well-formed"],
  ])("must not be %j", (value, words) => {
    expect(identifierProblem(value)).toContain(words);
  });
});

describe("a secret key", () => {
  test.each(["5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e", "short", "ключ"])(
    "may be %j",
    (value) => {
      expect(secretKeyProblem(value)).toBeNull();
    },
  );

  test.each([
    ["", "not empty"],
    [undefined, "not empty"],
    [123, "not empty"],
    ["hush-hush\n", "newline"],
    [" hush-hush", "whitespace"],
    ["hush hush", "whitespace"],
    ["hush-hush\u0000", "whitespace"],
    ["hush-hush\ud800", "well-formed"],
    ["-----BEGIN PRIVATE KEY-----\nhush-hush", "version 1"],
  ])("must not be %j, and is not quoted", (value, words) => {
    expect(secretKeyProblem(value)).toContain(words);
    expect(secretKeyProblem(value)).not.toContain("hush");
  });
});

describe("a UserSig", () => {
  test.each(["eJwtzE*LgkAYhPHvsuew3W3X-DW_", "abc"])("may look like %j", (value) => {
    expect(userSigProblem(value)).toBeNull();
  });

  test.each([
    ["", "not empty"],
    [undefined, "not empty"],
    ["hushhush\n", "newline"],
    ["hush hush", "whitespace"],
    ["hushhush=", "letters, digits"],
    ["hush+hush/", "letters, digits"],
    [`hush${"a".repeat(4096)}`, "at most 4096"],
  ])("must not look like %j, and is not quoted", (value, words) => {
    expect(userSigProblem(value)).toContain(words);
    expect(userSigProblem(value)).not.toContain("hush");
  });
});

describe("the life of a UserSig", () => {
  test.each([1, 86_400, 15_552_000, 2_147_483_647])("may be %i s", (value) => {
    expect(expireSecondsProblem(value)).toBeNull();
  });

  test.each([0, -1, 0.5, Number.NaN, 2_147_483_648, "86400", null, undefined])("must not be %s", (value) => {
    expect(expireSecondsProblem(value)).toContain("whole number of seconds");
  });
});

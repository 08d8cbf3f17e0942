import { describe, expect, test } from "vitest";
import {
  expireSecondsProblem,
  identifierProblem,
  sdkAppIdProblem,
  secretKeyProblem,
  secretKeyWarning,
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
    expect(sdkAppIdProblem("1400000000")).toContain("not a string");
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
    ["", "non-empty"],
    [undefined, "non-empty"],
    [7, "non-empty"],
    ["x".repeat(33), "has 33"],
    ["é".repeat(17), "has 34"],
    ["用".repeat(11), "has 33"],
    ["a\nTLS.sdkappid:1", "control characters or line breaks"],
    ["a\r", "control characters or line breaks"],
    ["a\u0000b", "control characters or line breaks"],
    ["a\u007f", "control characters or line breaks"],
    ["a\u0085b", "control characters or line breaks"],
    ["a\u2028b", "control characters or line breaks"],
    [" a", "start or end"],
    ["a ", "start or end"],
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
    ["", "non-empty"],
    [undefined, "non-empty"],
    [123, "non-empty"],
    ["hush-hush\n", "line break"],
    [" hush-hush", "whitespace"],
    ["hush hush", "whitespace"],
    ["hush-hush\u0000", "whitespace"],
    ["hush\u200bhush", "U+200B"],
    ["\u2060hush-hush", "U+2060"],
    ["hush-hush\u00ad", "U+00AD"],
    ["hush\u202ehush", "U+202E"],
    ["hush-hush\ufe0f", "U+FE0F"],
    ["hush\u3164hush", "U+3164"],
    ["hush\u{e0041}hush", "U+E0041"],
    ["hush-hush\ud800", "well-formed"],
    ["-----BEGIN PRIVATE KEY-----\nhush-hush", "version 1"],
  ])("must not be %j, and is not quoted", (value, words) => {
    expect(secretKeyProblem(value)).toContain(words);
    expect(secretKeyProblem(value)).not.toContain("hush");
  });
});

describe("a warning about a secret key", () => {
  test.each([
    ["x", "only 1 character,"],
    ["hush", "only 4 characters,"],
    ["x".repeat(15), "only 15 characters,"],
  ])("is given for %j", (value, words) => {
    expect(secretKeyProblem(value)).toBeNull();
    expect(secretKeyWarning(value)).toContain(words);
    expect(secretKeyWarning(value)).not.toContain("hush");
  });

  test.each(["x".repeat(16), "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e"])(
    "is not given for %j",
    (value) => {
      expect(secretKeyWarning(value)).toBeNull();
    },
  );
});

describe("a UserSig", () => {
  test.each(["eJwtzE*LgkAYhPHvsuew3W3X-DW_", "abc"])("may look like %j", (value) => {
    expect(userSigProblem(value)).toBeNull();
  });

  test.each([
    ["", "non-empty"],
    [undefined, "non-empty"],
    ["hushhush\n", "line break"],
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
    expect(expireSecondsProblem(value)).toContain("whole number from 1");
  });
});

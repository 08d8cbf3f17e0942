import { inspect } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { signUserSig } from "../user-sig/sign-user-sig.ts";
import { createRedactor } from "./redactor.ts";

const key = "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e";
const userSig = "eJwtzE*LgkAYhPHvsuew3W3X-DW_VgXWG1mUNtFYRIyZkA0mZGNhjRkZ4nZ2MzOdkT";
const redactor = createRedactor(() => [key, userSig]);

test.each([
  ["a whole secret", `before ${key} after`, "before [redacted] after"],
  ["a secret inside a URL", `https://h/v4/${userSig}/1`, "https://h/v4/[redacted]/1"],
  ["the beginning of a secret", `cut: ${userSig.slice(0, 20)}`, "cut: [redacted]"],
  ["the middle of a secret", `cut: ${key.slice(20, 40)}...`, "cut: [redacted]..."],
  ["a secret in base64", `it was ${Buffer.from(key).toString("base64")}`, "it was [redacted]=="],
  [
    "a secret that is escaped all through",
    `it was ${key.replace(/./g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}`,
    "it was [redacted]",
  ],
  ["two secrets side by side", `${key}${userSig}`, "[redacted]"],
  [
    "the query of a URL",
    'POST "https://h/v4?sdkappid=7&random=1" failed',
    'POST "https://h/v4?[redacted]" failed',
  ],
  ["no question", "is it up? a=b", "is it up? a=b"],
  ["nothing where nothing is secret", "connect ECONNREFUSED 127.0.0.1:1", "connect ECONNREFUSED 127.0.0.1:1"],
])("hides %s", (_what, text, expected) => {
  expect(redactor.text(text)).toBe(expected);
});

test("hides a short secret, and one that a URL would encode", () => {
  const short = createRedactor(() => ["s3cr3t", "ключ/+"]);
  expect(short.text(`s3cr3t ${encodeURIComponent("ключ/+")}`)).toBe("[redacted] [redacted]");
});

test("hides a secret that came to be after the redactor", () => {
  const secrets = [key];
  const growing = createRedactor(() => secrets);
  expect(growing.text(userSig)).toBe(userSig);
  secrets.push(userSig);
  expect(growing.text(userSig)).toBe("[redacted]");
});

/** What is left of a secret by any machine's way to write it. */
function encodings(secret: string): [string, string][] {
  const bytes = Buffer.from(secret);
  const basic = (user: string): string => Buffer.from(`${user}:${secret}`).toString("base64");
  return [
    ["upper case", secret.toUpperCase()],
    ["hex", bytes.toString("hex")],
    ["upper-case hex", bytes.toString("hex").toUpperCase()],
    ["hex with colons", (bytes.toString("hex").match(/../g) ?? []).join(":")],
    ["base64", bytes.toString("base64")],
    ["base64url", bytes.toString("base64url")],
    ["Basic auth without a user", basic("")],
    ["Basic auth with a user of 1", basic("u")],
    ["Basic auth with a user of 2", basic("me")],
    ["Basic auth of an app token", basic("x-access-token")],
    ["base64 with others around it", Buffer.from(`a${secret}zz`).toString("base64")],
    ["base64 of JSON", Buffer.from(JSON.stringify({ key: secret })).toString("base64")],
    ["JSON", JSON.stringify({ key: secret })],
    ["JSON with escaped slashes", JSON.stringify({ key: secret }).replaceAll("/", "\\/")],
    [
      "JSON in ASCII",
      JSON.stringify(secret).replaceAll(
        /[^ -~]/g,
        (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
      ),
    ],
    ["a URL", encodeURIComponent(secret)],
    ["a form", new URLSearchParams({ key: secret }).toString()],
    [
      "a URL, every byte escaped",
      (bytes.toString("hex").match(/../g) ?? []).map((pair) => `%${pair}`).join(""),
    ],
    ["lines of 10", (secret.match(/.{1,10}/gu) ?? []).join("\n  ")],
    ["zero-width spaces between", secret.split("").join("\u200b")],
  ];
}

describe.each([
  ["a key", key],
  ["a token", "ghs_16C7e42F292c6912E7710c838347Ae178B4a"],
  ["a password with signs", 'p@ss/w+rd "ü" \\ %41&x=y'],
  ["a short password", "hunter2!"],
])("hides %s", (_what, secret) => {
  const hiding = createRedactor([secret]);
  test.each(encodings(secret))("as %s", (_how, text) => {
    const shown = hiding.text(`<${text}>`);
    expect(shown).toContain("[redacted]");
    // Base64 keeps at most the characters that mix the secret with what is beside it.
    const left = shown.replaceAll("[redacted]", "");
    expect(left.length).toBeLessThanOrEqual(text.length - Math.min(text.length, secret.length) + 8);
    for (let i = 0; i + 6 <= secret.length; i++) expect(left).not.toContain(secret.slice(i, i + 6));
  });
});

test("hides what a UserSig decodes to", () => {
  const signed = signUserSig({
    sdkAppId: 1_400_000_000,
    identifier: "administrator",
    secretKey: key,
    now: () => 1_700_000_000_000,
  });
  const hiding = createRedactor([signed]);
  const signature = "yLAe+w7WUeUuqbV9h/TX78u21oTGi+i9Zp1u3PpnY60=";
  for (const text of [
    JSON.stringify(signature),
    signature.replaceAll("+", "-").replaceAll("/", "_"),
    encodeURIComponent(signature),
    Buffer.from(signature, "base64").toString("hex"),
    Buffer.from(signature).toString("base64"),
    signed.replaceAll("*", "+").replaceAll("-", "/").replaceAll("_", "="),
  ]) {
    const shown = hiding.text(text);
    for (let i = 0; i + 12 <= text.length; i++) {
      expect(shown).not.toContain(text.slice(i, i + 12));
    }
  }
});

test("leaves text readable when a secret is too short to hide", () => {
  expect(createRedactor(["a", "the", ""]).text("the cat sat")).toBe("the cat sat");
});

test("hides a secret anywhere in a text, even if the text is cut there", () => {
  fc.assert(
    fc.property(fc.nat(2100), fc.constantFrom(key, userSig), (before, secret) => {
      const shown = redactor.text(`${".".repeat(before)}${secret}!`);
      for (let i = 0; i + 16 <= secret.length; i++) expect(shown).not.toContain(secret.slice(i, i + 16));
    }),
    { seed: 3, numRuns: 200 },
  );
});

test("leaves no control character, line break or change of direction", () => {
  expect(redactor.text("a\r\n::error::b\u001b[31m\u202ec\u2028d")).toBe("a ::error::b [31m c d");
});

test("shortens what is long, and does not halve a character", () => {
  const shown = redactor.text(`${"a".repeat(499)}😀${"b".repeat(1000)}`);
  expect(shown.length).toBeLessThanOrEqual(501);
  expect(shown.isWellFormed()).toBe(true);
});

test("copies an error without anything it carries but what a person needs", () => {
  const cause = Object.assign(new Error(`connect to https://h/?usersig=${userSig}`), {
    code: "ECONNREFUSED",
    port: 443,
  });
  const original = Object.assign(new TypeError(`failed with ${key}`, { cause }), {
    options: { headers: { "x-key": key } },
    input: userSig,
  });
  const copy = redactor.error(original);
  const shown = inspect(copy, { depth: 9, showHidden: true }) + copy.stack + JSON.stringify(copy);
  expect(shown).not.toContain(key);
  expect(shown).not.toContain(userSig);
  expect(copy).toMatchObject({ name: "TypeError", message: "failed with [redacted]" });
  expect(copy.cause).toMatchObject({ code: "ECONNREFUSED", port: 443 });
  expect(Object.keys(copy)).toEqual([]);
  expect(copy.stack).toContain("redactor.test.ts");
});

test("copies the parts of an aggregate error", () => {
  const copy = redactor.error(new AggregateError([new Error(key), "text"], "all failed"));
  expect(copy).toBeInstanceOf(AggregateError);
  expect((copy as AggregateError).errors.map((each: Error) => each.message)).toEqual(["[redacted]", "text"]);
});

test("ends with causes that go in circles", () => {
  const circular = new Error("round");
  circular.cause = circular;
  expect(redactor.error(circular).message).toBe("round");
});

test("says what it takes if it is given a text", () => {
  expect(() => createRedactor("secret" as never)).toThrow("secrets must be an array of strings");
});

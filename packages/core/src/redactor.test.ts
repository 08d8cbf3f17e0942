import { inspect } from "node:util";
import fc from "fast-check";
import { expect, test } from "vitest";
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

test("hides a secret wherever it stands, cut at the end of a long text too", () => {
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

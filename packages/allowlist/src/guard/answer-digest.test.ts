import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { InvalidPrefixError } from "../errors.ts";
import { answerDigest } from "./answer-digest.ts";

const refused = (...entries: string[]): { entry: string; reason: string }[] =>
  entries.map((entry) => ({ entry, reason: "not an IPv4 or IPv6 address" }));

describe("answerDigest", () => {
  it("is twelve digits of the hash of the sorted prefixes, one a line, then the refused entries", () => {
    const text = '9.0.0.0/8\n10.1.2.3\n2402:4e00::/32\n"a b"\n"x"\n';
    expect(answerDigest(["2402:4e00::/32", "10.1.2.3", "9.0.0.0/8"], refused("x", "a b"))).toBe(
      createHash("sha256").update(text).digest("hex").slice(0, 12),
    );
    expect(answerDigest([])).toBe("e3b0c44298fc");
  });

  it.each([
    [
      ["10.0.0.0/8", "9.0.0.1"],
      ["9.0.0.1/32", "10.0.0.0/8", "9.0.0.1"],
    ],
    [["2402:4e00::/32"], ["2402:4E00:0::/32"]],
    [["1.2.3.4"], ["::ffff:1.2.3.4"]],
  ])("is the same for %j and %j", (one, other) => {
    expect(answerDigest(one)).toBe(answerDigest(other));
  });

  it.each([
    [answerDigest(["1.2.3.4"]), answerDigest(["1.2.3.5"])],
    [answerDigest(["1.2.3.4"]), answerDigest(["1.2.3.4"], refused("x"))],
    [answerDigest([], refused("x\ny")), answerDigest([], refused("x", "y"))],
    [answerDigest(["1.2.3.4"]), answerDigest([], refused("1.2.3.4"))],
  ])("differs for different answers: %s, %s", (one, other) => {
    expect(one).not.toBe(other);
  });

  it("refuses texts that are not prefixes", () => {
    expect(() => answerDigest(["x"])).toThrow(InvalidPrefixError);
  });
});

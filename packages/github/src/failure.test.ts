import { describe, expect, it } from "vitest";
import { rateLimitWait, readFailure, saysAbsent } from "./failure.ts";

const token = "ghs_Secret0123456789";
const now = Date.UTC(2026, 10, 26, 12);

const refused = (status: number, data: unknown, headers: Record<string, string> = {}): Error =>
  Object.assign(new Error("refused"), { status, response: { data, headers } });

describe("the words of a failure", () => {
  it.each<[string, unknown, string]>([
    ["a message", { message: "Not Found" }, "Not Found"],
    ["errors with messages", { message: "Invalid", errors: [{ message: "too long" }] }, "Invalid too long"],
    [
      "errors by field",
      { message: "Invalid", errors: [{ resource: "R", field: "f", code: "c" }] },
      "Invalid R f c",
    ],
    [
      "errors as a text",
      { message: "Invalid", errors: "Drafts are not supported." },
      "Invalid Drafts are not supported.",
    ],
    ["nothing", {}, ""],
  ])("are GitHub's: %s", (_what, data, detail) => {
    expect(readFailure(refused(422, data), token)).toMatchObject({ status: 422, detail });
  });

  it("are the first address's where none of several answers", () => {
    const error = new AggregateError([new Error("connect ECONNREFUSED 127.0.0.1:9"), new Error("other")], "");
    expect(readFailure(error, token)).toMatchObject({
      status: null,
      detail: "connect ECONNREFUSED 127.0.0.1:9",
    });
  });

  it.each([403, 404, 407])("are not a page's: HTTP %d", (status) => {
    const failure = readFailure(refused(status, "<html>Not Found</html>"), token);
    expect(failure).toMatchObject({ status: null, noAnswer: { kind: "not-json", status } });
    expect(saysAbsent(failure)).toBe(false);
  });

  it.each([
    token,
    token.toLowerCase(),
    Buffer.from(token).toString("base64"),
    Buffer.from(`x-access-token:${token}`).toString("base64"),
  ])("don't repeat the token: %s", (form) => {
    const { detail } = readFailure(refused(422, { message: `Bad ${form}, no?` }), token);
    expect(detail).toMatch(/^Bad \[redacted\]=*, no\?$/);
  });
});

describe("what is not there", () => {
  it.each([
    "Not Found",
    "Branch not found",
    "No common ancestor between a and b.",
    "This repository is empty.",
  ])("is told so: %s", (detail) => {
    expect(saysAbsent({ status: 404, detail })).toBe(true);
  });

  it.each([
    [404, "No commit found for the ref 0123"],
    [404, ""],
    [410, "Not Found"],
  ])("is something else: HTTP %d %s", (status, detail) => {
    expect(saysAbsent({ status, detail })).toBe(false);
  });
});

describe("a rate limit asks to wait", () => {
  const wait = (status: number, message: string, headers: Record<string, string>): number | null =>
    rateLimitWait(readFailure(refused(status, { message }, headers), token), now);
  const date = (seconds: number): string => new Date(now + seconds * 1000).toUTCString();

  it.each<[string, number, string, Record<string, string>, number]>([
    ["seconds", 429, "", { "retry-after": "41" }, 41_000],
    ["a date", 429, "", { "retry-after": date(90) }, 90_000],
    ["a date that is over", 429, "", { "retry-after": date(-90) }, 1000],
    ["no time at all", 403, "You have exceeded a secondary rate limit.", {}, 60_000],
    ["a time that is none", 429, "", { "retry-after": "soon" }, 60_000],
    ["none", 429, "", { "retry-after": "0" }, 1000],
    [
      "until a reset",
      403,
      "",
      { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(now / 1000 + 9) },
      10_000,
    ],
  ])("%s", (_what, status, message, headers, expected) => {
    expect(wait(status, message, headers)).toBe(expected);
  });

  it.each<[string, number, string, Record<string, string>]>([
    [
      "a missing permission",
      403,
      "Resource not accessible by integration",
      { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1" },
    ],
    ["a refusal of another kind", 422, "rate limit", { "retry-after": "1" }],
    ["a refusal without a word of limits", 403, "Must have admin rights", {}],
  ])("but not %s", (_what, status, message, headers) => {
    expect(wait(status, message, headers)).toBeNull();
  });
});

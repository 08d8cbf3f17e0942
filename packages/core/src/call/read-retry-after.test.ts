import { expect, test } from "vitest";
import { readRetryAfter } from "./read-retry-after.ts";

const now = Date.UTC(2026, 0, 15, 12, 0, 0);

test.each([
  ["0", 0],
  ["7", 7_000],
  [" 120 ", 120_000],
  ["Thu, 15 Jan 2026 12:00:30 GMT", 30_000],
  ["Thursday, 15-Jan-26 12:00:30 GMT", 30_000],
  ["Thu, 15 Jan 2026 11:00:00 GMT", 0],
  [null, null],
  ["", null],
  ["-1", null],
  ["1.5", null],
  ["soon", null],
  ["2026-01-15T12:00:30Z", null],
  ["Thu, 99 Foo 2026 12:00:30 GMT", null],
  ["99999999999", null],
])("%j means %s ms", (header, expected) => {
  expect(readRetryAfter(header, now)).toBe(expected);
});

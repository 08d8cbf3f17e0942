import { expect, test } from "vitest";
import { createRedactor } from "../redact/redactor.ts";
import { readIPList } from "./read-ip-list.ts";

const redactor = createRedactor(["hush-hush-hush-hush"]);
const options = { maxEntries: 20_000, redactor };

test("keeps what the server wrote, in its order, with its duplicates and host bits", () => {
  const IPList = ["183.192.202.9/25", "2001:DB8::1", "1.2.3.4", "1.2.3.4"];
  expect(readIPList({ IPList }, "webhook-china", options)).toEqual({
    ok: true,
    ipList: { list: "webhook-china", netType: 5, entries: IPList, refused: [] },
  });
});

test("reads an empty list", () => {
  expect(readIPList({ IPList: [] }, "all", options)).toMatchObject({
    ok: true,
    ipList: { entries: [], refused: [] },
  });
});

test("reports values that are not entries, each with its reason, and keeps the rest", () => {
  const deep: unknown = JSON.parse("[".repeat(50_000) + "]".repeat(50_000));
  const IPList = ["1.2.3.4", "10/8", null, 7, { a: 1 }, deep, "x\n::error::y", "hush-hush-hush-hush"];
  expect(readIPList({ IPList }, "all", options)).toMatchObject({
    ok: true,
    ipList: {
      entries: ["1.2.3.4"],
      refused: [
        { entry: "10/8", reason: "it is not a valid IPv4 or IPv6 address" },
        { entry: "null", reason: "it is not a string" },
        { entry: "7", reason: "it is not a string" },
        { entry: "{…}", reason: "it is not a string" },
        { entry: "[…]", reason: "it is not a string" },
        { entry: "x\\u{a}::error::y", reason: "it is not a valid IPv4 or IPv6 address" },
        { entry: "[redacted]", reason: "it is not a valid IPv4 or IPv6 address" },
      ],
    },
  });
});

test.each([
  [{}, "no IPList"],
  [{ IPList: null }, "not an array"],
  [{ IPList: "1.2.3.4" }, "not an array"],
  [{ IPList: { 0: "1.2.3.4", length: 1 } }, "not an array"],
  [{ IPList: new Array(20_001).fill("1.2.3.4") }, "20,001 entries, more than the allowed 20,000"],
])("says why an answer is not a list (%#)", (answer, words) => {
  expect(readIPList(answer, "all", options)).toMatchObject({
    ok: false,
    reason: expect.stringContaining(words),
  });
});

test("reads as many entries as are allowed, refused ones included", () => {
  const IPList = Array.from({ length: 20_000 }, (_, index) =>
    index % 2 === 0 ? "1.2.3.4" : "x".repeat(500),
  );
  const reading = readIPList({ IPList }, "all", options);
  expect(reading).toMatchObject({ ok: true });
  expect(reading.ok && [reading.ipList.entries.length, reading.ipList.refused.length]).toEqual([
    10_000, 10_000,
  ]);
});

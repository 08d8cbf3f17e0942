import { expect, test } from "vitest";
import { createRedactor } from "../redactor.ts";
import { readIPList } from "./read-ip-list.ts";

const redactor = createRedactor(() => ["hush-hush-hush-hush"]);

test("keeps what the server wrote, in its order, with its duplicates and host bits", () => {
  const IPList = ["183.192.202.9/25", "2001:DB8::1", "1.2.3.4", "1.2.3.4"];
  expect(readIPList({ IPList }, "webhook-china", redactor)).toEqual({
    ok: true,
    ipList: { list: "webhook-china", netType: 5, entries: IPList, refused: [] },
  });
});

test("reads an empty list as an empty list", () => {
  expect(readIPList({ IPList: [] }, "all", redactor)).toMatchObject({
    ok: true,
    ipList: { entries: [], refused: [] },
  });
});

test("reports what is no entry, each with its reason, and keeps the rest", () => {
  const deep: unknown = JSON.parse("[".repeat(50_000) + "]".repeat(50_000));
  const IPList = ["1.2.3.4", "10/8", null, 7, { a: 1 }, deep, "x\n::error::y", "hush-hush-hush-hush"];
  expect(readIPList({ IPList }, "all", redactor)).toMatchObject({
    ok: true,
    ipList: {
      entries: ["1.2.3.4"],
      refused: [
        { entry: "10/8", reason: "it is no IPv4 or IPv6 address" },
        { entry: "null", reason: "it is not a text" },
        { entry: "7", reason: "it is not a text" },
        { entry: "{…}", reason: "it is not a text" },
        { entry: "[…]", reason: "it is not a text" },
        { entry: "x ::error::y", reason: "it is no IPv4 or IPv6 address" },
        { entry: "[redacted]", reason: "it is no IPv4 or IPv6 address" },
      ],
    },
  });
});

test.each([
  [{}, "no IPList"],
  [{ IPList: null }, "not an array"],
  [{ IPList: "1.2.3.4" }, "not an array"],
  [{ IPList: { 0: "1.2.3.4", length: 1 } }, "not an array"],
  [{ IPList: new Array(100_001).fill(1) }, "100001 values"],
])("an answer that is no list says why (%#)", (answer, words) => {
  expect(readIPList(answer, "all", redactor)).toEqual({ ok: false, reason: expect.stringContaining(words) });
});

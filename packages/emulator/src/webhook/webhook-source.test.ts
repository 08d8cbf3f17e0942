import { expect, test } from "vitest";
import type { ListName } from "../lists.ts";
import { webhookSource } from "./webhook-source.ts";

test.each([
  { list: "webhook-china", entries: ["127.0.5.9"], source: "127.0.5.9" },
  { list: "webhook-global", entries: ["203.0.113.0/24", "127.0.5.0/24"], source: "127.0.5.254" },
  { list: "webhook-global", entries: ["127.0.5.128/25"], source: "127.0.5.254" },
  { list: "webhook-china", entries: ["127.0.5.6/31"], source: "127.0.5.6" },
  { list: "webhook-china", entries: ["127.0.0.0/8"], source: "127.255.255.254" },
  { list: "webhook-china", entries: ["127.0.0.300", "127.0.0.0/33", "128.0.0.1", "::1"], source: null },
  { list: "native-china", entries: ["127.0.5.9"], source: null },
] as const)("chooses $source from $entries of $list", ({ list, entries, source }) => {
  expect(webhookSource(new Map<ListName, readonly string[]>([[list, entries]]))).toBe(source);
});

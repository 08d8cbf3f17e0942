import { expect, test } from "vitest";
import { listNames } from "./lists.ts";
import { suggestion } from "./nearest-name.ts";
import { regionNames } from "./regions.ts";

test.each([
  ["singapor", regionNames, "singapore"],
  ["Singapore", regionNames, "singapore"],
  ["silicon valley", regionNames, "silicon-valley"],
  ["tokio", regionNames, "tokyo"],
  ["webhook-chna", listNames, "webhook-china"],
  ["webhooks-global", listNames, "webhook-global"],
  ["al", listNames, "all"],
])("suggests a name for %j", (given, names, name) => {
  expect(suggestion(given, names)).toBe(`; did you mean ${JSON.stringify(name)}?`);
});

test.each(["mars", "", "x".repeat(10_000)])("suggests nothing for what is close to nothing", (given) => {
  expect(suggestion(given, regionNames)).toBe("");
});

import { expect, test } from "vitest";
import { listNames } from "./lists.ts";
import { nearestName, suggestion } from "./nearest-name.ts";
import { regionNames } from "./regions.ts";

test.each([
  ["singapor", regionNames, "singapore"],
  ["Singapore", regionNames, "singapore"],
  ["silicon valley", regionNames, "silicon-valley"],
  ["tokio", regionNames, "tokyo"],
  ["webhook-chna", listNames, "webhook-china"],
  ["webhooks-global", listNames, "webhook-global"],
  ["al", listNames, "all"],
  ["soeul", regionNames, "seoul"],
])("suggests a name for %j", (given, names, name) => {
  expect(suggestion(given, names)).toBe(`; did you mean ${JSON.stringify(name)}?`);
});

test.each(["mars", "", "x".repeat(10_000)])("suggests nothing for what is close to nothing", (given) => {
  expect(suggestion(given, regionNames)).toBe("");
});

test.each([
  ["LIST", ["list"], "list"],
  ["ilst", ["list"], "list"],
  ["lits ", ["list", "LISTS"], "list"],
  ["lists", [], null],
  ["path", ["lists"], null],
  ["", ["a"], "a"],
])("the name nearest to %j among %j is %j", (given, names, name) => {
  expect(nearestName(given, names)).toBe(name);
});

import { expect, test } from "vitest";
import { isListName, listNames, lists } from "./lists.ts";

test("names the seven lists in the order of their nettype", () => {
  expect(listNames.map((name) => lists[name].netType)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(Object.keys(lists)).toEqual(listNames);
});

test.each([
  [0, "all"],
  [1, "native-china"],
  [2, "native-global"],
  [3, "web-china"],
  [4, "web-global"],
  [5, "webhook-china"],
  [6, "webhook-global"],
] as const)("nettype %i is %s", (netType, name) => {
  expect(lists[name].netType).toBe(netType);
});

test.each(["webhook-china", "all"])("%s is a list", (text) => {
  expect(isListName(text)).toBe(true);
});

test.each(["", "ALL", "webhook", "toString", "__proto__", " all"])("%j is no list", (text) => {
  expect(isListName(text)).toBe(false);
});

import { expect, test } from "vitest";
import { showEntry } from "./show-entry.ts";

test.each([
  ["a zero-width space", "1.2.3\u200b.4", "1.2.3\\u{200b}.4"],
  ["a byte order mark", "\ufeff1.2.3.4", "\\u{feff}1.2.3.4"],
  ["a soft hyphen", "1.2.3.4/\u00ad8", "1.2.3.4/\\u{ad}8"],
  ["a no-break space", "1.2.3.4\u00a0", "1.2.3.4\\u{a0}"],
  ["an ideographic space", "1.2.3.4\u3000/8", "1.2.3.4\\u{3000}/8"],
  ["a change of direction", "\u202e4.3.2.1", "\\u{202e}4.3.2.1"],
  ["a line break", "1.2.3.4\n", "1.2.3.4\\u{a}"],
  ["a null byte", "1.2.3.4\0", "1.2.3.4\\u{0}"],
  ["a variation selector", "1.2.3.4\ufe0f", "1.2.3.4\\u{fe0f}"],
  ["a Hangul filler", "1.2.3.4\u3164", "1.2.3.4\\u{3164}"],
  ["a blank Braille pattern", "1.2.3.4\u2800", "1.2.3.4\\u{2800}"],
  ["an invisible character outside the basic plane", "1.2.3.4\u{e0020}", "1.2.3.4\\u{e0020}"],
  ["half a character", "1.2.3.4\ud83d", "1.2.3.4\\u{d83d}"],
  ["a space at the end", "1.2.3.4 ", "1.2.3.4\\u{20}"],
  ["a space at the start", " 1.2.3.4", "\\u{20}1.2.3.4"],
  ["a backslash, so that an escape can't be faked", "\\u{200b}", "\\u{5c}u{200b}"],
])("shows %s", (_what, value, shown) => {
  expect(showEntry(value)).toBe(shown);
});

test.each([
  ["a space inside", "1.2.3.4 - 1.2.3.9", "1.2.3.4 - 1.2.3.9"],
  ["a full-width digit", "１.2.3.4", "１.2.3.4"],
  ["Chinese", "回调地址", "回调地址"],
  ["a number", 7, "7"],
  ["null", null, "null"],
  ["an array", [["1.2.3.4"]], "[…]"],
  ["an object", { a: 1 }, "{…}"],
])("leaves %s readable", (_what, value, shown) => {
  expect(showEntry(value)).toBe(shown);
});

test("cuts long values, and never in the middle of a character", () => {
  const shown = showEntry(`${"a".repeat(79)}😀${"b".repeat(1000)}`);
  expect(shown).toBe(`${"a".repeat(79)}\\u{d83d}…`);
  expect(shown.isWellFormed()).toBe(true);
});

import { expect, it } from "vitest";
import { isPermissive } from "./permissive.ts";

it.each([
  ["MIT", true],
  ["(MIT OR GPL-3.0-only)", true],
  ["GPL-3.0-only OR (MIT AND ISC)", true],
  ["MIT AND Apache-2.0", true],
  ["(MIT)", true],
  ["GPL-3.0-only", false],
  ["MIT AND GPL-2.0-only", false],
  ["LGPL-2.1-or-later OR MPL-2.0", false],
  ["MIT OR", false],
  ["(MIT", false],
  ["MIT ISC", false],
  ["mit", false],
  ["SEE LICENSE IN LICENSE.md", false],
  ["UNLICENSED", false],
  ["", false],
])("reads %j as permissive: %s", (expression, expected) => {
  // An alternative that is cut off or misspelt is read as not permissive: a person has to look.
  expect(isPermissive(expression)).toBe(expected);
});

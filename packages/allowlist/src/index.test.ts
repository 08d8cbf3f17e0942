import { expect, it } from "vitest";
import * as allowlist from "./index.ts";

it("exports what the README lists, and nothing else", () => {
  expect(Object.keys(allowlist).sort()).toEqual([
    "InvalidPrefixError",
    "aggregate",
    "compare",
    "confirmRemovals",
    "countAddresses",
    "createMatcher",
    "formatAllowlist",
    "guard",
    "parseAllowlist",
    "parseEntry",
    "sortPrefixes",
  ]);
});

import { expect, it } from "vitest";
import * as allowlist from "./index.ts";

it("exports what the README lists, and nothing else", () => {
  expect(Object.keys(allowlist).sort()).toEqual([
    "FormatLimitError",
    "InvalidPrefixError",
    "aggregate",
    "compare",
    "confirmRemovals",
    "countAddresses",
    "createMatcher",
    "formatAllowlist",
    "formatFileNames",
    "formats",
    "guard",
    "guardAnswer",
    "isFormat",
    "parseAllowlist",
    "parseEntry",
    "render",
    "sortPrefixes",
  ]);
});

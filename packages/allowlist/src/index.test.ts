import { expect, it } from "vitest";
import * as allowlist from "./index.ts";

it("exports what the README lists, and nothing else", () => {
  expect(Object.keys(allowlist).sort()).toEqual([
    "FormatLimitError",
    "InvalidArgumentError",
    "InvalidPrefixError",
    "aggregate",
    "answerDigest",
    "compare",
    "confirmRemovals",
    "countAddresses",
    "createMatcher",
    "formatAllowlist",
    "formatFileNames",
    "formats",
    "guard",
    "guardAnswer",
    "guardrailLimits",
    "isFormat",
    "parseAllowlist",
    "parseEntry",
    "render",
    "sortPrefixes",
  ]);
});

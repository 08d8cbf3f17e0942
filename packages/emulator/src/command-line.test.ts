import { expect, test } from "vitest";
import { readCommandLine } from "./command-line.ts";

const defaults = {
  kind: "run",
  port: 0,
  sdkAppId: null,
  secretKey: null,
  admins: ["administrator"],
  lists: { seed: 1, day: 0 },
};

test.each([
  { args: [], expected: defaults },
  { args: ["--help"], expected: { kind: "help" } },
  { args: ["--port", "8080"], expected: { ...defaults, port: 8080 } },
  { args: ["--sdk-app-id=1400000001"], expected: { ...defaults, sdkAppId: 1_400_000_001 } },
  { args: ["--secret-key", "k"], expected: { ...defaults, secretKey: "k" } },
  { args: ["--admin", "a", "--admin", "b"], expected: { ...defaults, admins: ["a", "b"] } },
  { args: ["--version"], expected: { kind: "version" } },
  { args: ["--day", "9"], expected: { ...defaults, lists: { seed: 1, day: 9 } } },
  { args: ["--seed", "42"], expected: { ...defaults, lists: { seed: 42, day: 0 } } },
  { args: ["--lists", "l.json"], expected: { ...defaults, lists: { file: "l.json" } } },
])("reads $args", ({ args, expected }) => {
  expect(readCommandLine(args)).toEqual(expected);
});

test.each([
  { args: ["--bogus"], names: "--bogus" },
  { args: ["stray"], names: "stray" },
  { args: ["--port"], names: "--port" },
  { args: ["--port", "http"], names: "--port" },
  { args: ["--sdk-app-id", "x"], names: "--sdk-app-id" },
  { args: ["--day", "2025-04-03"], names: "--day" },
  { args: ["--day", "1001"], names: "--day" },
  { args: ["--seed", "x"], names: "--seed" },
  { args: ["--day", "2", "--lists", "l.json"], names: "--lists" },
  { args: ["--seed", "2", "--lists", "l.json"], names: "--lists" },
])("says what is wrong with $args", ({ args, names }) => {
  expect(readCommandLine(args)).toEqual({ kind: "problem", message: expect.stringContaining(names) });
});

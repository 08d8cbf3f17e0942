import { expect, test } from "vitest";
import { readOptions } from "./emulator-options.ts";
import { EmulatorOptionsError } from "./errors.ts";

test("reports everything that is wrong at once, and not the key", () => {
  const read = () =>
    readOptions({
      port: 65_536,
      sdkAppId: 0,
      secretKey: "",
      admins: [],
      // @ts-expect-error an unknown region, as a caller without types may give
      region: "atlantis",
      maxPerSecond: 0,
      // @ts-expect-error an unknown list
      lists: { everything: [], all: "203.0.113.7" },
      commands: { "ConfigSvc/GetIPList": {} },
    });
  expect(read).toThrow(EmulatorOptionsError);
  expect(read).toThrow(
    expect.objectContaining({
      name: "EmulatorOptionsError",
      problems: [
        expect.stringContaining("port"),
        expect.stringContaining("sdkAppId"),
        expect.stringContaining("secretKey"),
        expect.stringContaining("admins"),
        expect.stringContaining("region must be one of china, singapore"),
        expect.stringContaining("maxPerSecond"),
        expect.stringContaining("commands"),
        expect.stringContaining('"everything"'),
        expect.stringContaining("lists.all"),
      ],
    }),
  );
});

test("takes the documented defaults", () => {
  expect(readOptions({})).toMatchObject({
    port: 0,
    sdkAppId: 1_400_000_000,
    secretKey: "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e",
    admins: ["administrator"],
    region: null,
    backup: false,
    maxPerSecond: 200,
  });
});

test("keeps null as no limit", () => {
  expect(readOptions({ maxPerSecond: null }).maxPerSecond).toBeNull();
});

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
        expect.stringContaining("commands"),
        expect.stringContaining("sdkAppId"),
        expect.stringContaining("secretKey"),
        expect.stringContaining("admins"),
        expect.stringContaining("region must be one of china, singapore"),
        expect.stringContaining("maxPerSecond"),
        expect.stringContaining('"everything"'),
        expect.stringContaining("lists.all"),
      ],
    }),
  );
});

test("takes the documented defaults", () => {
  const { port, apps, backup, webhookToken } = readOptions({});
  expect({ port, backup, webhookToken }).toEqual({ port: 0, backup: false, webhookToken: null });
  expect(apps).toEqual([
    {
      sdkAppId: 1_400_000_000,
      secretKey: "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e",
      admins: ["administrator"],
      lists: {},
      region: null,
      maxPerSecond: 200,
      accounts: null,
    },
  ]);
});

test("keeps null as no limit", () => {
  expect(readOptions({ maxPerSecond: null }).apps[0].maxPerSecond).toBeNull();
});

test("says which of several apps a problem is in", () => {
  const read = () =>
    readOptions({ apps: [{ sdkAppId: 20_000_001, secretKey: "" }, { sdkAppId: 1_400_000_000 }] });
  expect(read).toThrow(
    expect.objectContaining({
      problems: ["apps[0].secretKey must not be empty", "apps[1].sdkAppId 1400000000 is given twice"],
    }),
  );
});

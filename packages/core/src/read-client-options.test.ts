import { describe, expect, test } from "vitest";
import type { ChatClientOptions } from "./client-options.ts";
import { ChatConfigError } from "./errors.ts";
import { readClientOptions } from "./read-client-options.ts";

const secretKey = "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e";
const valid = { sdkAppId: 1_400_000_000, secretKey, region: "singapore" } as const;

function problemsOf(options: unknown): readonly string[] {
  try {
    readClientOptions(options as ChatClientOptions);
  } catch (error) {
    if (error instanceof ChatConfigError) return error.problems;
    throw error;
  }
  return [];
}

test("fills in the defaults", () => {
  expect(readClientOptions(valid)).toMatchObject({
    sdkAppId: 1_400_000_000,
    identifier: "administrator",
    credentials: { kind: "secret-key", secretKey, expireSeconds: 86_400 },
    region: "singapore",
    primary: { origin: "https://adminapisgp.im.qcloud.com", host: "adminapisgp.im.qcloud.com", basePath: "" },
    backup: { origin: "https://adminapisgp.my-imcloud.com" },
    timeoutMs: 10_000,
    maxAttempts: 3,
    budgetMs: 30_000,
    maxResponseBytes: 4_194_304,
    rateLimits: new Map(),
    documentedLimits: true,
    userAgent: "chat-ip-core/dev",
    logger: null,
    proxies: null,
    systemTime: true,
  });
});

test("takes an endpoint, and a second one to fall back to", () => {
  const { region: _region, ...rest } = valid;
  const endpoint = new URL("https://gateway.example/chat/");
  expect(readClientOptions({ ...rest, endpoint })).toMatchObject({
    region: null,
    primary: { origin: "https://gateway.example", basePath: "/chat" },
    backup: null,
  });
  expect(readClientOptions({ ...rest, endpoint, backupEndpoint: "http://localhost:1" })).toMatchObject({
    backup: { origin: "http://localhost:1" },
  });
});

test("a region without a backup host has no fallback", () => {
  expect(readClientOptions({ ...valid, region: "riyadh" })).toMatchObject({
    primary: { host: "adminapiksa.im.qcloud.com" },
    backup: null,
  });
});

test("takes a UserSig in place of a key", () => {
  const { secretKey: _secretKey, ...rest } = valid;
  expect(readClientOptions({ ...rest, userSig: "eJw_" })).toMatchObject({
    credentials: { kind: "user-sig", userSig: "eJw_" },
  });
});

describe("reports what is wrong with", () => {
  const { region: _region, ...nowhere } = valid;
  const { secretKey: _secretKey, ...nobody } = valid;

  test.each<[string, unknown, string]>([
    ["no options", undefined, "options must be an object"],
    ["an app id that is a text", { ...valid, sdkAppId: "1400000000" }, "sdkAppId"],
    ["an identifier that is too long", { ...valid, identifier: "a".repeat(33) }, "identifier"],
    ["no credentials", nobody, "set either secretKey or userSig"],
    ["two credentials", { ...valid, userSig: "eJw_" }, "not both"],
    ["an empty key", { ...valid, secretKey: "" }, "secretKey"],
    ["a UserSig with a space", { ...nobody, userSig: "eJ w" }, "userSig"],
    ["an expiry that is too short", { ...valid, expireSeconds: 0 }, "expireSeconds"],
    ["no hosts", nowhere, "set either region or endpoint"],
    ["two kinds of hosts", { ...valid, endpoint: "https://a.example" }, "not both"],
    [
      "an unknown region",
      { ...valid, region: "mars" },
      'region must be one of china, singapore, seoul, frankfurt, silicon-valley, jakarta, tokyo, riyadh, mumbai, but is "mars"',
    ],
    ["a misspelt region", { ...valid, region: "singapor" }, 'did you mean "singapore"?'],
    ["a region from a prototype", { ...valid, region: "toString" }, "region must be"],
    ["http elsewhere than on loopback", { ...nowhere, endpoint: "http://a.example" }, "endpoint must start"],
    [
      "the same for the backup",
      { ...nowhere, endpoint: "https://a.example", backupEndpoint: "http://b.example" },
      "backupEndpoint must start",
    ],
    ["no time", { ...valid, timeoutMs: 0 }, "timeoutMs"],
    ["a time that never ends", { ...valid, timeoutMs: Number.POSITIVE_INFINITY }, "timeoutMs"],
    ["no attempt", { ...valid, maxAttempts: 0 }, "maxAttempts"],
    ["no budget", { ...valid, budgetMs: -1 }, "budgetMs"],
    ["no bytes", { ...valid, maxResponseBytes: 0.5 }, "maxResponseBytes"],
    [
      "more than the documented limit",
      { ...valid, rateLimits: [{ command: "ConfigSvc/GetIPList", perSecond: 201 }] },
      "1 to 200",
    ],
    ["a limit for no command", { ...valid, rateLimits: [{ command: "all", perSecond: 1 }] }, "service/name"],
    ["limits that are no array", { ...valid, rateLimits: {} }, "rateLimits must be"],
    ["a limit that is nothing", { ...valid, rateLimits: [{ command: "a/b" }] }, "perSecond"],
    [
      "a clock that stands still",
      { ...valid, clock: { now: Date.now, elapsedMs: Date.now } },
      "clock must have a method sleep",
    ],
    [
      "something that is not a dispatcher",
      { ...valid, dispatcher: {} },
      "dispatcher must have a method dispatch",
    ],
    ["a source of randomness that is a number", { ...valid, random: 4 }, "random must be a function"],
    ["a region that is no text", { ...valid, region: Object.create(null) }, "but is of type object"],
    [
      "an endpoint that is no text",
      { ...nowhere, endpoint: Object.create(null) },
      "endpoint must be a string or a URL",
    ],
    ["a hook that is not a function", { ...valid, onAttempt: "log" }, "onAttempt"],
    ["a logger that is text", { ...valid, logger: "debug" }, "logger"],
    ["an app name with a space", { ...valid, appInfo: { name: "my app" } }, "appInfo.name"],
    [
      "an app version with a line break",
      { ...valid, appInfo: { name: "app", version: "1\n" } },
      "appInfo.version",
    ],
    ["an app without a name", { ...valid, appInfo: {} }, "appInfo.name"],
    ["another hook that is not a function", { ...valid, onUserSig: {} }, "onUserSig"],
  ])("%s", (_what, options, words) => {
    expect(problemsOf(options)).toEqual([expect.stringContaining(words)]);
  });

  test("all of it at once", () => {
    const options = {
      sdkAppId: 0,
      identifier: "",
      secretKey: "a b",
      region: "mars",
      timeoutMs: 0,
      maxAttempts: 0,
    };
    expect(problemsOf(options)).toHaveLength(6);
  });

  test("and never quotes a key, in the place of any option", () => {
    const options = { ...valid, sdkAppId: secretKey, identifier: secretKey, region: secretKey };
    expect(problemsOf(options)).toHaveLength(3);
    expect(problemsOf(options).join()).not.toContain(secretKey.slice(0, 16));
    expect(problemsOf({ ...nowhere, endpoint: `https://h/?usersig=${secretKey}` }).join()).not.toContain(
      secretKey,
    );
  });
});

test("sets limits for other commands, and a lower one for GetIPList", () => {
  const rateLimits = [
    { command: "ConfigSvc/GetIPList", perSecond: 5 },
    { command: "openim/sendmsg", perSecond: 1000 },
  ];
  expect(readClientOptions({ ...valid, rateLimits }).rateLimits).toEqual(
    new Map([
      ["ConfigSvc/GetIPList", 5],
      ["openim/sendmsg", 1000],
    ]),
  );
});

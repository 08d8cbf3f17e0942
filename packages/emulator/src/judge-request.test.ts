import { expect, test } from "vitest";
import { sampleKey, signedAt, signUserSig } from "../test/sign-user-sig.ts";
import {
  type App,
  type AppDirectory,
  commandOf,
  judgeRequest,
  type ReceivedRequest,
} from "./judge-request.ts";

const app: App = {
  sdkAppId: 1_400_000_000,
  secretKey: sampleKey,
  admins: ["administrator", "用户-é"],
  region: "singapore",
};

const directory: AppDirectory = {
  find: (sdkAppId) => (sdkAppId === app.sdkAppId ? app : undefined),
  keylessApps: [1_400_000_002],
};

const goodQuery = {
  sdkappid: "1400000000",
  identifier: "administrator",
  usersig: signUserSig(),
  random: "4294967295",
  contenttype: "json",
  nettype: "0",
};

interface Change extends Partial<Omit<ReceivedRequest, "query">> {
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly extra?: string;
}

/** The code of a good request with one thing changed; null when it is let through. */
function codeOf({ query, extra = "", ...change }: Change): number | null {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...goodQuery, ...query })) {
    if (value !== undefined) given.append(name, value);
  }
  const request = {
    method: "POST",
    hostHeader: "127.0.0.1:80",
    path: "/v4/ConfigSvc/GetIPList",
    query: new URLSearchParams(`${given}${extra}`),
    body: "{}",
    ...change,
  };
  return judgeRequest(request, directory, signedAt * 1000)?.code ?? null;
}

test.each<{ what: string; change: Change }>([
  { what: "a good request", change: {} },
  { what: "random 0", change: { query: { random: "0" } } },
  { what: "the host of its region", change: { hostHeader: "adminapisgp.im.qcloud.com" } },
  { what: "its backup host", change: { hostHeader: "adminapisgp.my-imcloud.com" } },
  {
    what: "an identifier that is not ASCII",
    change: { query: { identifier: "用户-é", usersig: signUserSig({ identifier: "用户-é" }) } },
  },
])("lets $what through", ({ change }) => {
  expect(codeOf(change)).toBeNull();
});

test.each<{ what: string; code: number; change: Change }>([
  { what: "GET", code: 60002, change: { method: "GET" } },
  { what: "a path that isn't a command's", code: 60009, change: { path: "/v4/GetIPList" } },
  { what: "a slash too many", code: 60009, change: { path: "/v4/ConfigSvc/GetIPList/" } },
  { what: "another version", code: 60009, change: { path: "/v3/ConfigSvc/GetIPList" } },
  { what: "a parameter given twice", code: 60002, change: { extra: "&random=1" } },
  { what: "no contenttype", code: 60002, change: { query: { contenttype: undefined } } },
  { what: "contenttype JSON in capitals", code: 60002, change: { query: { contenttype: "JSON" } } },
  { what: "no random", code: 60002, change: { query: { random: undefined } } },
  { what: "random of 33 bits", code: 60002, change: { query: { random: "4294967296" } } },
  { what: "a negative random", code: 60002, change: { query: { random: "-1" } } },
  { what: "a random with a fraction", code: 60002, change: { query: { random: "0.5" } } },
  { what: "a random in hex", code: 60002, change: { query: { random: "0x10" } } },
  { what: "an empty random", code: 60002, change: { query: { random: "" } } },
  { what: "no sdkappid", code: 60012, change: { query: { sdkappid: undefined } } },
  { what: "an empty sdkappid", code: 60012, change: { query: { sdkappid: "" } } },
  { what: "an sdkappid of letters", code: 60006, change: { query: { sdkappid: "abc" } } },
  { what: "sdkappid 0", code: 60006, change: { query: { sdkappid: "0" } } },
  { what: "an unknown sdkappid", code: 70020, change: { query: { sdkappid: "1400000001" } } },
  { what: "another region's host", code: 70020, change: { hostHeader: "console.tim.qq.com" } },
  { what: "an app without a key", code: 70016, change: { query: { sdkappid: "1400000002" } } },
  {
    what: "names in other letter case",
    code: 60012,
    change: { query: { sdkappid: undefined, SdkAppid: "1400000000" } },
  },
  { what: "no identifier", code: 60004, change: { query: { identifier: undefined } } },
  { what: "no usersig", code: 70002, change: { query: { usersig: undefined } } },
  { what: "a usersig cut short", code: 70003, change: { query: { usersig: "abcd" } } },
  {
    what: "another's usersig",
    code: 70013,
    change: { query: { usersig: signUserSig({ identifier: "x" }) } },
  },
  {
    what: "a user who isn't an admin",
    code: 60010,
    change: { query: { identifier: "xiaojun", usersig: signUserSig({ identifier: "xiaojun" }) } },
  },
])("answers $code to $what", ({ code, change }) => {
  expect(codeOf(change)).toBe(code);
});

test.each([
  { path: "/v4/ConfigSvc/GetIPList", command: "ConfigSvc/GetIPList" },
  { path: "/v4/group_open_http_svc/create_group", command: "group_open_http_svc/create_group" },
  { path: "/v4//GetIPList", command: null },
  { path: "http://127.0.0.1/v4/ConfigSvc/GetIPList", command: null },
])("reads the command of $path as $command", ({ path, command }) => {
  expect(commandOf(path)).toBe(command);
});

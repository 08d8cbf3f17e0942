import { createEmulator, type Emulator, sampleLists } from "@chat-ip/emulator";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  ChatApiError,
  type ChatClient,
  type ChatClientOptions,
  ChatConfigError,
  ChatError,
  ChatResponseError,
  createChatClient,
  decodeUserSig,
  type ListName,
  listNames,
  lists,
  type ProxyEnvironment,
  signUserSig,
} from "../src/index.ts";
import { connect } from "./connect.ts";

let emulator: Emulator;
const closing: { close(): Promise<void> }[] = [];

beforeEach(async () => {
  emulator = await createEmulator({
    lists: sampleLists("2025-04-02"),
    commands: { "im_open_login_svc/account_check": { ResultItem: [] } },
  });
});

afterEach(async () => {
  await Promise.all(closing.splice(0).map((each) => each.close()));
  await emulator.close();
});

function createClient(options: Partial<ChatClientOptions> = {}): ChatClient {
  const client = connect(emulator, options);
  closing.push(client);
  return client;
}

describe("a list", () => {
  test.each(listNames)("%s takes one request, as the API documents it", async (list) => {
    const { entries, ...rest } = await createClient().getIPList(list);
    expect(rest).toEqual({ list, netType: lists[list].netType, refused: [] });
    expect(entries).toEqual(sampleLists("2025-04-02")[list]);

    expect(emulator.requests).toHaveLength(1);
    const [request] = emulator.requests;
    expect(request).toMatchObject({
      command: "ConfigSvc/GetIPList",
      method: "POST",
      body: "{}",
      answeredCode: 0,
    });
    expect(request?.query).toEqual({
      sdkappid: "1400000000",
      identifier: "administrator",
      usersig: expect.stringMatching(/^eJ/),
      random: expect.stringMatching(/^\d{1,10}$/),
      contenttype: "json",
      nettype: String(lists[list].netType),
    });
  });

  test("is refused before anything is sent if it doesn't exist", async () => {
    const call = createClient().getIPList("webhook" as ListName);
    await expect(call).rejects.toThrow(ChatConfigError);
    await expect(call).rejects.toThrow("list must be one of all, native-china");
    expect(emulator.requests).toEqual([]);
  });

  test.each([
    ["webhook-chna", 'did you mean "webhook-china"?'],
    ["All", 'did you mean "all"?'],
  ])("suggests a name for %s", async (list, words) => {
    await expect(createClient().getIPList(list as ListName)).rejects.toThrow(words);
  });

  test("that is longer than maxEntries is refused", async () => {
    emulator.setLists({
      all: Array.from({ length: 20_001 }, (_, i) => `1.${i >> 16}.${(i >> 8) & 255}.${i & 255}`),
    });
    const client = createClient();
    const call = client.getIPList("all");
    await expect(call).rejects.toThrow(ChatResponseError);
    await expect(call).rejects.toThrow("20,001 entries, more than the allowed 20,000");
    expect((await client.getIPList("all", { maxEntries: 20_001 })).entries).toHaveLength(20_001);
    await expect(client.getIPList("all", { maxEntries: 0 })).rejects.toThrow("maxEntries must be");
  });

  test("may be empty", async () => {
    emulator.setLists({ "web-china": [] });
    expect(await createClient().getIPList("web-china")).toMatchObject({ entries: [], refused: [] });
  });

  test("reports what isn't an address, and returns the rest", async () => {
    emulator.setLists({ all: ["1.2.3.4", "1.2.3", "::1/129"] });
    expect(await createClient().getIPList("all")).toMatchObject({
      entries: ["1.2.3.4"],
      refused: [
        { entry: "1.2.3", reason: "it is not a valid IPv4 or IPv6 address" },
        { entry: "::1/129", reason: "its prefix length must be a whole number from 0 to 128" },
      ],
    });
  });

  test("throws for what isn't an address, if you ask for it", async () => {
    emulator.setLists({ all: ["1.2.3.4", "1.2.3", "::1/129"] });
    const call = createClient().getIPList("all", { invalidEntries: "throw" });
    await expect(call).rejects.toThrow(ChatResponseError);
    await expect(call).rejects.toThrow('2 of its entries are not valid addresses; the first is "1.2.3"');
  });
});

test("carries out other commands, with a body and a query", async () => {
  const body = { CheckItem: [{ UserID: "用户-é" }] };
  const answer = await createClient().request("im_open_login_svc/account_check", body, { extra: "a&b" });
  expect(answer).toEqual({ ActionStatus: "OK", ErrorCode: 0, ResultItem: [] });
  expect(emulator.requests[0]).toMatchObject({
    command: "im_open_login_svc/account_check",
    body: JSON.stringify(body),
    query: { extra: "a&b" },
  });
});

test.each([
  ["a command that is none", "../../etc", {}, {}, "service/name"],
  ["a body that is none", "a/b", "text", {}, "body"],
  ["a body that is a list", "a/b", [], {}, "body"],
  [
    "a body that JSON can't hold",
    "a/b",
    {
      toJSON: () => {
        throw new Error("no");
      },
    },
    {},
    "body",
  ],
  ["a query that would replace the client's own", "a/b", {}, { usersig: "x" }, "usersig"],
])("refuses %s before anything is sent", async (_what, command, body, query, words) => {
  const call = createClient().request(command, body as object, query);
  await expect(call).rejects.toThrow(ChatConfigError);
  await expect(call).rejects.toThrow(words);
  expect(emulator.requests).toEqual([]);
});

test("uses a UserSig that is given as it is", async () => {
  const { sdkAppId, secretKey, url: endpoint } = emulator;
  const userSig = signUserSig({ sdkAppId, identifier: "administrator", secretKey });
  const client = createChatClient({ sdkAppId, userSig, endpoint });
  closing.push(client);
  await client.getIPList("all");
  expect(emulator.requests[0]?.query.usersig).toBe(userSig);
});

test.each<[string, Partial<ChatClientOptions>]>([
  [
    "a clock that throws",
    {
      clock: {
        now: () => Date.now(),
        elapsedMs: () => {
          throw new TypeError("no");
        },
        sleep: async () => {},
      },
    },
  ],
  [
    "random numbers that throw",
    {
      random: () => {
        throw "no";
      },
    },
  ],
  [
    "a transport that throws",
    {
      dispatcher: {
        dispatch: () => {
          throw new TypeError("no");
        },
      } as never,
    },
  ],
  [
    "a transport that reports nothing",
    { dispatcher: { dispatch: () => true } as never, timeoutMs: 20, maxAttempts: 1 },
  ],
  ["proxies that throw later", { endpoint: "https://gateway.example", proxies: throwingLater() } as never],
])("rejects with a ChatError even for %s", async (_what, options) => {
  await expect(createClient(options).getIPList("all")).rejects.toBeInstanceOf(ChatError);
  expect(emulator.requests).toEqual([]);
});

test.each([null, 7, "text"])("takes %j in the place of options for none", async (options) => {
  expect(await createClient().getIPList("all", options as never)).toMatchObject({ list: "all" });
});

/** Works when the client is created and fails afterwards. */
function throwingLater(): ProxyEnvironment {
  let calls = 0;
  return {
    problems: [],
    warnings: [],
    proxyFor: () => {
      if (calls++ > 0) throw new TypeError("no");
      return null;
    },
  };
}

describe("onUserSig", () => {
  test("gets every UserSig before it is sent, once each", async () => {
    const signed: string[] = [];
    const sent: number[] = [];
    emulator.addFault({ nth: 1, kind: "code", code: 70001 });
    const client = createClient({
      expireSeconds: 900,
      onUserSig: (userSig) => {
        signed.push(userSig);
        sent.push(emulator.requests.length);
      },
    });
    await client.getIPList("all");
    await client.getIPList("web-china");
    const used = emulator.requests.map((request) => request.query.usersig);
    expect(signed).toEqual([used[0], used[1]]);
    expect(used[2]).toBe(used[1]);
    expect(sent).toEqual([0, 1]);
    expect(decodeUserSig(signed[0] ?? "").expireSeconds).toBe(900);
  });

  test("keeps a UserSig from being sent if it throws", async () => {
    const client = createClient({
      onUserSig: () => {
        throw new TypeError("no");
      },
    });
    await expect(client.getIPList("all")).rejects.toThrow(ChatConfigError);
    await expect(client.getIPList("all")).rejects.toThrow("onUserSig threw: TypeError");
    expect(emulator.requests).toEqual([]);
  });
});

test("signs once for many calls and keeps connections", async () => {
  const client = createClient();
  for (const list of listNames) await client.getIPList(list);
  expect(new Set(emulator.requests.map((request) => request.query.usersig)).size).toBe(1);
  // Two and not one: undici frees a connection a moment after the answer that was awaited is there.
  expect(new Set(emulator.requests.map((request) => request.connection)).size).toBeLessThanOrEqual(2);
  expect(new Set(emulator.requests.map((request) => request.query.random)).size).toBe(7);
});

test("names the code, its meaning, what to do, the server's words, the command and the host", async () => {
  emulator.addFault({ nth: 1, kind: "code", code: 60010, info: "not\nan admin" });
  await expect(createClient().getIPList("all")).rejects.toMatchObject({
    name: "ChatApiError",
    code: 60010,
    meaning: "the command needs an app admin",
    remedy: expect.stringContaining("administrator"),
    errorInfo: "not an admin",
    command: "ConfigSvc/GetIPList",
    host: new URL(emulator.url).host,
    attempts: 1,
  });
});

test.each([70016, 70020])("suggests the other regions on %i", async (code) => {
  emulator.addFault({ nth: 1, kind: "code", code });
  await expect(createClient().getIPList("all")).rejects.toThrow(
    /where it was created: try china, singapore, /,
  );
});

describe("what the emulator's own check says of a caller", () => {
  test.each<[string, Partial<ChatClientOptions>, number]>([
    ["another key", { secretKey: "another-key" }, 70009],
    ["another app", { sdkAppId: 1_400_000_001 }, 70020],
    ["someone who is no admin", { identifier: "用户-é" }, 60010],
    ["a UserSig that was cut short", { secretKey: undefined, userSig: "eJwtzE*L" } as object, 70003],
  ])("%s is refused with the vendor's code", async (_who, options, code) => {
    const call = createClient(options).getIPList("all");
    await expect(call).rejects.toThrow(ChatApiError);
    await expect(call).rejects.toMatchObject({ code, attempts: 1 });
  });
});

describe("closing", () => {
  test("waits for the calls under way, and refuses later ones", async () => {
    const client = createClient();
    const call = client.getIPList("all");
    const closed = client.close();
    await expect(client.getIPList("all")).rejects.toThrow("the client is closed");
    await closed;
    expect(await call).toMatchObject({ list: "all" });
    expect(client.close()).toBe(closed);
  });

  test("happens at the end of a block with await using", async () => {
    let kept: ChatClient;
    {
      const { sdkAppId, secretKey, url: endpoint } = emulator;
      await using client = createChatClient({ sdkAppId, secretKey, endpoint });
      await client.getIPList("all");
      kept = client;
    }
    await expect(kept.getIPList("all")).rejects.toThrow("the client is closed");
  });
});

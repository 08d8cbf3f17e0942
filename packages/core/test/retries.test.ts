import { createEmulator, type Emulator, type Fault } from "@chat-ip/emulator";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  type AttemptReport,
  type ChatClient,
  type ChatClientOptions,
  createChatClient,
  verifyUserSig,
} from "../src/index.ts";
import { createManualClock, type ManualClock } from "./manual-clock.ts";
import { serve } from "./serve.ts";

const message = {
  To_Account: "alice",
  MsgRandom: 7,
  MsgBody: [{ MsgType: "TIMTextElem", MsgContent: { Text: "hello" } }],
} as const;

let emulator: Emulator;
let client: ChatClient;
let clock: ManualClock;
let attempts: AttemptReport[];

beforeEach(async () => {
  clock = createManualClock();
  attempts = [];
  emulator = await createEmulator({
    now: clock.now,
    elapsedMs: clock.elapsedMs,
    lists: { all: ["1.2.3.4"] },
    commands: { "openim/sendmsg": {} },
  });
  client = connect({});
});

afterEach(async () => {
  await client.close();
  await emulator.close();
});

function connect(options: Partial<ChatClientOptions>): ChatClient {
  const { sdkAppId, secretKey, url: endpoint } = emulator;
  return createChatClient({
    sdkAppId,
    secretKey,
    endpoint,
    clock,
    // The middle of the range, so that each pause is half of its bound.
    random: () => 2 ** 31,
    onAttempt: (attempt) => attempts.push(attempt),
    ...options,
  } as ChatClientOptions);
}

const code = (each: number): Fault => ({ nth: 1, kind: "code", code: each });
const transient: [string, Fault][] = [
  ["a connection that is reset", { nth: 1, kind: "reset" }],
  ["an answer that is cut off", { nth: 1, kind: "truncate" }],
  ["HTTP status 502", { nth: 1, kind: "status", status: 502 }],
  ["HTTP status 429", { nth: 1, kind: "status", status: 429 }],
  ["a service that timed out (60008)", code(60008)],
  ["too many calls (60011)", code(60011)],
  ["an internal error (70500)", code(70500)],
];

test.each(transient)("%s is retried after a pause", async (_what, fault) => {
  emulator.addFault(fault);
  expect(await client.getIPList("all")).toMatchObject({ entries: ["1.2.3.4"] });
  expect(
    attempts.map(({ attempt, outcome, retryAfterMs }) => [attempt, outcome === "ok", retryAfterMs]),
  ).toEqual([
    [1, false, 250],
    [2, true, null],
  ]);
  expect(clock.sleeps.filter((ms) => ms === 250)).toHaveLength(1);
});

test.each(transient)("%s fails after three attempts if it keeps happening", async (_what, fault) => {
  emulator.addFault({ ...fault, nth: "every" });
  await expect(client.getIPList("all")).rejects.toMatchObject({
    attempts: 3,
    message: expect.stringContaining("after 3 attempts"),
  });
  expect(emulator.requests).toHaveLength(3);
  expect(attempts.map(({ retryAfterMs }) => retryAfterMs)).toEqual([250, 500, null]);
});

test.each([60003, 60010, 70009, 70013, 70016, 70020, 12345])("%i is not retried", async (each) => {
  emulator.addFault({ ...code(each), nth: "every" });
  await expect(client.getIPList("all")).rejects.toMatchObject({
    name: "ChatApiError",
    code: each,
    attempts: 1,
  });
  expect(clock.sleeps).toEqual([]);
});

describe("a UserSig that is refused", () => {
  test.each([70001, 70052, 70221, 70347])("with %i is signed again, once and at once", async (each) => {
    emulator.addFault(code(each));
    expect(await client.getIPList("all")).toMatchObject({ entries: ["1.2.3.4"] });
    const [first, second] = emulator.requests.map((request) => request.query.usersig);
    expect(second).not.toBe(first);
    expect(verifyUserSig(second ?? "", { ...emulator, now: clock.now })).toMatchObject({ valid: true });
    expect(attempts[0]).toMatchObject({ outcome: "api-error", code: each, retryAfterMs: 0 });
  });

  test("and refused again fails", async () => {
    emulator.addFault({ ...code(70001), nth: "every" });
    await expect(client.getIPList("all")).rejects.toMatchObject({ code: 70001, attempts: 2 });
  });

  test("for several lists at once is signed again once", async () => {
    emulator.addFault(code(70001));
    emulator.addFault({ ...code(70001), nth: 2 });
    emulator.addFault({ ...code(70001), nth: 3 });
    await Promise.all([client.getIPList("all"), client.getIPList("all"), client.getIPList("all")]);
    expect(new Set(emulator.requests.map((request) => request.query.usersig)).size).toBe(2);
  });

  test.each([
    [0, "This machine's clock agrees with the server's."],
    [20 * 60_000, "This machine's clock is 20 minutes behind the server's: correct it."],
    [-5 * 3_600_000, "This machine's clock is 5 hours ahead of the server's: correct it."],
    [45_000, "This machine's clock is 45 seconds behind the server's: correct it."],
  ])("says how wrong the clock is (%i ms)", async (aheadMs, words) => {
    const date = new Date(clock.now() + aheadMs).toUTCString();
    await using server = await serve((_request, response) => {
      response.writeHead(200, { date }).end('{"ErrorCode":70001}');
    });
    await using other = connect({ endpoint: server.url });
    await expect(other.getIPList("all")).rejects.toMatchObject({
      code: 70001,
      remedy: expect.stringContaining(words),
    });
  });

  test("can't be signed again if the client has no key", async () => {
    const { sdkAppId, url: endpoint } = emulator;
    await using given = createChatClient({ sdkAppId, endpoint, userSig: "eJw_", clock });
    emulator.addFault({ ...code(70001), nth: "every" });
    await expect(given.getIPList("all")).rejects.toMatchObject({ code: 70001, attempts: 1 });
  });

  test("is replaced before it gets too old", async () => {
    await client.getIPList("all");
    clock.advance(86_400_000 - 1);
    await client.getIPList("all");
    expect(emulator.requests.map((request) => request.answeredCode)).toEqual([0, 0]);
  });
});

test("each attempt has a random of its own", async () => {
  let random = 4_294_967_293;
  await using counting = connect({ random: () => random++ % 2 ** 32 });
  emulator.addFault({ nth: "every", kind: "code", code: 60008 });
  await expect(counting.getIPList("all")).rejects.toThrow();
  // What lies between went into the lengths of the pauses.
  expect(emulator.requests.map((request) => request.query.random)).toEqual(["4294967293", "4294967295", "1"]);
});

describe("Retry-After", () => {
  const busy = (value: string): Fault => ({
    nth: 1,
    kind: "status",
    status: 503,
    headers: { "retry-after": value, date: new Date(clock.now()).toUTCString() },
  });

  test("in seconds is respected", async () => {
    emulator.addFault(busy("7"));
    await client.getIPList("all");
    expect(attempts[0]).toMatchObject({ retryAfterMs: 7_000 });
    expect(clock.sleeps).toContain(7_000);
  });

  test("as a date is respected", async () => {
    emulator.addFault(busy(new Date(clock.now() + 9_000).toUTCString()));
    await client.getIPList("all");
    expect(attempts[0]).toMatchObject({ retryAfterMs: 9_000 });
  });

  test("beyond the budget ends the call at once, and says what was asked", async () => {
    emulator.addFault(busy("31"));
    await expect(client.getIPList("all")).rejects.toThrow(
      "The server asks to wait 31 s, which is longer than this call may take.",
    );
    expect(clock.sleeps).toEqual([]);
  });
});

test("the budget bounds what attempts and pauses take together", async () => {
  await using hasty = connect({ maxAttempts: 10, budgetMs: 1_500 });
  emulator.addFault({ nth: "every", kind: "code", code: 60008 });
  await expect(hasty.getIPList("all")).rejects.toMatchObject({ code: 60008, attempts: 3 });
  expect(clock.elapsedMs()).toBeLessThan(1_500);
});

describe("a command that might be harmful twice", () => {
  test.each([
    ["a connection that is reset", { nth: 1, kind: "reset" }],
    ["an answer that is cut off", { nth: 1, kind: "truncate" }],
    ["HTTP status 502", { nth: 1, kind: "status", status: 502 }],
  ] as [string, Fault][])("is not sent again after %s", async (_what, fault) => {
    emulator.addFault(fault);
    await expect(client.request("openim/sendmsg", message)).rejects.toThrow("may have carried out");
    expect(emulator.requests).toHaveLength(1);
  });

  test("is sent again if the caller says that it is harmless", async () => {
    emulator.addFault({ nth: 1, kind: "reset" });
    await client.request("openim/sendmsg", message, {}, { repeatable: true });
    expect(emulator.requests).toHaveLength(2);
  });

  test.each([60011, 70001])("is sent again after %i, since the server refused it unread", async (each) => {
    emulator.addFault(code(each));
    await client.request("openim/sendmsg", message);
    expect(emulator.requests).toHaveLength(2);
  });

  test("is not GetIPList, even through request()", async () => {
    emulator.addFault({ nth: 1, kind: "reset" });
    await client.request("ConfigSvc/GetIPList", {}, { nettype: 0 });
    expect(emulator.requests).toHaveLength(2);
  });
});

test("reports each attempt to the hook: command, list, host, number, duration, outcome, code and pause", async () => {
  emulator.addFault(code(60008));
  await client.getIPList("all");
  const host = new URL(emulator.url).host;
  expect(attempts).toEqual([
    {
      command: "ConfigSvc/GetIPList",
      list: "all",
      host,
      attempt: 1,
      durationMs: 0,
      outcome: "api-error",
      code: 60008,
      retryAfterMs: 250,
    },
    {
      command: "ConfigSvc/GetIPList",
      list: "all",
      host,
      attempt: 2,
      durationMs: 0,
      outcome: "ok",
      code: 0,
      retryAfterMs: null,
    },
  ]);
});

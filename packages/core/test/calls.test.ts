import { createEmulator, type Emulator } from "@chat-ip/emulator";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ChatApiError, ChatConfigError, ChatNetworkError, decodeUserSig, signUserSig } from "../src/index.ts";
import { connect } from "./connect.ts";
import { serve } from "./serve.ts";

let emulator: Emulator;

beforeEach(async () => {
  emulator = await createEmulator({ admins: ["administrator", "second-admin"] });
});

afterEach(() => emulator.close());

/** Answers every request with this JSON, and keeps the bodies that it got. */
async function answering(
  json: string,
): Promise<AsyncDisposable & { readonly url: string; readonly bodies: string[]; readonly agents: string[] }> {
  const bodies: string[] = [];
  const agents: string[] = [];
  const server = await serve((request, response) => {
    agents.push(String(request.headers["user-agent"]));
    let body = "";
    request.setEncoding("utf8").on("data", (chunk: string) => {
      body += chunk;
    });
    request.on("end", () => {
      bodies.push(body);
      response.end(json);
    });
  });
  return { ...server, url: server.url, bodies, agents };
}

test("loses no digit of a number, in an answer and in a request", async () => {
  await using server = await answering(
    '{"ActionStatus":"OK","ErrorCode":0,"TotalCount":7,"GroupIdList":[],"Next":18446744073709551615}',
  );
  await using client = connect(emulator, { endpoint: server.url, rateLimits: false });
  const { Next, TotalCount } = await client.request("group_open_http_svc/get_appid_group_list", {
    Next: 144115196393012000n,
  });
  expect([Next, TotalCount]).toEqual([18446744073709551615n, 7]);
  expect(server.bodies).toEqual(['{"Next":144115196393012000}']);
});

test("gives an answer with its host, attempts, duration and the server's id of the call", async () => {
  await using server = await answering('{"ActionStatus":"OK","ErrorCode":0,"RequestId":"r-1","Extra":1}');
  await using client = connect(emulator, { endpoint: server.url });
  const details = await client.requestWithDetails("some/command");
  expect(details).toEqual({
    body: { ActionStatus: "OK", ErrorCode: 0, RequestId: "r-1", Extra: 1 },
    command: "some/command",
    host: new URL(server.url).host,
    attempts: 1,
    durationMs: expect.any(Number),
    requestId: "r-1",
  });
});

test("an error has the server's id of the call, and its category", async () => {
  await using server = await answering('{"ErrorCode":60010,"RequestId":"r-2\\n"}');
  await using client = connect(emulator, { endpoint: server.url });
  const error = await client.request("some/command").catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ChatApiError);
  expect(error).toMatchObject({ category: "auth", requestId: "r-2" });
});

test.each([
  [undefined, "chat-ip-core/dev"],
  [{ name: "acme-bot" }, "acme-bot chat-ip-core/dev"],
  [{ name: "acme-bot", version: "1.4.0" }, "acme-bot/1.4.0 chat-ip-core/dev"],
])("names itself and the program (%j)", async (appInfo, agent) => {
  await using server = await answering('{"ErrorCode":0}');
  await using client = connect(emulator, { endpoint: server.url, appInfo });
  await client.request("some/command");
  expect(server.agents).toEqual([agent]);
});

describe("one call can have its own", () => {
  test("number of attempts", async () => {
    emulator.addFault({ nth: "every", kind: "code", code: 60008 });
    await using client = connect(emulator);
    await expect(client.getIPList("all", { maxAttempts: 1 })).rejects.toMatchObject({ attempts: 1 });
  });

  test("timeout", async () => {
    emulator.addFault({ nth: "every", kind: "stall" });
    await using client = connect(emulator, { timeoutMs: 600_000 });
    const call = client.getIPList("all", { timeoutMs: 20, maxAttempts: 1 });
    await expect(call).rejects.toThrow(ChatNetworkError);
  });

  test("budget", async () => {
    emulator.addFault({ nth: "every", kind: "status", status: 503, headers: { "retry-after": "2" } });
    await using client = connect(emulator);
    await expect(client.getIPList("all", { budgetMs: 1_000 })).rejects.toThrow(
      "longer than this call may take",
    );
  });

  test("identifier", async () => {
    await using client = connect(emulator);
    await client.getIPList("all", { identifier: "second-admin" });
    await client.getIPList("all");
    await client.getIPList("all", { identifier: "second-admin" });
    const sigs = emulator.requests.map(({ query }) => query.usersig ?? "");
    expect(emulator.requests.map(({ query }) => query.identifier)).toEqual([
      "second-admin",
      "administrator",
      "second-admin",
    ]);
    expect(sigs.map((sig) => decodeUserSig(sig).identifier)).toEqual([
      "second-admin",
      "administrator",
      "second-admin",
    ]);
    expect(sigs[2]).toBe(sigs[0]);
  });

  test("identifier only with a key", async () => {
    const { sdkAppId, secretKey } = emulator;
    const userSig = signUserSig({ sdkAppId, secretKey, identifier: "administrator" });
    await using client = connect(emulator, { secretKey: undefined, userSig } as object);
    await expect(client.getIPList("all", { identifier: "second-admin" })).rejects.toThrow(ChatConfigError);
  });

  test.each([
    [{ timeoutMs: 0 }, "timeoutMs"],
    [{ maxAttempts: 11 }, "maxAttempts"],
    [{ budgetMs: "1" }, "budgetMs"],
    [{ identifier: "" }, "identifier"],
    [{ signal: {} }, "signal must be"],
    [{ waitForTurn: 1 }, "waitForTurn"],
  ])("option only if it is valid (%j)", async (options, words) => {
    await using client = connect(emulator);
    const call = client.getIPList("all", options as object);
    await expect(call).rejects.toThrow(ChatConfigError);
    await expect(call).rejects.toThrow(words);
  });
});

describe("a logger", () => {
  test("gets what succeeds, what is tried again and what fails, each at its level", async () => {
    const logged: string[] = [];
    const log = (level: string) => (message: string) => {
      logged.push(`${level}: ${message.replace(/ on 127\S+,/, ",").replaceAll(/\d+ ms/g, "N ms")}`);
    };
    const logger = { debug: log("debug"), warn: log("warn"), error: log("error") };
    emulator.addFault({ nth: 1, kind: "code", code: 60008 });
    await using client = connect(emulator, { logger });
    await client.getIPList("all");
    emulator.addFault({ nth: "every", kind: "code", code: 60010 });
    await client.request("some/command").catch(() => undefined);
    expect(logged).toEqual([
      "warn: ConfigSvc/GetIPList (all), attempt 1: api-error 60008 after N ms, trying again in N ms",
      "debug: ConfigSvc/GetIPList (all), attempt 2: succeeded after N ms",
      "error: some/command, attempt 1: api-error 60010 after N ms",
    ]);
  });

  test("may be the console, and may miss methods", async () => {
    await using quiet = connect(emulator, { logger: {} });
    await quiet.getIPList("all");
    await using client = connect(emulator, { logger: { ...console, debug: () => {} } });
    expect(await client.getIPList("all")).toMatchObject({ list: "all" });
  });
});

import { once } from "node:events";
import { Agent, request } from "node:http";
import { json } from "node:stream/consumers";
import { Api } from "tls-sig-api-v2";
import { expect, onTestFinished, test } from "vitest";
import { createEmulator, type Emulator, type EmulatorOptions, EmulatorOptionsError } from "../src/index.ts";
import { ask, failureCode, getIPListUrl } from "./ask.ts";
import { signedAt, signUserSig } from "./sign-user-sig.ts";

async function start(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await createEmulator({ now: () => signedAt * 1000, ...options });
  onTestFinished(() => emulator.close());
  return emulator;
}

/** Sends by node:http, which lets a test choose the Host header and the connection. */
async function askWith(
  url: string,
  options: { agent?: Agent; headers?: Record<string, string> },
): Promise<unknown> {
  const sent = request(url, { method: "POST", ...options }).end("{}");
  const [response] = await once(sent, "response");
  return json(response);
}

test("answers a request that the vendor's own signer signed", async () => {
  const emulator = await start({
    lists: { "webhook-china": ["203.0.113.0/24", "2001:db8::1"] },
    now: Date.now,
  });
  const usersig = new Api(emulator.sdkAppId, emulator.secretKey).genSig("administrator", 3600);
  const response = await ask(emulator.url, { usersig, nettype: "5" });
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("application/json");
  expect(await response.json()).toEqual({
    ActionStatus: "OK",
    ErrorCode: 0,
    IPList: ["203.0.113.0/24", "2001:db8::1"],
  });
});

test("refuses with HTTP 200 and the code in the body", async () => {
  const emulator = await start();
  const response = await ask(emulator.url, { usersig: "" });
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({
    ActionStatus: "FAIL",
    ErrorCode: 70002,
    ErrorInfo: expect.stringMatching(/./),
  });
});

test("refuses GET with HTTP 200 too", async () => {
  const emulator = await start();
  const response = await fetch(getIPListUrl(emulator.url));
  expect([response.status, await response.json()]).toMatchObject([200, { ErrorCode: 60002 }]);
});

test("refuses an expired UserSig by its own clock", async () => {
  let now = signedAt * 1000;
  const emulator = await start({ now: () => now });
  expect(await (await ask(emulator.url)).json()).toMatchObject({ ErrorCode: 0 });
  now += 86_400_000;
  expect(await (await ask(emulator.url)).json()).toMatchObject({ ErrorCode: 70001 });
});

test("sends entries as they are, malformed ones too", async () => {
  const entries = ["not an address", "10.0.0.1/33", "::ffff:10.0.0.1", "<b>"];
  const emulator = await start({ lists: { all: entries } });
  expect(await (await ask(emulator.url)).json()).toMatchObject({ IPList: entries });
});

test("replaces the given lists and leaves the others unchanged", async () => {
  const emulator = await start({ lists: { all: ["203.0.113.1"], "web-china": ["203.0.113.2"] } });
  emulator.setLists({ all: ["203.0.113.3"] });
  expect(await (await ask(emulator.url)).json()).toMatchObject({ IPList: ["203.0.113.3"] });
  expect(await (await ask(emulator.url, { nettype: "3" })).json()).toMatchObject({ IPList: ["203.0.113.2"] });
  // @ts-expect-error not the name of a list
  expect(() => emulator.setLists({ all: [], everything: [] })).toThrow(EmulatorOptionsError);
  expect(await (await ask(emulator.url)).json()).toMatchObject({ IPList: ["203.0.113.3"] });
});

test("records each request with what was answered", async () => {
  const heard: unknown[] = [];
  const emulator = await start({ onRequest: ({ answeredCode }) => heard.push(answeredCode) });
  await ask(emulator.url, { nettype: "6", random: "7" });
  await ask(emulator.url, { usersig: "" });
  await fetch(`${emulator.url}/favicon.ico`);
  expect(emulator.requests).toMatchObject([
    {
      command: "ConfigSvc/GetIPList",
      method: "POST",
      body: "{}",
      host: "main",
      query: { nettype: "6", random: "7", usersig: signUserSig() },
      answeredCode: 0,
      at: signedAt * 1000,
    },
    { query: { usersig: "" }, answeredCode: 70002 },
    { command: "/favicon.ico", method: "GET", query: {}, answeredCode: 60009 },
  ]);
  expect(heard).toEqual([0, 70002, 60009]);
});

test("numbers the connections", async () => {
  const emulator = await start();
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  onTestFinished(() => agent.destroy());
  await askWith(getIPListUrl(emulator.url), { agent });
  await askWith(getIPListUrl(emulator.url), { agent });
  await askWith(getIPListUrl(emulator.url), { agent: new Agent({ keepAlive: false }) });
  expect(emulator.requests.map(({ connection }) => connection)).toEqual([1, 1, 2]);
});

test("answers 60011 to more than 200 calls in a second, and again once the second is over", async () => {
  let elapsed = 0;
  const emulator = await start({ elapsedMs: () => elapsed });
  await Promise.all(Array.from({ length: 203 }, () => ask(emulator.url)));
  const codes = emulator.requests.map(({ answeredCode }) => answeredCode);
  expect([0, 60011].map((code) => codes.filter((one) => one === code).length)).toEqual([200, 3]);
  elapsed = 1000;
  expect(await (await ask(emulator.url)).json()).toMatchObject({ ErrorCode: 0 });
});

test("doesn't limit commands with fixed answers", async () => {
  const emulator = await start({
    maxPerSecond: 1,
    elapsedMs: () => 0,
    commands: { "openim/sendmsg": { MsgTime: 1 } },
  });
  const sendMessage = getIPListUrl(emulator.url).replace("ConfigSvc/GetIPList", "openim/sendmsg");
  const send = async (): Promise<unknown> =>
    (await fetch(sendMessage, { method: "POST", body: "{}" })).json();
  await ask(emulator.url);
  expect([await send(), await send()]).toEqual([
    { ActionStatus: "OK", ErrorCode: 0, MsgTime: 1 },
    { ActionStatus: "OK", ErrorCode: 0, MsgTime: 1 },
  ]);
  expect(await (await ask(emulator.url)).json()).toMatchObject({ ErrorCode: 60011 });
});

test("doesn't know the app on another region's host", async () => {
  const emulator = await start({ region: "frankfurt" });
  const codeOn = async (host: string): Promise<unknown> =>
    askWith(getIPListUrl(emulator.url), { headers: { host } });
  expect(await codeOn("adminapiger.im.qcloud.com")).toMatchObject({ ErrorCode: 0 });
  expect(await codeOn("adminapiger.my-imcloud.com")).toMatchObject({ ErrorCode: 0 });
  expect(await codeOn("console.tim.qq.com")).toMatchObject({ ErrorCode: 70020 });
});

test("two emulators are two regions: neither knows the other's app", async () => {
  const [china, singapore] = [await start(), await start({ sdkAppId: 20_000_001 })];
  const usersig = signUserSig({ sdkAppId: 20_000_001 });
  expect(await (await ask(singapore.url, { sdkappid: "20000001", usersig })).json()).toMatchObject({
    ErrorCode: 0,
  });
  expect(await (await ask(china.url, { sdkappid: "20000001", usersig })).json()).toMatchObject({
    ErrorCode: 70020,
  });
});

test("serves the same lists on the backup host when the main host is down, and records both", async () => {
  const emulator = await start({ backup: true, lists: { all: ["203.0.113.1"] } });
  const backupUrl = emulator.backupUrl ?? expect.fail("no backup host");
  await ask(emulator.url);
  await emulator.takeDown("main");
  expect(await failureCode(ask(emulator.url))).toBe("ECONNREFUSED");
  expect(await (await ask(backupUrl)).json()).toMatchObject({ IPList: ["203.0.113.1"] });
  expect(emulator.requests.map(({ host }) => host)).toEqual(["main", "backup"]);
});

test("has no backup host by default", async () => {
  expect((await start()).backupUrl).toBeNull();
});

test("fails with the system's error if the port is in use", async () => {
  const { url } = await start();
  await expect(createEmulator({ port: Number(new URL(url).port) })).rejects.toMatchObject({
    code: "EADDRINUSE",
  });
});

test("closes while a connection is kept alive, and can be closed twice", async () => {
  const emulator = await createEmulator({ now: () => signedAt * 1000 });
  const agent = new Agent({ keepAlive: true });
  onTestFinished(() => agent.destroy());
  const sent = request(getIPListUrl(emulator.url), { method: "POST", agent }).end("{}");
  const [socket] = await once(sent, "socket");
  const [response] = await once(sent, "response");
  await json(response);
  const ended = once(socket, "close");
  await Promise.all([emulator.close(), emulator.close()]);
  // false: the socket ended in order, without an error such as a reset.
  expect(await ended).toEqual([false]);
  expect(await failureCode(ask(emulator.url))).toBe("ECONNREFUSED");
});

test("is closed at the end of an await using block", async () => {
  let url: string;
  {
    await using emulator = await createEmulator();
    url = emulator.url;
  }
  expect(await failureCode(ask(url))).toBe("ECONNREFUSED");
});

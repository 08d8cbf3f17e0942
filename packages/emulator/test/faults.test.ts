import { once } from "node:events";
import { connect } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { createEmulator, type Emulator, type Fault } from "../src/index.ts";
import { ask, failureCode, getIPListUrl } from "./ask.ts";
import { signedAt } from "./sign-user-sig.ts";

/** Longer than any test may take. */
const hourMs = 3_600_000;

async function start(...faults: Fault[]): Promise<Emulator> {
  const now = (): number => signedAt * 1000;
  const emulator = await createEmulator({ now, backup: true, lists: { all: ["203.0.113.1"] } });
  onTestFinished(() => emulator.close());
  for (const fault of faults) emulator.addFault(fault);
  return emulator;
}

/** A second request shows that the fault is over and the emulator still works. */
async function expectGoodAnswer({ url }: Emulator): Promise<void> {
  expect(await (await ask(url)).json()).toMatchObject({ ErrorCode: 0, IPList: ["203.0.113.1"] });
}

test("status: an HTTP status with an HTML page", async () => {
  const emulator = await start({ nth: 1, kind: "status", status: 502 });
  const response = await ask(emulator.url);
  expect(response.status).toBe(502);
  expect(response.headers.get("content-type")).toBe("text/html");
  expect(await response.text()).toContain("502 Bad Gateway");
  await expectGoodAnswer(emulator);
  expect(emulator.requests.map(({ answeredCode }) => answeredCode)).toEqual([null, 0]);
});

test("status: headers and a body of the test's own", async () => {
  const headers = { "retry-after": "3", "content-type": "text/plain" };
  const { url } = await start({ nth: 1, kind: "status", status: 503, body: "busy", headers });
  const response = await ask(url);
  expect(Object.fromEntries(response.headers)).toMatchObject(headers);
  expect(await response.text()).toBe("busy");
});

test("truncate: headers come, the body breaks off", async () => {
  const emulator = await start({ nth: 1, kind: "truncate" });
  const response = await ask(emulator.url);
  expect(response.status).toBe(200);
  await expect(response.text()).rejects.toThrow(TypeError);
  await expectGoodAnswer(emulator);
});

test("stall: half of the answer comes, and then nothing until the client gives up", async () => {
  const emulator = await start({ nth: 1, kind: "stall" });
  const giveUp = new AbortController();
  const request = { method: "POST", body: "{}", signal: giveUp.signal };
  const { body, headers } = await fetch(getIPListUrl(emulator.url), request);
  const reader = body?.getReader() ?? expect.fail("no body");
  const half = Buffer.from((await reader.read()).value ?? []).toString();
  expect(half).toMatch(/^\{"ActionStatus":"OK"/);
  expect(half.length).toBeLessThan(Number(headers.get("content-length")));
  const rest = reader.read();
  giveUp.abort();
  await expect(rest).rejects.toThrow(/abort/);
  await expectGoodAnswer(emulator);
});

test("body: HTTP 200 with whatever the test gives", async () => {
  const emulator = await start({ nth: 1, kind: "body", body: "<html>", contentType: "text/html" });
  const response = await ask(emulator.url);
  expect([response.status, response.headers.get("content-type"), await response.text()]).toEqual([
    200,
    "text/html",
    "<html>",
  ]);
  await expectGoodAnswer(emulator);
});

test.each([
  { fault: { code: 60008, info: "busy\n::error::" }, info: "busy\n::error::" },
  { fault: { code: 70009 }, info: expect.stringContaining("key") },
  { fault: { code: 99_999 }, info: "error 99999" },
])("code: answers $fault.code in the vendor's form", async ({ fault, info }) => {
  const emulator = await start({ nth: 1, kind: "code", ...fault });
  const response = await ask(emulator.url);
  expect([response.status, await response.json()]).toEqual([
    200,
    { ActionStatus: "FAIL", ErrorCode: fault.code, ErrorInfo: info },
  ]);
  await expectGoodAnswer(emulator);
  expect(emulator.requests.map(({ answeredCode }) => answeredCode)).toEqual([fault.code, 0]);
});

test("reset: the connection is reset without an answer", async () => {
  const emulator = await start({ nth: 1, kind: "reset" });
  expect(await failureCode(ask(emulator.url))).toBe("ECONNRESET");
  await expectGoodAnswer(emulator);
});

test("delay: delays one request only", async () => {
  const emulator = await start({ nth: 1, netType: 5, kind: "delay", ms: hourMs });
  const failure = failureCode(ask(emulator.url, { nettype: "5" }));
  await expect.poll(() => emulator.requests).toHaveLength(1);
  await expectGoodAnswer(emulator);
  expect(emulator.requests.map(({ answeredCode }) => answeredCode)).toEqual([null, 0]);
  await emulator.close();
  expect(await failure).not.toBe("no failure");
});

test("delay: ends at once when the client gives up, and nothing counts as answered", async () => {
  const over = Promise.withResolvers<number | null>();
  const emulator = await createEmulator({ onRequest: ({ answeredCode }) => over.resolve(answeredCode) });
  onTestFinished(() => emulator.close());
  emulator.addFault({ nth: 1, kind: "delay", ms: hourMs });
  const giveUp = new AbortController();
  const request = { method: "POST", body: "{}", signal: giveUp.signal };
  const asked = fetch(getIPListUrl(emulator.url), request);
  await expect.poll(() => emulator.requests).toHaveLength(1);
  giveUp.abort();
  await expect(asked).rejects.toThrow(/abort/);
  expect(await over.promise).toBeNull();
});

test("delay and code: if both hit one request, the code comes after the delay", async () => {
  const emulator = await start({ nth: 1, kind: "delay", ms: 1 }, { nth: 1, kind: "code", code: 60014 });
  expect(await (await ask(emulator.url)).json()).toMatchObject({ ErrorCode: 60014 });
});

test("plays a fault on one host only", async () => {
  const emulator = await start({ nth: "every", host: "main", kind: "reset" });
  expect(await failureCode(ask(emulator.url))).toBe("ECONNRESET");
  expect(await failureCode(ask(emulator.url))).toBe("ECONNRESET");
  expect(await (await ask(emulator.backupUrl ?? "")).json()).toMatchObject({ ErrorCode: 0 });
  emulator.clearFaults();
  await expectGoodAnswer(emulator);
});

test("survives a client that disconnects during its request", async () => {
  const emulator = await start();
  const { port, pathname } = new URL(getIPListUrl(emulator.url));
  const socket = connect(Number(port), "127.0.0.1");
  socket.end(`POST ${pathname} HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{`).resume();
  await once(socket, "close");
  expect(emulator.requests).toEqual([]);
  await expectGoodAnswer(emulator);
});

import { getEventListeners } from "node:events";
import { createEmulator, type Emulator } from "@chat-ip/emulator";
import { Agent, buildConnector } from "undici";
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { ChatNetworkError, listNames } from "../src/index.ts";
import { connect } from "./connect.ts";
import { serve } from "./serve.ts";

let emulator: Emulator;

beforeEach(async () => {
  emulator = await createEmulator();
});

afterEach(() => emulator.close());

test.each(["stall", "delay"] as const)("a %s ends with the time-out", async (kind) => {
  emulator.addFault(kind === "delay" ? { nth: 1, kind, ms: 600_000 } : { nth: 1, kind });
  // Time passes only once the request has arrived, however slow this machine is.
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
  const call = connect(emulator, { timeoutMs: 500, maxAttempts: 1 }).getIPList("all");
  call.catch(() => undefined);
  await expect.poll(() => emulator.requests).toHaveLength(1);
  vi.advanceTimersByTime(500);
  await expect(call).rejects.toThrow(ChatNetworkError);
  await expect(call).rejects.toMatchObject({
    kind: "timeout",
    remedy: expect.stringContaining("more time"),
  });
});

test("a signal that aborted before stops the call before anything is sent", async () => {
  const reason = new Error("too late");
  const call = connect(emulator).getIPList("all", { signal: AbortSignal.abort(reason) });
  await expect(call).rejects.toBe(reason);
  expect(emulator.requests).toEqual([]);
});

test("a signal that aborts during the request stops it, with its own reason", async () => {
  const received = Promise.withResolvers<void>();
  await using silent = await serve(() => received.resolve());
  const controller = new AbortController();
  const reason = { any: "value" };
  const outcomes: string[] = [];
  const client = connect(emulator, {
    endpoint: silent.url,
    onAttempt: ({ outcome }) => outcomes.push(outcome),
  });
  const call = client.getIPList("all", { signal: controller.signal });
  await received.promise;
  controller.abort(reason);
  await expect(call).rejects.toBe(reason);
  expect(outcomes).toEqual(["aborted"]);
});

test("a signal that aborts while connecting keeps the request from being sent", async () => {
  const [started, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const connector = buildConnector({});
  const dispatcher = new Agent({
    connect: (options, callback) => {
      started.resolve();
      void released.promise.then(() => connector(options, callback));
    },
  });
  const controller = new AbortController();
  const call = connect(emulator, { dispatcher }).getIPList("all", { signal: controller.signal });
  await started.promise;
  controller.abort();
  await expect(call).rejects.toMatchObject({ name: "AbortError" });
  released.resolve();
  await dispatcher.close();
  expect(emulator.requests).toEqual([]);
});

test("a signal that aborts during the pause before the next attempt stops the wait", async () => {
  const controller = new AbortController();
  emulator.addFault({ nth: "every", kind: "status", status: 503, headers: { "retry-after": "600" } });
  const client = connect(emulator, {
    budgetMs: 3_600_000,
    onAttempt: ({ retryAfterMs }) => {
      if (retryAfterMs === 600_000) setImmediate(() => controller.abort());
    },
  });
  const call = client.getIPList("all", { signal: controller.signal });
  await expect(call).rejects.toMatchObject({ name: "AbortError" });
  expect(emulator.requests).toHaveLength(1);
});

test("a signal that aborts while the call waits for its turn stops the wait", async () => {
  const controller = new AbortController();
  const client = connect(emulator, { rateLimits: [{ command: "ConfigSvc/GetIPList", perSecond: 1 }] });
  await client.getIPList("all");
  const call = client.getIPList("all", { signal: controller.signal });
  controller.abort();
  await expect(call).rejects.toMatchObject({ name: "AbortError" });
  expect(emulator.requests).toHaveLength(1);
});

test("one signal for many calls leaves no listener behind", async () => {
  const { signal } = new AbortController();
  const client = connect(emulator);
  await Promise.all(listNames.map((list) => client.getIPList(list, { signal })));
  expect(getEventListeners(signal, "abort")).toEqual([]);
});

import { createEmulator } from "@chat-ip/emulator";
import { expect, test } from "vitest";
import { createChatClient } from "../src/index.ts";
import { createManualClock } from "./manual-clock.ts";

test("a burst of calls stays within the documented limit, which the emulator holds", async () => {
  const clock = createManualClock();
  // The emulator counts by the clock that the client waits by, so the outcome is the same on a busy machine.
  await using emulator = await createEmulator({ now: clock.now, elapsedMs: clock.elapsedMs });
  const { sdkAppId, secretKey, url: endpoint } = emulator;
  await using client = createChatClient({ sdkAppId, secretKey, endpoint, clock, timeoutMs: 600_000 });
  const times = await Promise.all(
    Array.from({ length: 450 }, async () => {
      await client.getIPList("all");
      return clock.elapsedMs();
    }),
  );
  expect(emulator.requests.map((request) => request.answeredCode)).toEqual(new Array(450).fill(0));
  expect(Math.max(...times)).toBeGreaterThan(2_000);
});

test("another command has the limit that is set for it, and none otherwise", async () => {
  const clock = createManualClock();
  await using emulator = await createEmulator({
    now: clock.now,
    commands: { "a/limited": {}, "a/free": {} },
  });
  const { sdkAppId, secretKey, url: endpoint } = emulator;
  const rateLimits = [{ command: "a/limited", perSecond: 10 }];
  await using client = createChatClient({ sdkAppId, secretKey, endpoint, clock, rateLimits });
  await Promise.all(Array.from({ length: 30 }, () => client.request("a/free")));
  expect(clock.elapsedMs()).toBe(0);
  await Promise.all(Array.from({ length: 30 }, () => client.request("a/limited")));
  expect(clock.elapsedMs()).toBeGreaterThan(2_800);
});

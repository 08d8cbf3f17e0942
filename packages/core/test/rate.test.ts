import { createEmulator } from "@chat-ip/emulator";
import { expect, test } from "vitest";
import { createChatClient } from "../src/index.ts";
import { createManualClock } from "./manual-clock.ts";

test("many calls at once all come through, under the limit that the emulator holds", async () => {
  await using emulator = await createEmulator({ lists: { all: ["1.2.3.4"] } });
  const { sdkAppId, secretKey, url: endpoint } = emulator;
  await using client = createChatClient({
    sdkAppId,
    secretKey,
    endpoint,
    // On a slow machine calls bunch up and are refused more often. Neither number is what this is about.
    maxAttempts: 10,
    timeoutMs: 600_000,
    budgetMs: 3_600_000,
  });
  const answers = await Promise.all(Array.from({ length: 450 }, () => client.getIPList("all")));
  expect(answers.every(({ entries }) => entries[0] === "1.2.3.4")).toBe(true);
  // How evenly calls arrive is the machine's affair, so a few may be refused and come again.
  const refused = emulator.requests.filter((request) => request.answeredCode === 60011);
  expect(emulator.requests.length - refused.length).toBe(450);
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

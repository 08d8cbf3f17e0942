import { createEmulator } from "@chat-ip/emulator";
import { expect, test } from "vitest";
import { ChatRateLimitError, createChatClient } from "../src/index.ts";
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

test("a command has the limit that is set for it, or the documented one", async () => {
  const clock = createManualClock();
  await using emulator = await createEmulator({
    now: clock.now,
    commands: { "a/limited": {}, "a/free": {}, "group_open_http_svc/get_appid_group_list": {} },
  });
  const { sdkAppId, secretKey, url: endpoint } = emulator;
  const rateLimits = [{ command: "a/limited", perSecond: 10 }];
  await using client = createChatClient({ sdkAppId, secretKey, endpoint, clock, rateLimits });
  await Promise.all(Array.from({ length: 30 }, () => client.request("a/free")));
  expect(clock.elapsedMs()).toBe(0);
  await Promise.all(Array.from({ length: 30 }, () => client.request("a/limited")));
  expect(clock.elapsedMs()).toBeGreaterThan(2_800);
  const before = clock.elapsedMs();
  // Documented: once a second.
  for (let i = 0; i < 3; i++) await client.request("group_open_http_svc/get_appid_group_list");
  expect(clock.elapsedMs() - before).toBeGreaterThanOrEqual(2_000);

  await using unlimited = createChatClient({ sdkAppId, secretKey, endpoint, clock, rateLimits: false });
  const after = clock.elapsedMs();
  for (let i = 0; i < 3; i++) await unlimited.request("group_open_http_svc/get_appid_group_list");
  expect(clock.elapsedMs()).toBe(after);
});

test("a call can reject instead of waiting for the rate limit", async () => {
  const clock = createManualClock();
  await using emulator = await createEmulator({ now: clock.now, lists: { all: ["1.2.3.4"] } });
  const { sdkAppId, secretKey, url: endpoint } = emulator;
  const rateLimits = [{ command: "ConfigSvc/GetIPList", perSecond: 1 }];
  await using client = createChatClient({ sdkAppId, secretKey, endpoint, clock, rateLimits });
  const now = { waitForTurn: false };
  await client.getIPList("all", now);
  const call = client.getIPList("all", now);
  await expect(call).rejects.toThrow(ChatRateLimitError);
  await expect(call).rejects.toMatchObject({ category: "limit", command: "ConfigSvc/GetIPList" });
  clock.advance(2_000);
  await client.getIPList("all", now);
  expect(emulator.requests).toHaveLength(2);
});

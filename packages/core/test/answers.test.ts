import { createEmulator, type Emulator } from "@chat-ip/emulator";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ChatResponseError } from "../src/index.ts";
import { connect } from "./connect.ts";
import { serve } from "./serve.ts";

let emulator: Emulator;

beforeEach(async () => {
  emulator = await createEmulator();
});

afterEach(() => emulator.close());

test.each([
  ["HTML", "<html>login</html>", "HTML"],
  ["JSON that ends early", '{"ActionStatus":"OK","ErrorCode":0,"IPLi', "cut short"],
  ["a list that is no array", '{"ActionStatus":"OK","ErrorCode":0,"IPList":"1.2.3.4"}', "not an array"],
  ["no list", '{"ActionStatus":"OK","ErrorCode":0}', "no IPList"],
])("%s is refused with what it is, and not asked for again", async (_what, body, words) => {
  emulator.addFault({ nth: 1, kind: "body", body });
  const call = connect(emulator).getIPList("all");
  await expect(call).rejects.toThrow(ChatResponseError);
  await expect(call).rejects.toMatchObject({ reason: expect.stringContaining(words), attempts: 1 });
  expect(emulator.requests).toHaveLength(1);
});

test("unknown fields, and an ErrorCode that is a string, are accepted", async () => {
  const body = '{"ActionStatus":"OK","ErrorCode":"0","RequestId":"7","IPList":["1.2.3.4"]}';
  emulator.addFault({ nth: 1, kind: "body", body });
  expect(await connect(emulator).getIPList("all")).toMatchObject({ entries: ["1.2.3.4"] });
});

test("a redirect is refused, and the UserSig does not go along", async () => {
  await using elsewhere = await createEmulator();
  emulator.addFault({ nth: 1, kind: "status", status: 307, headers: { location: `${elsewhere.url}/v4/` } });
  const call = connect(emulator).getIPList("all");
  await expect(call).rejects.toThrow(ChatResponseError);
  await expect(call).rejects.toThrow("redirect");
  expect(elsewhere.requests).toEqual([]);
});

test("a list of a million entries is refused", async () => {
  emulator.setLists({ all: new Array(1_000_000).fill("203.0.113.7") });
  await expect(connect(emulator).getIPList("all")).rejects.toMatchObject({
    name: "ChatResponseError",
    reason: "it is larger than the limit for answers",
  });
});

test("an endless answer is cut off soon after the limit", async () => {
  let sent = 0;
  const gone = Promise.withResolvers<void>();
  await using endless = await serve((_request, response) => {
    const entries = Buffer.from('"203.0.113.7",'.repeat(1000));
    response.writeHead(200, { "content-type": "application/json" });
    const more = (): void => {
      while (!response.destroyed && response.write(entries)) sent += entries.length;
      sent += entries.length;
    };
    response.on("drain", more).on("close", () => gone.resolve());
    more();
  });
  const call = connect(emulator, { endpoint: endless.url, maxResponseBytes: 1_000_000 }).getIPList("all");
  await expect(call).rejects.toThrow(ChatResponseError);
  await gone.promise;
  // What is above the limit was on its way in the buffers of the sockets.
  expect(sent).toBeLessThan(16_000_000);
});

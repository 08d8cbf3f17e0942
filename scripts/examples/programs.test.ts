import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { createEmulator, type Emulator } from "../../packages/emulator/src/index.ts";
import { signWebhook } from "../../packages/webhooks/src/index.ts";
import { installExample } from "./install-example.ts";

const token = "test-token";

/** Starts a program of an example with the settings that its README lists. */
function start(folder: string, args: readonly string[], { sdkAppId, secretKey, url }: Emulator) {
  const settings = {
    CHAT_SDK_APP_ID: String(sdkAppId),
    CHAT_SECRET_KEY: secretKey,
    CHAT_ENDPOINT: url,
    CHAT_WEBHOOK_TOKEN: token,
    TRUSTED_PROXIES: "127.0.0.1,::1",
    PORT: "0",
  };
  return spawn(process.execPath, ["--conditions=@chat-ip/source", ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE, ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

describe("examples/script", () => {
  it.each([
    ["a list that is written differently", "203.0.114.0/25\n203.0.114.128/25\n", 0, "webhook-global: same\n"],
    [
      "a prefix that is new",
      "203.0.114.0/25\n",
      1,
      "webhook-global: + 203.0.114.0/24 (widened)\nwebhook-global: - 203.0.114.0/25 (widened)\nwebhook-global: different\n",
    ],
    ["a file that isn't there", null, 2, ""],
    ["a file that can't be read", "not a list\n", 2, ""],
  ])("ends with the right exit code for %s", async (_what, file, exitCode, output) => {
    await using emulator = await createEmulator({ lists: { "webhook-global": ["203.0.114.0/24"] } });
    await using example = await installExample("script");
    await mkdir(join(example.path, "chat-ips"));
    if (file !== null) await writeFile(join(example.path, "chat-ips/webhook-global.txt"), file);
    const child = start(example.path, ["compare.ts"], emulator);
    const [stdout, stderr, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, "close"),
    ]);
    expect({ code, stdout }, stderr).toEqual({ code: exitCode, stdout: output });
    expect(stderr !== "").toBe(exitCode === 2);
  });
});

describe("examples/express-guard", () => {
  it("lets in Chat's calls only, and refuses links", async () => {
    const chatAddress = "43.132.0.7";
    await using emulator = await createEmulator({ lists: { "webhook-global": [`${chatAddress}/32`] } });
    await using example = await installExample("express-guard");
    const child = start(example.path, ["server.ts"], emulator);
    const ended = once(child, "close");
    try {
      const errors = text(child.stderr);
      const [line = ""] = await Promise.race([
        once(createInterface(child.stdout), "line"),
        errors.then((said) => Promise.reject(new Error(said))),
      ]);
      const port = /port: (\d+)/.exec(line)?.[1];
      const call = async (from: string, message: string, sign = token): Promise<[number, number | null]> => {
        const command = "C2C.CallbackBeforeSendMsg";
        const query = signWebhook({ token: sign, sdkAppId: emulator.sdkAppId, command });
        const MsgBody = [{ MsgType: "TIMTextElem", MsgContent: { Text: message } }];
        const answer = await fetch(`http://127.0.0.1:${port}/chat?${query}`, {
          method: "POST",
          headers: { "x-forwarded-for": from },
          body: JSON.stringify({ CallbackCommand: command, From_Account: "jared", MsgBody }),
        });
        const body = await answer.text();
        return [answer.status, answer.ok ? JSON.parse(body).ErrorCode : null];
      };
      expect(await call(chatAddress, "Hello")).toEqual([200, 0]);
      expect(await call(chatAddress, "See https://example.com")).toEqual([200, 120001]);
      expect(await call("198.51.100.7", "Hello")).toEqual([403, null]);
      expect(await call(chatAddress, "Hello", "forged")).toEqual([403, null]);
      const health = await fetch(`http://127.0.0.1:${port}/health`);
      expect(await health.json()).toMatchObject({ loaded: true });
    } finally {
      child.kill();
      // It may be writing to the folder that is about to be removed.
      await ended;
    }
  });
});

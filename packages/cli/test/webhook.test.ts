import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { webhookFields } from "@chat-ip/commands/webhook-fields";
import { webhookTable } from "@chat-ip/commands/webhook-table";
import { verifyWebhook } from "@chat-ip/webhooks";
import { describe, expect, it } from "vitest";
import { sampleBody } from "../src/webhook/sample-body.ts";
import { chatIpHere } from "./harness/run-here.ts";

interface Received {
  readonly url: string;
  readonly body: string;
}

interface Server extends AsyncDisposable {
  readonly url: string;
  readonly received: readonly Received[];
}

async function createTarget(status: number, answer: string): Promise<Server> {
  const received: Received[] = [];
  const server = createServer((request: IncomingMessage, response) => {
    void text(request).then((body) => {
      received.push({ url: request.url ?? "", body });
      response.writeHead(status, { "content-type": "application/json" }).end(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/chat?x=1`,
    received,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const fine = '{"ActionStatus":"OK","ErrorCode":0,"ErrorInfo":""}';
const event = "C2C.CallbackBeforeSendMsg";

describe("webhook", () => {
  it("sends a signed sample that the guard accepts", async () => {
    await using target = await createTarget(200, fine);
    const env = { CHAT_IP_WEBHOOK_TOKEN: "token", CHAT_IP_SDK_APP_ID: "1400000000" };
    const ran = await chatIpHere(["webhook", "send", event, "--to", target.url, "-f", "From_Account=bob"], {
      env,
    });
    expect(ran).toMatchObject({ exitCode: 0, stdout: `${fine}\n` });
    const [received] = target.received;
    const url = new URL(received?.url ?? "", "http://x");
    expect(url.searchParams.get("x")).toBe("1");
    expect(JSON.parse(received?.body ?? "")).toMatchObject({ CallbackCommand: event, From_Account: "bob" });
    const { search } = url;
    const checked = { sdkAppIds: [1400000000], tokens: ["token"], require: ["signature"] } as const;
    expect(verifyWebhook({ query: search, body: received?.body }, checked)).toMatchObject({
      ok: true,
      command: event,
    });
  });

  it("sends no signature without a token", async () => {
    await using target = await createTarget(200, fine);
    await chatIpHere(["webhook", "send", event, "--to", target.url]);
    expect(target.received[0]?.url).not.toContain("Sign=");
  });

  it.each([
    ["another status", 500, fine, "HTTP status 500"],
    ["an answer that is no JSON", 200, "OK", "not JSON with an ErrorCode"],
  ])("ends with 1 for %s", async (_name, status, answer, words) => {
    await using target = await createTarget(status, answer);
    const ran = await chatIpHere(["webhook", "send", event, "--to", target.url]);
    expect(ran.exitCode).toBe(1);
    expect(ran.stderr).toContain(words);
  });

  it("says that nobody answers", async () => {
    const target = await createTarget(200, fine);
    await target[Symbol.asyncDispose]();
    const ran = await chatIpHere(["webhook", "send", event, "--to", target.url]);
    expect(ran).toMatchObject({ exitCode: 1, stdout: "" });
    expect(ran.stderr).toContain("gave no answer");
  });

  it("repeats no password of an address", async () => {
    const to = "http://user:hunter2hunter2@127.0.0.1:9/x";
    const { exitCode, stdout, stderr } = await chatIpHere([
      "webhook",
      "send",
      "C2C.CallbackAfterSendMsg",
      "--to",
      to,
      "--debug",
    ]);
    expect(exitCode).toBe(64);
    expect(stdout + stderr).not.toContain("hunter2");
  });

  it("has a sample for every event", async () => {
    const { stdout } = await chatIpHere(["webhook", "list"]);
    const names = stdout.split("\n").map((line) => line.split(" ")[0]);
    expect(names.filter((name) => name !== "")).toEqual(Object.keys(webhookTable));
    for (const [name, fields] of Object.entries(webhookFields)) {
      const body = sampleBody(name, fields);
      for (const [field, { required }] of Object.entries(fields))
        if (required) expect(body).toHaveProperty([field]);
    }
  });

  it.each([
    [
      "an unknown event",
      ["webhook", "send", "C2C.CallbackBeforeSendMs", "--to", "http://127.0.0.1"],
      "Did you mean",
    ],
    ["no address", ["webhook", "send", event], "--to"],
    ["an unknown action", ["webhook", "snd"], "Did you mean `send`?"],
  ])("refuses %s", async (_name, args, words) => {
    const ran = await chatIpHere(args);
    expect(ran).toMatchObject({ exitCode: 64, stdout: "" });
    expect(ran.stderr).toContain(words);
  });
});

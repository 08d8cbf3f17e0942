import { readFileSync } from "node:fs";
import { createEmulator, type Emulator } from "@chat-ip/emulator";
import { Agent } from "undici";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  type AttemptReport,
  type ChatClient,
  type ChatClientOptions,
  createChatClient,
} from "../src/index.ts";
import { createLoopbackInternet, type LoopbackInternet, testCaFile } from "./loopback-internet.ts";

const message = {
  To_Account: "alice",
  MsgRandom: 7,
  MsgBody: [{ MsgType: "TIMTextElem", MsgContent: { Text: "hello" } }],
} as const;

let emulator: Emulator;
let hosts: string[];
const closing: { close(): Promise<unknown> }[] = [];
const onAttempt = ({ host, outcome }: AttemptReport): void => {
  hosts.push(`${host} ${outcome}`);
};

beforeEach(async () => {
  hosts = [];
  emulator = await createEmulator({
    backup: true,
    lists: { all: ["1.2.3.4"] },
    commands: { "openim/sendmsg": {} },
  });
});

afterEach(async () => {
  for (const each of closing.splice(0)) await each.close();
  await emulator.close();
});

function keep<T extends { close(): Promise<unknown> }>(each: T): T {
  closing.unshift(each);
  return each;
}

describe("with a second endpoint", () => {
  function connect(): ChatClient {
    const { sdkAppId, secretKey, url: endpoint, backupUrl } = emulator;
    return keep(
      createChatClient({ sdkAppId, secretKey, endpoint, backupEndpoint: backupUrl ?? "", onAttempt }),
    );
  }

  test("a host that refuses connections is left for its backup, at once and for the calls that follow", async () => {
    await emulator.takeDown("main");
    const client = connect();
    expect(await client.getIPList("all")).toMatchObject({ entries: ["1.2.3.4"] });
    await client.getIPList("all");
    const [main, backup] = [emulator.url, emulator.backupUrl ?? ""].map((url) => new URL(url).host);
    expect(hosts).toEqual([`${main} network-error`, `${backup} ok`, `${backup} ok`]);
  });

  test("a command that might be harmful twice is sent to the backup too, since it was not sent yet", async () => {
    await emulator.takeDown("main");
    await connect().request("openim/sendmsg", message);
    expect(emulator.requests).toHaveLength(1);
  });

  test("a host that answers badly is not left: the fault is not the connection's", async () => {
    emulator.addFault({ nth: 1, kind: "status", status: 502 });
    await connect().getIPList("all");
    expect(emulator.requests.map(({ host }) => host)).toEqual(["main", "main"]);
  });

  test("when neither is reached, the error names the failure after three attempts", async () => {
    await emulator.takeDown("main");
    await emulator.takeDown("backup");
    await expect(connect().getIPList("all")).rejects.toMatchObject({
      name: "ChatNetworkError",
      kind: "connect",
      attempts: 3,
      cause: { code: "ECONNREFUSED" },
    });
  });
});

describe("with a region's hosts", () => {
  const app = { sdkAppId: 1_400_000_000, identifier: "administrator", region: "frankfurt" } as const;

  async function internet(...names: string[]): Promise<LoopbackInternet> {
    return keep(await createLoopbackInternet(Object.fromEntries(names.map((name) => [name, emulator.url]))));
  }

  function connect(options: Partial<ChatClientOptions>): ChatClient {
    const { secretKey } = emulator;
    return keep(createChatClient({ ...app, secretKey, onAttempt, ...options } as ChatClientOptions));
  }

  test("the main host is asked, over TLS", async () => {
    const { dispatcher } = await internet("adminapiger.im.qcloud.com", "adminapiger.my-imcloud.com");
    await connect({ dispatcher }).getIPList("all");
    expect(hosts).toEqual(["adminapiger.im.qcloud.com ok"]);
  });

  test("a name that can't be resolved leads to the backup host", async () => {
    const { dispatcher } = await internet("adminapiger.my-imcloud.com");
    await connect({ dispatcher }).getIPList("all");
    expect(hosts).toEqual(["adminapiger.im.qcloud.com network-error", "adminapiger.my-imcloud.com ok"]);
  });

  test("the error says so if no name can be resolved", async () => {
    const { dispatcher } = await internet();
    await expect(connect({ dispatcher, maxAttempts: 2 }).getIPList("all")).rejects.toMatchObject({
      kind: "dns",
      host: "adminapiger.my-imcloud.com",
      attempts: 2,
      remedy: expect.stringContaining("DNS"),
    });
  });

  test("a certificate for another name is rejected: the DNS may be hijacked", async () => {
    const { dispatcher } = await internet("gateway.example");
    const options = { region: undefined, endpoint: "https://gateway.example", dispatcher, maxAttempts: 1 };
    await expect(connect(options as object).getIPList("all")).rejects.toMatchObject({
      kind: "tls",
      cause: { code: "ERR_TLS_CERT_ALTNAME_INVALID" },
    });
    expect(emulator.requests).toEqual([]);
  });

  test("a certificate of an unknown authority is rejected", async () => {
    const { port } = await internet("localhost");
    const options = { region: undefined, endpoint: `https://localhost:${port}`, maxAttempts: 1 };
    await expect(connect(options as object).getIPList("all")).rejects.toMatchObject({
      kind: "tls",
      remedy: expect.stringContaining("NODE_EXTRA_CA_CERTS"),
    });
    expect(emulator.requests).toEqual([]);

    const dispatcher = keep(new Agent({ connect: { ca: readFileSync(testCaFile) } }));
    await connect({ ...options, dispatcher } as object).getIPList("all");
    expect(emulator.requests).toHaveLength(1);
  });

  test("the caller's dispatcher stays open", async () => {
    const { dispatcher } = await internet("adminapiger.im.qcloud.com");
    await connect({ dispatcher }).close();
    await connect({ dispatcher }).getIPList("all");
  });
});

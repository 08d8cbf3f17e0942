import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createChatClient } from "@chat-ip/core";
import { createEmulator } from "@chat-ip/emulator";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { toFetchHandler } from "../src/adapters/fetch.ts";
import {
  type AllowlistSourceError,
  type AllowlistSourceOptions,
  createAllowlistSource,
  createWebhookHandler,
  type ListClient,
  WebhookOptionsError,
} from "../src/index.ts";
import { serveNode } from "./frameworks.ts";
import { messageBody, now, sdkAppId, signedQuery, token } from "./signed.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "chat-ip-webhooks-source-"));
});
afterAll(() => rm(folder, { recursive: true }));

const hundred = Array.from({ length: 100 }, (_, index) => `101.32.${index}.0/25`);

/** A client that answers in turn; the last answer stays. */
function answering(...answers: (readonly string[] | Error)[]): ListClient {
  let turn = 0;
  return {
    async getIPList() {
      const answer = answers[Math.min(turn++, answers.length - 1)] ?? [];
      if (answer instanceof Error) throw answer;
      return { entries: answer };
    },
  };
}

function manual(
  client: ListClient,
  more: Partial<AllowlistSourceOptions> = {},
): { source: ReturnType<typeof createAllowlistSource>; errors: AllowlistSourceError[] } {
  const errors: AllowlistSourceError[] = [];
  const source = createAllowlistSource({
    client,
    lists: ["webhook-global"],
    background: false,
    onError: (error) => errors.push(error),
    ...more,
  } as AllowlistSourceOptions);
  return { source, errors };
}

describe("a list from the API", () => {
  it("comes through the client of core, is used by handlers, and follows changes", async () => {
    await using emulator = await createEmulator({ lists: { "webhook-global": ["127.0.0.2"] } });
    const { sdkAppId: app, secretKey, url: endpoint } = emulator;
    await using client = createChatClient({ sdkAppId: app, secretKey, endpoint });
    const { source, errors } = manual(client, { accept: ["not-global"] });
    const options = {
      sdkAppIds: [sdkAppId],
      tokens: [token],
      allow: source,
      now: () => now,
      on: {},
      onRefused: () => undefined,
    };
    const answer = toFetchHandler(createWebhookHandler(options));
    const statusFrom = async (address: string): Promise<number> => {
      const init = { method: "POST", body: JSON.stringify(messageBody) };
      return (await answer(new Request(`https://example.com/?${signedQuery()}`, init), { address })).status;
    };
    expect([source.status.loaded, await statusFrom("127.0.0.2")]).toEqual([false, 403]);
    await source.refresh();
    expect([await statusFrom("127.0.0.2"), await statusFrom("127.0.0.3")]).toEqual([200, 403]);
    emulator.setLists({ "webhook-global": ["127.0.0.2", "127.0.0.3"] });
    await source.refresh({ force: true });
    expect(await statusFrom("127.0.0.3")).toBe(200);
    expect(errors).toEqual([]);
  });

  it.each([
    ["an empty answer", [], /empty list/],
    ["host bits on a broad prefix", [...hundred, "43.132.1.1/16"], /43\.132/],
    [
      "sudden growth",
      [...hundred, ...Array.from({ length: 200 }, (_, i) => `43.${i}.0.0/17`)],
      /grow|16,384|more than/i,
    ],
    ["an answer that isn't addresses", ["101.32.0.0/25", "<html>"], /101|html/],
    ["a private network", [...hundred, "10.0.0.0/16"], /10\.0\.0\.0\/16/],
    ["loopback", ["127.0.0.1"], /loopback/],
    ["half of the internet", [...hundred, "0.0.0.0/1"], /0\.0\.0\.0\/1/],
    ["all of IPv6", ["::/0"], /::\/0/],
    ["an error", new Error("code 60008, service timeout"), /60008/],
  ])("is held back, and the last good list stays: %s", async (_, bad, why) => {
    const { source, errors } = manual(answering(hundred, bad));
    await source.refresh();
    await source.refresh({ force: true });
    expect([source.has("101.32.7.7"), source.has("10.0.0.1"), source.has("198.51.100.7")]).toEqual([
      true,
      false,
      false,
    ]);
    expect(errors.map(({ message }) => message)).toEqual([expect.stringMatching(why)]);
    expect(source.status.lists).toMatchObject([{ prefixes: 100, problem: expect.stringMatching(why) }]);
  });

  it("is never used if it is bad from the start, and calls are refused", async () => {
    const { source } = manual(answering(["0.0.0.0/0"]));
    await source.refresh();
    expect([source.status.loaded, source.has("198.51.100.7")]).toEqual([false, false]);
  });

  it("keeps what suddenly lacks, and takes what is new", async () => {
    const { source, errors } = manual(answering(hundred, [...hundred.slice(0, 50), "43.132.0.0/25"]));
    await source.refresh();
    await source.refresh({ force: true });
    expect([source.has("101.32.99.1"), source.has("43.132.0.1")]).toEqual([true, true]);
    expect(errors.map(({ message }) => message)).toEqual([
      expect.stringMatching(/removals held back, new prefixes are used/),
    ]);
  });

  it("removes what goes in small numbers", async () => {
    const { source, errors } = manual(answering(hundred, hundred.slice(0, 95)));
    await source.refresh();
    await source.refresh({ force: true });
    expect([source.has("101.32.99.1"), source.has("101.32.94.1"), errors.length]).toEqual([false, true, 0]);
  });

  it("doesn't let one failing list stop the others", async () => {
    const client: ListClient = {
      async getIPList(list) {
        if (list === "webhook-china") throw new Error("no");
        return { entries: ["101.32.0.0/25"] };
      },
    };
    const { source, errors } = manual(client, { lists: ["webhook-china", "webhook-global"] } as object);
    await source.refresh();
    expect([source.has("101.32.0.1"), source.status.ageMs, errors.length]).toEqual([true, null, 1]);
  });

  it("is there from the start with `initial`, which also guards the first answer", async () => {
    const { source } = manual(answering(hundred.slice(0, 10)), { initial: hundred });
    expect([source.status.loaded, source.has("101.32.99.1"), source.status.ageMs]).toEqual([
      true,
      true,
      null,
    ]);
    await source.refresh();
    expect(source.has("101.32.99.1")).toBe(true);
  });

  it("gives up on a client that never answers", async () => {
    const { source, errors } = manual({ getIPList: () => new Promise(() => undefined) }, { timeoutMs: 5 });
    await source.refresh();
    expect(errors.map(({ message }) => message)).toEqual([expect.stringMatching(/no answer within 5 ms/)]);
  });
});

describe("refreshing", () => {
  it("asks once for any number of callers, and again only when it is due", async () => {
    let asked = 0;
    let time = now;
    const client: ListClient = {
      getIPList: async () => {
        asked++;
        return { entries: hundred };
      },
    };
    const { source } = manual(client, { refreshMs: 1_000, now: () => time, random: () => 0.5 });
    await Promise.all([source.refresh(), source.refresh(), source.refresh()]);
    time += 999;
    await source.refresh();
    expect([asked, source.status.ageMs]).toEqual([1, 999]);
    time += 1;
    await source.refresh();
    expect([asked, source.status.ageMs]).toEqual([2, 0]);
  });

  it("tries again soon after a failure, then less often", async () => {
    let asked = 0;
    let time = now;
    const client: ListClient = {
      getIPList: async () => {
        asked++;
        throw new Error("no");
      },
    };
    const { source } = manual(client, { now: () => time, random: () => 0.5 });
    const waits: number[] = [];
    for (let last = time; asked < 6; time += 1_000) {
      const before = asked;
      await source.refresh();
      if (asked > before && asked > 1) waits.push(time - last);
      if (asked > before) last = time;
    }
    expect(waits).toEqual([15_000, 30_000, 60_000, 120_000, 240_000]);
  });

  it("runs in the background, and stops when it is closed", async () => {
    const { promise: third, resolve } = Promise.withResolvers<void>();
    let asked = 0;
    const client: ListClient = {
      getIPList: async () => {
        if (++asked === 3) resolve();
        return { entries: hundred };
      },
    };
    const source = createAllowlistSource({ client, lists: ["all"], refreshMs: 1 });
    await third;
    source.close();
    await source.refresh();
    expect(source.has("101.32.0.1")).toBe(true);
  });

  it("reports a problem once, and again when it changes or comes back", async () => {
    const [a, b] = [new Error("a"), new Error("b")];
    const { source, errors } = manual(answering(a, a, b, hundred, b, b));
    for (let round = 0; round < 6; round++) await source.refresh({ force: true });
    expect(errors.map(({ cause }) => cause)).toEqual([a, b, b]);
  });

  it("survives an onError that throws", async () => {
    const printed = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const { source } = manual(answering(new Error("no"), hundred), {
      onError: () => {
        throw new Error("worse");
      },
    });
    await source.refresh();
    await source.refresh({ force: true });
    expect(source.has("101.32.0.1")).toBe(true);
    expect(printed).toHaveBeenCalledOnce();
    printed.mockRestore();
  });
});

describe("a cache file", () => {
  it("brings the last good list back after a restart without network", async () => {
    const cacheFile = join(folder, "cache.json");
    const first = manual(answering(hundred), { cacheFile, now: () => now });
    await first.source.refresh();
    const second = manual(answering(new Error("no network")), { cacheFile, now: () => now + 5_000 });
    await second.source.refresh();
    expect(second.source.has("101.32.7.7")).toBe(true);
    expect(second.source.status).toMatchObject({ loaded: true, ageMs: 5_000 });
    expect((await readdir(folder)).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  it.each([
    "",
    "{",
    "[]",
    "null",
    '{"lists":null}',
    '{"lists":{"webhook-global":{}}}',
    '{"lists":{"webhook-global":{"prefixes":["x"],"updatedAt":1}}}',
    '{"lists":{"webhook-global":{"prefixes":["0.0.0.0/0"],"updatedAt":1}}}',
  ])("that is damaged is reported and not used: %s", async (content) => {
    const cacheFile = join(folder, "damaged.json");
    await writeFile(cacheFile, content);
    const { source, errors } = manual(answering(new Error("no network")), { cacheFile });
    await source.refresh();
    expect(source.status.loaded).toBe(false);
    expect(errors.map(({ list }) => list)).toEqual(["cache", "webhook-global"]);
  });

  it("that can't be written is reported, and the list is used", async () => {
    const { source, errors } = manual(answering(hundred), {
      cacheFile: join(folder, "no-such-folder/cache.json"),
    });
    await source.refresh();
    expect([source.has("101.32.0.1"), errors.length]).toEqual([true, 1]);
  });
});

describe("a file", () => {
  it("is read as the Action writes it, keep blocks included, and read again", async () => {
    const file = join(folder, "webhook-global.txt");
    await writeFile(file, "# webhook-global\n\n101.32.0.0/25\n\n# keep: our tests\n10.1.2.3\n");
    const source = createAllowlistSource({ file, background: false });
    await source.refresh();
    expect([source.has("101.32.0.1"), source.has("10.1.2.3"), source.has("10.1.2.4")]).toEqual([
      true,
      true,
      false,
    ]);
    // A person approved it, so however much is gone is gone.
    await writeFile(file, "43.132.0.0/25\n");
    await source.refresh({ force: true });
    expect([source.has("101.32.0.1"), source.has("43.132.0.1")]).toEqual([false, true]);
  });

  it("is found in a folder by the name of its list", async () => {
    await writeFile(join(folder, "webhook-china.txt"), "43.132.1.0/25\n");
    await writeFile(join(folder, "webhook-global.txt"), "43.132.2.0/25\n");
    const lists = ["webhook-china", "webhook-global"];
    const source = createAllowlistSource({ file: `${folder}/`, lists, background: false });
    await source.refresh();
    expect(["43.132.1.1", "43.132.2.1"].map((address) => source.has(address))).toEqual([true, true]);
  });

  it.each([
    ["is empty", "", false],
    ["holds comments only", "# nothing\n", false],
    ["isn't UTF-8", Buffer.from([0x31, 0xff, 0xfe]), false],
    ["is HTML", "<html>\n<body>404</body>\n</html>\n", false],
    ["opens the internet", "0.0.0.0/0\n", false],
    ["has one bad line", "43.132.0.0/25\nnonsense\n", true],
  ])("that %s is reported", async (_, content, isUsed) => {
    const file = join(folder, "file.txt");
    const errors: AllowlistSourceError[] = [];
    await writeFile(file, "101.32.0.0/25\n");
    const source = createAllowlistSource({ file, background: false, onError: (error) => errors.push(error) });
    await source.refresh();
    await writeFile(file, content);
    await source.refresh({ force: true });
    expect([source.has("43.132.0.1"), source.has("101.32.0.1"), errors.length]).toEqual([isUsed, !isUsed, 1]);
  });

  it("that isn't there is reported", async () => {
    const errors: AllowlistSourceError[] = [];
    const source = createAllowlistSource({
      file: join(folder, "none.txt"),
      background: false,
      onError: (error) => errors.push(error),
    });
    await source.refresh();
    expect(errors.map(({ message }) => message)).toEqual([expect.stringMatching(/ENOENT/)]);
  });
});

describe("a URL", () => {
  it("is loaded, and no secret of it is shown", async () => {
    let status = 200;
    await using server = await serveNode((request, response) => {
      response.writeHead(status);
      response.end(request.url === "/lists/webhook-global.txt?token=s3cret" ? "101.32.0.0/25\n" : "");
    });
    const errors: AllowlistSourceError[] = [];
    const url = `http://127.0.0.1:${server.port}/lists?token=s3cret`;
    const source = createAllowlistSource({
      url,
      lists: ["webhook-global"],
      background: false,
      onError: (error) => errors.push(error),
    });
    await source.refresh();
    status = 503;
    await source.refresh({ force: true });
    expect(source.has("101.32.0.1")).toBe(true);
    expect(errors.map(({ message }) => message)).toEqual([expect.stringMatching(/HTTP status 503/)]);
    const alone = createAllowlistSource({ url, background: false, onError: (error) => errors.push(error) });
    await alone.refresh();
    expect(JSON.stringify([errors.map(String), alone.status])).not.toContain("s3cret");
  });
});

describe("a URL that misleads", () => {
  it.each([
    [
      "sends without end",
      (response: ServerResponse) => {
        response.write("#".repeat(5_000_000));
      },
    ],
    [
      "sends nothing",
      (response: ServerResponse) => {
        response.writeHead(200).end();
      },
    ],
    [
      "stops in the middle",
      (response: ServerResponse) => {
        response.write("101.32.0.0/25\n43.132.");
        response.destroy();
      },
    ],
  ])("by an answer that %s isn't used", async (_, answer) => {
    await using server = await serveNode((_request, response) => void answer(response));
    const errors: AllowlistSourceError[] = [];
    const source = createAllowlistSource({
      url: `http://127.0.0.1:${server.port}/`,
      background: false,
      onError: (error) => errors.push(error),
    });
    await source.refresh();
    expect([source.status.loaded, errors.length]).toEqual([false, 1]);
  });

  it("by a redirect to an unencrypted address isn't used", async () => {
    const errors: AllowlistSourceError[] = [];
    const redirected = Object.defineProperty(new Response("101.32.0.0/25\n"), "url", {
      value: "http://198.51.100.7/",
    });
    const source = createAllowlistSource({
      url: "https://example.com/list.txt",
      background: false,
      fetch: async () => redirected,
      onError: (error) => errors.push(error),
    });
    await source.refresh();
    expect([source.status.loaded, errors.map(String)]).toEqual([
      false,
      [expect.stringMatching(/isn't `https`/)],
    ]);
  });
});

describe("options", () => {
  it.each([
    ["no origin", {}],
    ["two origins", { file: "a", url: "https://example.com" }],
    ["a client without lists", { client: answering([]) }],
    ["a list that sends no webhooks", { client: answering([]), lists: ["web-china"] }],
    ["no lists", { client: answering([]), lists: [] }],
    ["a list that leaves the folder", { file: "lists", lists: ["../secrets"] }],
    ["an unencrypted URL", { url: "http://example.com/list.txt" }],
    ["a URL that isn't one", { url: "example" }],
    ["a file URL", { url: "file:///etc/passwd" }],
    ["an empty file name", { file: "" }],
    ["no time between refreshes", { file: "a", refreshMs: 0 }],
    ["more time than a timer takes", { file: "a", refreshMs: 2 ** 31 }],
    ["an empty initial list", { file: "a", initial: [] }],
    ["a bad initial list", { file: "a", initial: ["x"] }],
    ["a share above 100 %", { file: "a", maxRemovedPercent: 101 }],
  ])("throw for %s", (_, wrong) => {
    expect(() => createAllowlistSource(wrong as unknown as AllowlistSourceOptions)).toThrow(
      WebhookOptionsError,
    );
  });
});

it("keeps nothing but prefixes and times in the cache file", async () => {
  const cacheFile = join(folder, "content.json");
  await manual(answering(["101.32.0.0/25"]), { cacheFile, now: () => now }).source.refresh();
  expect(JSON.parse(await readFile(cacheFile, "utf8"))).toEqual({
    lists: { "webhook-global": { updatedAt: now, prefixes: ["101.32.0.0/25"] } },
  });
});

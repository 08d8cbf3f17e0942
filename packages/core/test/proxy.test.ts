import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { createEmulator, type Emulator } from "@chat-ip/emulator";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type ChatClientOptions, createChatClient } from "../src/index.ts";
import { createProxyAgent } from "../src/transport/create-proxy-agent.ts";
import { type ConnectProxy, createConnectProxy, type ProxyBehaviour } from "./connect-proxy.ts";
import { createLoopbackInternet, type LoopbackInternet, listen, testCaFile } from "./loopback-internet.ts";
import { runProgram } from "./run-program.ts";

const program = fileURLToPath(new URL("programs/get-list.ts", import.meta.url));
let emulator: Emulator;
let internet: LoopbackInternet;

beforeAll(async () => {
  emulator = await createEmulator({ region: "jakarta", lists: { all: ["1.2.3.4"] } });
  internet = await createLoopbackInternet({
    "adminapiidn.im.qcloud.com": emulator.url,
    localhost: emulator.url,
  });
});

afterAll(async () => {
  await internet.close();
  await emulator.close();
});

interface Printed {
  readonly entries?: readonly string[];
  readonly error?: Readonly<Record<string, unknown>>;
  readonly onAttempt: readonly { readonly host: string; readonly outcome: string }[];
}

async function getList(options: object, env: Readonly<Record<string, string>>): Promise<Printed> {
  const { sdkAppId, secretKey } = emulator;
  const whole = JSON.stringify({ sdkAppId, secretKey, region: "jakarta", ...options });
  const { stdout, stderr } = await runProgram(program, [whole], { NODE_EXTRA_CA_CERTS: testCaFile, ...env });
  expect(stderr).toBe("");
  return JSON.parse(stdout) as Printed;
}

/** The same in this process, for what reaches no host over TLS: whom a process trusts is settled at its start. */
async function getListHere(options: object, env: Readonly<Record<string, string>>): Promise<Printed> {
  const { sdkAppId, secretKey } = emulator;
  for (const name of ["HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY"])
    for (const each of [name, name.toLowerCase()]) vi.stubEnv(each, env[each]);
  const onAttempt: Printed["onAttempt"][number][] = [];
  const print = (printed: object): Printed => JSON.parse(JSON.stringify({ ...printed, onAttempt }));
  try {
    await using client = createChatClient({
      ...{ sdkAppId, secretKey, region: "jakarta", ...options },
      onAttempt: ({ host, outcome }) => onAttempt.push({ host, outcome }),
    } as ChatClientOptions);
    const { entries } = await client.getIPList("all");
    return print({ entries });
  } catch (error) {
    return print({ error });
  } finally {
    vi.unstubAllEnvs();
  }
}

async function withProxy<T>(behaviour: ProxyBehaviour, use: (proxy: ConnectProxy) => Promise<T>): Promise<T> {
  await using proxy = await createConnectProxy(behaviour);
  return await use(proxy);
}

const tunnel = (): ProxyBehaviour => ({ kind: "tunnel", port: internet.port });

describe("through HTTPS_PROXY", () => {
  test.each(["HTTPS_PROXY", "https_proxy"])(
    "a region's host is reached by its name (%s)",
    async (variable) => {
      await withProxy(tunnel(), async (proxy) => {
        const { entries, onAttempt } = await getList({}, { [variable]: proxy.url });
        expect(entries).toEqual(["1.2.3.4"]);
        expect(onAttempt).toEqual([{ host: "adminapiidn.im.qcloud.com", outcome: "ok" }]);
        expect(proxy.tunnels).toEqual(["adminapiidn.im.qcloud.com:443"]);
      });
    },
  );

  test("a proxy may have no scheme", async () => {
    await withProxy(tunnel(), async (proxy) => {
      const { entries } = await getList({}, { HTTPS_PROXY: new URL(proxy.url).host });
      expect(entries).toEqual(["1.2.3.4"]);
      expect(proxy.tunnels).toHaveLength(1);
    });
  });

  test("the password in its URL is used", async () => {
    await withProxy({ kind: "tunnel", port: internet.port, credentials: "user:p@ss" }, async (proxy) => {
      const { entries } = await getList({}, { HTTPS_PROXY: proxy.url.replace("//", "//user:p%40ss@") });
      expect(entries).toEqual(["1.2.3.4"]);
    });
  });

  test("a user may have no password", async () => {
    await withProxy({ kind: "tunnel", port: internet.port, credentials: "token:" }, async (proxy) => {
      const { entries } = await getList({}, { HTTPS_PROXY: proxy.url.replace("//", "//token@") });
      expect(entries).toEqual(["1.2.3.4"]);
    });
  });

  test("a missing or wrong password is reported after one attempt, and not shown", async () => {
    await withProxy({ kind: "tunnel", port: internet.port, credentials: "user:pass" }, async (proxy) => {
      const printed = await getListHere({}, { HTTPS_PROXY: proxy.url.replace("//", "//user:hunter2@") });
      expect(printed.error).toMatchObject({ name: "ChatNetworkError", kind: "proxy", attempts: 1 });
      expect(printed.error?.remedy).toContain("password");
      expect(JSON.stringify(printed)).not.toMatch(/hunter2|aHVudGVyM|dXNlcjpo/);
    });
  });

  test("a proxy that refuses is named, after both hosts were tried", async () => {
    await withProxy({ kind: "refuse", status: 403 }, async (proxy) => {
      const { error } = await getListHere({}, { HTTPS_PROXY: proxy.url });
      expect(error).toMatchObject({ name: "ChatNetworkError", kind: "proxy", attempts: 3 });
      expect(error?.message).toContain("the proxy answered with HTTP status 403");
      expect(proxy.tunnels).toEqual([
        "adminapiidn.im.qcloud.com:443",
        "adminapiidn.my-imcloud.com:443",
        "adminapiidn.im.qcloud.com:443",
      ]);
    });
  });

  test("a proxy that hangs up is asked once per attempt", async () => {
    await withProxy({ kind: "hang-up" }, async (proxy) => {
      const { error } = await getListHere({}, { HTTPS_PROXY: proxy.url });
      expect(error).toMatchObject({ name: "ChatNetworkError", kind: "proxy", attempts: 3 });
      expect(proxy.tunnels).toHaveLength(3);
    });
  });

  test("a proxy that doesn't answer runs into the timeout, and the client can close", async () => {
    const silent = createServer();
    const port = await listen(silent);
    try {
      const options = { timeoutMs: 100, maxAttempts: 1 };
      const { error } = await getListHere(options, { HTTPS_PROXY: `http://127.0.0.1:${port}` });
      expect(error).toMatchObject({ name: "ChatNetworkError", kind: "connect", attempts: 1 });
    } finally {
      silent.close();
    }
  });

  test.each([
    "socks5://user:hunter2@proxy.example",
    "http://user:hunter2%@proxy.example",
    "http://corp\\jdoe:hunter2@proxy.example",
    "http://user:hunter2/x@proxy.example",
    "http://user:hunter2?x@proxy.example",
    "http://user:hunter2#x@proxy.example",
    "http://user:hunter2@proxy.example/proxy.pac",
  ])("a malformed value is refused, and not shown: %s", async (proxy) => {
    const printed = await getListHere({}, { HTTPS_PROXY: proxy });
    expect(printed.error).toMatchObject({ name: "ChatConfigError" });
    expect(JSON.stringify(printed)).not.toContain("hunter2");
  });
});

describe("without the proxy", () => {
  test.each(["localhost", "*", "other.example, localhost", ".localhost"])(
    "with NO_PROXY=%s",
    async (noProxy) => {
      await withProxy(tunnel(), async (proxy) => {
        const options = { region: undefined, endpoint: `https://localhost:${internet.port}` };
        const { entries } = await getList(options, { HTTPS_PROXY: proxy.url, NO_PROXY: noProxy });
        expect(entries).toEqual(["1.2.3.4"]);
        expect(proxy.tunnels).toEqual([]);
      });
    },
  );

  test("http is never proxied, since it stays on this machine", async () => {
    await withProxy(tunnel(), async (proxy) => {
      const options = { region: undefined, endpoint: emulator.url };
      const { entries } = await getListHere(options, { HTTPS_PROXY: proxy.url, HTTP_PROXY: proxy.url });
      expect(entries).toEqual(["1.2.3.4"]);
      expect(proxy.tunnels).toEqual([]);
    });
  });
});

describe("createProxyAgent", () => {
  const ask = async (url: string, connect = `https://localhost`): Promise<string> => {
    const agent = await createProxyAgent(url);
    try {
      const { statusCode } = await agent.request({ origin: connect, path: "/", method: "GET" });
      return String(statusCode);
    } catch (error) {
      const { message, cause } = error as Error;
      return `${message}: ${cause instanceof Error ? cause.message : ""}`;
    } finally {
      await agent.destroy();
    }
  };

  test("sends requests through the proxy, with its password", async () => {
    const { port } = new URL(emulator.url);
    await withProxy({ kind: "tunnel", port: Number(port), credentials: "a:b%" }, async (proxy) => {
      expect(await ask(proxy.url.replace("//", "//a:b%25@"), "http://elsewhere.test")).toBe("200");
      expect(proxy.tunnels).toEqual(["elsewhere.test:80"]);
    });
  });

  test("sends a user name without a password", async () => {
    const { port } = new URL(emulator.url);
    await withProxy({ kind: "tunnel", port: Number(port), credentials: "token:" }, async (proxy) => {
      expect(await ask(proxy.url.replace("//", "//token@"), "http://elsewhere.test")).toBe("200");
    });
  });

  test("gives up on a proxy that hangs up, after one try", async () => {
    await withProxy({ kind: "hang-up" }, async (proxy) => {
      expect(await ask(proxy.url)).toMatch(/the proxy gave no tunnel: other side closed/);
      expect(proxy.tunnels).toHaveLength(1);
    });
  });

  test("gives up on a proxy that refuses", async () => {
    await withProxy({ kind: "refuse", status: 407 }, async (proxy) => {
      expect(await ask(proxy.url)).toMatch(/407/);
    });
  });

  test("gives up on a proxy that doesn't answer", async () => {
    const silent = createServer((socket) => socket.on("error", () => undefined));
    const port = await listen(silent);
    expect(await ask(`http://127.0.0.1:${port}`)).toMatch(/the proxy gave no tunnel: Headers Timeout/);
    silent.close();
  });

  test.each([
    ["", "must be a URL"],
    ["socks5://proxy.test", 'must start with "http://" or "https://"'],
    ["http://u:%@proxy.test", "is not an escape"],
  ])("refuses the proxy %j", async (url, words) => {
    await expect(createProxyAgent(url)).rejects.toThrow(words);
  });
});

import { afterAll, beforeAll, expect, it } from "vitest";
// The stand-ins for a proxy and for names on the internet are core's; only tests use them, so no package exports them.
import { type ConnectProxy, createConnectProxy } from "../../../packages/core/test/connect-proxy.ts";
import {
  createLoopbackInternet,
  type LoopbackInternet,
  testCaFile,
} from "../../../packages/core/test/loopback-internet.ts";
import { oneList, prefixes } from "./harness/scenes.ts";
import { createWorld, type World } from "./harness/world.ts";

let world: World;
let internet: LoopbackInternet;
let chatProxy: ConnectProxy;
let gitHubProxy: ConnectProxy;

beforeAll(async () => {
  world = await createWorld({ chat: { region: "jakarta", lists: { "webhook-china": prefixes(3) } } });
  internet = await createLoopbackInternet({
    "adminapiidn.im.qcloud.com": world.chat.url,
    localhost: world.github.url,
    // GitHub under a name that the test certificate has and that no proxy setting passes by.
    "console.tim.qq.com": world.github.url,
  });
  chatProxy = await createConnectProxy({ kind: "tunnel", port: internet.port });
  gitHubProxy = await createConnectProxy({ kind: "tunnel", port: Number(new URL(world.github.url).port) });
});

afterAll(async () => {
  await Promise.all([chatProxy.close(), gitHubProxy.close()]);
  await internet.close();
  await world[Symbol.asyncDispose]();
});

const run = (env: Record<string, string>) =>
  world.run(
    { ...oneList, mode: "check", endpoint: "", region: "jakarta" },
    { env: { NODE_EXTRA_CA_CERTS: testCaFile, GITHUB_API_URL: "http://api.ghes.test", ...env } },
  );

it("reaches the Chat API and GitHub through the proxies of the environment", async () => {
  const { outputs, log } = await run({ https_proxy: chatProxy.url, http_proxy: gitHubProxy.url });
  expect(outputs.added, log).toBe("3");
  expect(new Set(chatProxy.tunnels)).toEqual(new Set(["adminapiidn.im.qcloud.com:443"]));
  expect(new Set(gitHubProxy.tunnels)).toEqual(new Set(["api.ghes.test:80"]));
});

it.each([
  ["without a scheme", (url: string) => url.replace("http://", "")],
  ["with a password that is not UTF-8", (url: string) => url.replace("//", "//u:%e9@")],
])("reaches GitHub through a proxy that is named %s", async (_how, named) => {
  const credentials = named("//") === "//u:%e9@" ? { credentials: Buffer.from("u:\xe9", "latin1") } : {};
  await using proxy = await createConnectProxy({
    kind: "tunnel",
    port: Number(new URL(world.github.url).port),
    ...credentials,
  });
  const { outputs, log } = await run({ https_proxy: chatProxy.url, http_proxy: named(proxy.url) });
  expect(outputs.added, log).toBe("3");
  expect(new Set(proxy.tunnels)).toEqual(new Set(["api.ghes.test:80"]));
});

it("goes past the proxy to a host that NO_PROXY names", async () => {
  const before = gitHubProxy.tunnels.length;
  const proxies = { https_proxy: chatProxy.url, http_proxy: gitHubProxy.url };
  const { exitCode, log } = await run({ ...proxies, no_proxy: "api.ghes.test" });
  // Without the proxy that name leads nowhere.
  expect(exitCode).toBe(1);
  expect(log).toContain("GitHub gave no answer");
  expect(gitHubProxy.tunnels).toHaveLength(before);
});

it("reaches GitHub by https", async () => {
  const { outputs, log } = await run({
    https_proxy: chatProxy.url,
    GITHUB_API_URL: `https://localhost:${internet.port}`,
  });
  expect(outputs.added, log).toBe("3");
});

it("says what to trust where GitHub's certificate is from a CA that isn't known", async () => {
  const { exitCode, log } = await run({
    NODE_EXTRA_CA_CERTS: "",
    GITHUB_API_URL: `https://localhost:${internet.port}`,
  });
  expect(exitCode).toBe(1);
  expect(log).toMatch(/GitHub gave no answer \(.*certificate.*NODE_EXTRA_CA_CERTS/);
});

it.each([
  ["a password", "firewall:s3cret-of-the-proxy", "firewall:s3cret-of-the-proxy"],
  ["a name alone", "s3cret-of-the-proxy", "s3cret-of-the-proxy:"],
])(
  "reaches GitHub by https through a proxy that asks for %s, and never shows that",
  async (_what, given, credentials) => {
    await using proxy = await createConnectProxy({ kind: "tunnel", port: internet.port, credentials });
    const { outputs, log, errorLog, summary, report } = await run({
      https_proxy: proxy.url.replace("//", `//${given}@`),
      GITHUB_API_URL: "https://console.tim.qq.com",
      RUNNER_DEBUG: "1",
    });
    expect(outputs.added, log).toBe("3");
    expect(new Set(proxy.tunnels)).toEqual(
      new Set(["adminapiidn.im.qcloud.com:443", "console.tim.qq.com:443"]),
    );
    expect([log, errorLog, summary, JSON.stringify(report)].join("")).not.toContain("s3cret");
  },
);

it.each([
  [{ kind: "refuse", status: 403 }, "Proxy response (403)"],
  [{ kind: "hang-up" }, "the proxy gave no tunnel: other side closed"],
] as const)("says so where the proxy gives no way to GitHub: %j", async (behaviour, reason) => {
  await using proxy = await createConnectProxy(behaviour);
  const { exitCode, log } = await run({ https_proxy: chatProxy.url, http_proxy: proxy.url });
  expect(exitCode).toBe(1);
  expect(log).toContain("GitHub gave no answer");
  expect(log).toContain(reason);
});

it("refuses proxies that can't be used, all at once, before anything is sent", async () => {
  const before = world.github.requests.length;
  const { exitCode, log, errorLog } = await run({
    https_proxy: "http://firewall:s3cret%@proxy.test",
    http_proxy: "socks5://firewall:s3cret@proxy.test",
  });
  expect(exitCode).toBe(1);
  expect(log).toMatch(/https_proxy has a %25 in its user name or password/);
  expect(log).toContain("http_proxy must start with");
  expect(log + errorLog).not.toContain("s3cret");
  expect(world.github.requests).toHaveLength(before);
});

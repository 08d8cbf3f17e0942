import { execFile, spawnSync } from "node:child_process";
import { createServer, type Server, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readProxyEnvironment } from "../src/transport/read-proxy-environment.ts";
import { listen } from "./loopback-internet.ts";

/** 7.86 rewrote how curl reads NO_PROXY, spaces and CIDR included. */
const version = /^curl (\d+)\.(\d+)/.exec(
  spawnSync("curl", ["--version"], { encoding: "utf8" }).stdout ?? "",
);
const release = version === null ? 0 : Number(version[1]) * 1000 + Number(version[2]);

let proxy: Server;
let port: number;
let requests = 0;

beforeAll(async () => {
  proxy = createServer((socket: Socket) => {
    socket.on("error", () => socket.destroy());
    socket.once("data", () => {
      requests++;
      socket.end("HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n");
    });
  });
  port = await listen(proxy);
});

afterAll(() => new Promise<void>((resolve) => proxy.close(() => resolve())));

/** Whether the real curl asks the proxy. Every name leads to a port of loopback where nobody listens. */
async function curlUsesProxy(url: string, env: Readonly<Record<string, string>>): Promise<boolean> {
  requests = 0;
  const { port: ownPort, protocol } = new URL(url);
  const target = ownPort || (protocol === "https:" ? "443" : "80");
  await new Promise<void>((resolve) => {
    const args = [
      "-q",
      "-s",
      "-o",
      "/dev/null",
      "--connect-timeout",
      "20",
      "--resolve",
      `*:${target}:127.0.0.1`,
      url,
    ];
    execFile("curl", args, { env: { PATH: process.env.PATH ?? "", ...env } }, () => resolve());
  });
  return requests > 0;
}

/** "P" stands for the URL of the proxy. */
const environments: [url: string, env: Record<string, string>][] = [
  ["https://a.example", {}],
  ["https://a.example", { https_proxy: "P" }],
  ["https://a.example", { HTTPS_PROXY: "P" }],
  ["https://a.example", { http_proxy: "P" }],
  ["https://a.example", { all_proxy: "P" }],
  ["https://a.example", { ALL_PROXY: "P" }],
  ["https://a.example", { https_proxy: "", HTTPS_PROXY: "P" }],
  ["https://a.example", { https_proxy: "", HTTPS_PROXY: "", ALL_PROXY: "P" }],
  ["https://a.example", { HTTPS_PROXY: "127.0.0.1:P" }],
  ["http://a.example", { http_proxy: "P" }],
  ["http://a.example", { HTTP_PROXY: "P" }],
  ["http://a.example", { HTTP_PROXY: "P", all_proxy: "P" }],
  ["http://a.example", { https_proxy: "P" }],
  ["https://a.example", { https_proxy: "P", no_proxy: "*" }],
  ["https://a.example", { https_proxy: "P", NO_PROXY: "*" }],
  ["https://a.example", { https_proxy: "P", no_proxy: "", NO_PROXY: "*" }],
  ["https://a.example", { https_proxy: "P", no_proxy: "b.example", NO_PROXY: "*" }],
  ["https://a.example", { https_proxy: "P", no_proxy: "b.example,*" }],
  ["https://a.example", { https_proxy: "P", no_proxy: "a.example" }],
  ["https://a.example", { https_proxy: "P", no_proxy: "A.EXAMPLE" }],
  ["https://a.example", { https_proxy: "P", no_proxy: "a.example." }],
  ["https://a.example.", { https_proxy: "P", no_proxy: "a.example" }],
  ["https://a.example", { https_proxy: "P", no_proxy: ".a.example" }],
  ["https://a.example", { https_proxy: "P", no_proxy: "..a.example" }],
  ["https://x.a.example", { https_proxy: "P", no_proxy: "a.example" }],
  ["https://x.a.example", { https_proxy: "P", no_proxy: ".a.example" }],
  ["https://x.a.example", { https_proxy: "P", no_proxy: "*.a.example" }],
  ["https://xa.example", { https_proxy: "P", no_proxy: "a.example" }],
  ["https://xa.example", { https_proxy: "P", no_proxy: ".example" }],
  ["https://a.example", { https_proxy: "P", no_proxy: "x.a.example" }],
  ["https://a.example", { https_proxy: "P", no_proxy: "b.example, a.example" }],
  ["https://a.example", { https_proxy: "P", no_proxy: "b.example a.example" }],
  ["https://a.example", { https_proxy: "P", no_proxy: " b.example ,\ta.example , c.example" }],
  ["https://a.example", { https_proxy: "P", no_proxy: ",,a.example,," }],
  ["https://a.example", { https_proxy: "P", no_proxy: "," }],
  ["https://a.example:8443", { https_proxy: "P", no_proxy: "a.example" }],
  ["https://a.example:8443", { https_proxy: "P", no_proxy: "a.example:8443" }],
  ["https://localhost", { https_proxy: "P" }],
  ["https://localhost", { https_proxy: "P", no_proxy: "localhost" }],
  ["https://127.0.0.1", { https_proxy: "P", no_proxy: "localhost" }],
  ["https://127.0.0.1", { https_proxy: "P", no_proxy: "127.0.0.1" }],
  ["https://127.0.0.1", { https_proxy: "P", no_proxy: ".0.0.1" }],
  ["https://127.0.0.1", { https_proxy: "P", no_proxy: "127.0.0.0/8" }],
  ["https://127.0.0.1", { https_proxy: "P", no_proxy: "10.0.0.0/8, 127.0.0.9/29" }],
  ["https://127.0.0.1", { https_proxy: "P", no_proxy: "127.0.0.8/29" }],
  ["https://127.0.0.1", { https_proxy: "P", no_proxy: "127.0.0.2/0" }],
  ["https://127.0.0.1", { https_proxy: "P", no_proxy: "127.0.0.1/0" }],
  ["https://127.0.0.1", { https_proxy: "P", no_proxy: "127.0.0.1/33" }],
  ["https://127.0.0.1", { https_proxy: "P", no_proxy: "127.0.0.1/32" }],
  ["https://127.0.0.1", { https_proxy: "P", no_proxy: "127.1" }],
  ["https://[::1]", { https_proxy: "P", no_proxy: "::1" }],
  ["https://[::1]", { https_proxy: "P", no_proxy: "[::1]" }],
  ["https://[::1]", { https_proxy: "P", no_proxy: "2001:db8::/32" }],
  ["https://[::1]", { https_proxy: "P", no_proxy: "::1/129" }],
  ["https://[::1]", { https_proxy: "P", no_proxy: "127.0.0.1" }],
];

/** curl 7 compares IPv6 addresses as text, against its own manual. */
const ipv6Environments: typeof environments = [
  ["https://[::1]", { https_proxy: "P", no_proxy: "0:0:0:0:0:0:0:1" }],
  ["https://[::1]", { https_proxy: "P", no_proxy: "::/64" }],
  ["https://[::1]", { https_proxy: "P", no_proxy: "::1/128" }],
];

test.each(ipv6Environments)("%s goes past the proxy with %j, as curl's manual says", (url, env) => {
  const https_proxy = "http://proxy.example";
  expect(readProxyEnvironment({ ...env, https_proxy }).proxyFor(url)).toBeNull();
});

describe.skipIf(release < 7086)(
  "proxy variables mean what they mean to curl (needs curl 7.86 or newer)",
  () => {
    test.each(release < 8000 ? environments : [...environments, ...ipv6Environments])(
      "%s with %j",
      async (url, given) => {
        const env = Object.fromEntries(
          Object.entries(given).map(([name, value]) => [
            name,
            value === "P"
              ? `http://127.0.0.1:${port}`
              : value.replace(/^127\.0\.0\.1:P$/, `127.0.0.1:${port}`),
          ]),
        );
        const ours = readProxyEnvironment(env).proxyFor(url);
        expect(ours !== null).toBe(await curlUsesProxy(url, env));
        if (ours !== null) expect(ours).toBe(`http://127.0.0.1:${port}`);
      },
    );
  },
);

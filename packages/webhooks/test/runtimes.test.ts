import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signWebhook } from "../src/index.ts";
import { freePort, isListening, openRaw, post, stop } from "./connection.ts";
import { serveNode } from "./frameworks.ts";

/**
 * The README's servers on Bun, Deno and workerd, which npm downloads (350 MB): only with CHAT_IP_FULL=1.
 */
const versions = { bun: "1.4.5", deno: "2.9.6", workerd: "1.20261117.1" };
const token = "runtime-token";
const sdkAppId = 1400000000;
const command = "C2C.CallbackBeforeSendMsg";
const body = JSON.stringify({ CallbackCommand: command, Id: 1 });
const root = fileURLToPath(new URL("../../..", import.meta.url));
const programs = join(root, "node_modules/.cache/chat-ip/runtimes");

let folder = "";
beforeAll(async () => {
  if (process.env.CHAT_IP_FULL !== "1") return;
  folder = await mkdtemp(join(tmpdir(), "chat-ip-webhooks-runtimes-"));
  await mkdir(programs, { recursive: true });
  await mkdir(join(folder, "chat-ips"));
  await writeFile(join(folder, "chat-ips/webhook-global.txt"), "# keep: the test\n127.0.0.1\n");
  const wanted = Object.entries(versions).map(([name, version]) => `${name}@${version}`);
  const flags = ["--no-audit", "--no-fund", "--no-save", "--ignore-scripts"];
  await promisify(execFile)("npm", ["install", "--prefix", programs, ...flags, ...wanted]);
  // Puts its program in place; the others bring theirs where it belongs.
  await promisify(execFile)(process.execPath, ["install.js"], { cwd: join(programs, "node_modules/bun") });
  const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
  for (const [, file = "", code = ""] of readme.matchAll(/^```ts (\S+)\n(.*?)^```$/gms)) {
    await writeFile(join(folder, file), code);
  }
});
afterAll(async () => {
  if (folder !== "") await rm(folder, { recursive: true });
});

/** A snippet of the README and the packages in one file. */
async function bundle(file: string, port: number): Promise<string> {
  const outfile = join(folder, file.replace(".ts", ".js"));
  const entry = join(folder, file);
  await writeFile(entry, (await readFile(entry, "utf8")).replace("8080", String(port)));
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    conditions: ["@chat-ip/source"],
    alias: {
      "@chat-ip/webhooks/fetch": join(root, "packages/webhooks/src/adapters/fetch.ts"),
      "@chat-ip/webhooks": join(root, "packages/webhooks/src/index.ts"),
    },
    logLevel: "silent",
  });
  return outfile;
}

function workerdConfig(port: number, listUrl: string): string {
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .main), (name = "internet", network = (allow = ["public", "private"]))],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")]
);
const main :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "worker.js")],
  compatibilityDate = "2026-11-01",
  compatibilityFlags = ["nodejs_compat"],
  bindings = [(name = "CHAT_WEBHOOK_TOKEN", text = "${token}"), (name = "LIST_URL", text = "${listUrl}")]
);
`;
}

function start(program: string, args: readonly string[]): ChildProcess {
  const env = { PATH: process.env.PATH ?? "", HOME: folder, CHAT_WEBHOOK_TOKEN: token };
  return spawn(join(programs, "node_modules/.bin", program), args, { cwd: folder, env, stdio: "ignore" });
}

const runtimes: Readonly<Record<string, (port: number) => Promise<ChildProcess>>> = {
  bun: async (port) => start("bun", [await bundle("bun.ts", port)]),
  deno: async (port) =>
    start("deno", ["run", "--allow-net", "--allow-read", "--allow-env", await bundle("deno.ts", port)]),
};

function signed(changes: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams(signWebhook({ token, sdkAppId, command }));
  for (const [name, value] of Object.entries(changes)) query.set(name, value);
  return query.toString();
}

/** Calls until the list is loaded in the background. */
async function callOnceLoaded(port: number, headers = {}): Promise<number> {
  for (;;) {
    const { status } = await post(port, { query: signed(), body, headers });
    if (status !== 403) return status;
  }
}

async function refusesAttacks(port: number, headers: Readonly<Record<string, string>>): Promise<void> {
  const call = (query: string, content = body): Promise<number> =>
    post(port, { query, body: content, headers }).then(({ status }) => status);
  expect(await call(signed({ Sign: "0".repeat(64) }))).toBe(403);
  expect(await call(`${signed()}&Sign=x`)).toBe(400);
  expect(await call(signed(), "{")).toBe(400);
  expect(await call(signed(), "x".repeat(1_048_577))).toBe(413);
  expect(await call(signed())).toBe(200);
}

describe.runIf(process.env.CHAT_IP_FULL === "1")("the fetch adapter", () => {
  it.each(Object.entries(runtimes))("lets good calls in on %s, and nothing else", async (_, run) => {
    const port = await freePort();
    const child = await run(port);
    try {
      await isListening(port, child);
      expect(await callOnceLoaded(port)).toBe(200);
      await refusesAttacks(port, {});
      const spoofed = {
        query: signed(),
        body,
        from: "127.0.0.9",
        headers: { "x-forwarded-for": "127.0.0.1" },
      };
      expect((await post(port, spoofed)).status).toBe(403);
      const raw = await openRaw(port);
      raw.write(`POST /?${signed()} HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{"half":`);
      await once(raw.socket, "data");
      raw.socket.destroy();
      expect(await raw.closed).toMatch(/^HTTP\/1\.1 408 /);
    } finally {
      await stop(child);
    }
  });

  it("lets good calls in on workerd, and nothing else", async () => {
    await using list = await serveNode((_request, response) => response.end("# keep: the test\n192.0.2.1\n"));
    const port = await freePort();
    await bundle("worker.ts", port);
    await writeFile(
      join(folder, "config.capnp"),
      workerdConfig(port, `http://127.0.0.1:${list.port}/list.txt`),
    );
    const child = start("workerd", ["serve", "config.capnp"]);
    try {
      await isListening(port, child);
      const headers = { "cf-connecting-ip": "192.0.2.1" };
      // The first call waits for the list: there are no timers before it.
      expect((await post(port, { query: signed(), body, headers })).status).toBe(200);
      await refusesAttacks(port, headers);
      expect(
        (await post(port, { query: signed(), body, headers: { "cf-connecting-ip": "192.0.2.9" } })).status,
      ).toBe(403);
      expect((await post(port, { query: signed(), body })).status).toBe(403);
    } finally {
      await stop(child);
    }
  });
});

import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Format, render } from "@chat-ip/allowlist";
import { afterAll, beforeAll, expect, it } from "vitest";
import { toNodeHandler } from "../src/adapters/node.ts";
import { createWebhookHandler } from "../src/index.ts";
import { freePort, isListening, post, stop } from "./connection.ts";
import { serveNode } from "./frameworks.ts";
import { messageBody, now, sdkAppId, signedQuery, token } from "./signed.ts";

/**
 * The recipe's configurations in the real programs. A program that isn't here is skipped, which its test's title shows; with
 * CHAT_IP_REQUIRE_CONSUMERS=1 that is a failure. Debian has them: nginx-light apache2.
 */
const required = process.env.CHAT_IP_REQUIRE_CONSUMERS === "1";
const recipe = await readFile(
  new URL("../../../docs/recipes/webhooks-nginx-apache.md", import.meta.url),
  "utf8",
);
const env = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` };

function codeOf(language: string): string {
  return (
    new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, "ms").exec(recipe)?.[1] ??
    expect.fail(`no ${language} in the recipe`)
  );
}

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "chat-ip-webhooks-recipe-"));
  await mkdir(join(folder, "logs"));
});
afterAll(() => rm(folder, { recursive: true }));

async function writeList(format: Format): Promise<string> {
  const [file] = render({ name: "webhook-global", prefixes: ["127.0.0.2"] }, format);
  const path = join(folder, file?.[0] ?? "");
  await writeFile(path, file?.[1] ?? "");
  return path;
}

async function startNginx(port: number, backend: number): Promise<ChildProcess> {
  const site = codeOf("nginx")
    .replace(/\/etc\/nginx\/chat-ips\/webhook-global.nginx.conf/, await writeList("nginx"))
    .replace("listen 443 ssl", `listen 127.0.0.1:${port}`)
    .replace(/^ *ssl_.*\n/gm, "")
    .replace("/var/log/nginx", join(folder, "logs"))
    .replace("127.0.0.1:8080", `127.0.0.1:${backend}`);
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (kind) => `${kind}_temp_path ${folder}/${kind};`,
  );
  const config = join(folder, "nginx.conf");
  const http = `http { access_log off; ${temporary.join(" ")} ${site} }`;
  await writeFile(config, `daemon off; pid ${folder}/nginx.pid; error_log stderr; events {} ${http}`);
  return spawn("nginx", ["-e", "stderr", "-p", folder, "-c", config], { env, stdio: "ignore" });
}

async function startApache(port: number, backend: number): Promise<ChildProcess> {
  const site = codeOf("apache")
    .replace("/etc/apache2/chat-ips/webhook-global.apache.conf", await writeList("apache"))
    .replace("*:443", `127.0.0.1:${port}`)
    .replace(/^ *SSL.*\n/gm, "")
    .replace("/var/log/apache2", join(folder, "logs"))
    .replace("127.0.0.1:8080", `127.0.0.1:${backend}`);
  const modules = ["mpm_event", "authz_core", "authz_host", "proxy", "proxy_http"].map(
    (name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`,
  );
  const config = join(folder, "apache.conf");
  const head = `ServerRoot ${folder}\nServerName localhost\nPidFile ${folder}/apache.pid\nListen 127.0.0.1:${port}\nErrorLog ${folder}/logs/error.log`;
  await writeFile(config, `${modules.join("\n")}\n${head}\n${site}`);
  return spawn("apache2", ["-D", "FOREGROUND", "-f", config], { env, stdio: "ignore" });
}

const programs = [
  { name: "nginx", start: startNginx, isHere: spawnSync("nginx", ["-v"], { env }).status === 0 },
  { name: "Apache", start: startApache, isHere: spawnSync("apache2", ["-v"], { env }).status === 0 },
];

it.each(programs.filter(({ isHere }) => isHere || required))(
  "$name with the recipe lets Chat through to the server, and nobody else",
  async ({ start }) => {
    const sources: unknown[] = [];
    const handler = createWebhookHandler({
      sdkAppIds: [sdkAppId],
      tokens: [token],
      allow: ["127.0.0.2"],
      trustedProxies: ["127.0.0.1"],
      now: () => now,
      on: { "C2C.CallbackBeforeSendMsg": (_event, { source }) => void sources.push(source) },
      onRefused: () => undefined,
    });
    await using backend = await serveNode(toNodeHandler(handler));
    const port = await freePort();
    const program = await start(port, backend.port);
    try {
      await isListening(port, program);
      const body = JSON.stringify(messageBody);
      const call = (query: string, from: string, headers = {}): Promise<number> =>
        post(port, { query, from, body, headers }).then(({ status }) => status);
      expect(await call(signedQuery(), "127.0.0.2")).toBe(200);
      // What the caller itself writes into the header changes nothing.
      expect(await call(signedQuery(), "127.0.0.2", { "x-forwarded-for": "198.51.100.7" })).toBe(200);
      expect(await call(signedQuery(), "127.0.0.9")).toBe(403);
      expect(await call(signedQuery(), "127.0.0.9", { "x-forwarded-for": "127.0.0.2" })).toBe(403);
      expect(await call(signedQuery({ Sign: "a".repeat(64) }), "127.0.0.2")).toBe(403);
      expect(sources).toEqual(["127.0.0.2", "127.0.0.2"]);
    } finally {
      await stop(program);
    }
    const log = await readFile(join(folder, "logs/chat.log"), "utf8");
    expect(log).toContain("/chat");
    expect(log).not.toContain("Sign");
  },
);

it.each(programs.filter(({ isHere }) => !isHere && !required))(
  "$name isn't installed: skipped",
  () => undefined,
);

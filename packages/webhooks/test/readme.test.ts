import { execFile, spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { signWebhook } from "../src/index.ts";
import { freePort, isListening, post, stop } from "./connection.ts";

const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
const snippets = [...readme.matchAll(/^```ts ?(\S*)\n(.*?)^```$/gms)].map(([, file = "", code = ""]) => ({
  file,
  code,
}));
const token = "readme-token";
const { PATH, NODE_COMPILE_CACHE } = process.env;
const env = { PATH, NODE_COMPILE_CACHE, CHAT_WEBHOOK_TOKEN: token };

let folder = "";
beforeAll(async () => {
  // A project of a user's own, which has the package among its modules.
  folder = await mkdtemp(join(tmpdir(), "chat-ip-webhooks-readme-"));
  await mkdir(join(folder, "node_modules/@chat-ip"), { recursive: true });
  for (const name of [
    "@chat-ip/webhooks",
    "@chat-ip/core",
    "@hono",
    "express",
    "fastify",
    "hono",
    "koa",
    "@types",
  ]) {
    const home = name === "@chat-ip/webhooks" ? ".." : `../node_modules/${name}`;
    await symlink(fileURLToPath(new URL(home, import.meta.url)), join(folder, "node_modules", name));
  }
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  await mkdir(join(folder, "chat-ips"));
  await writeFile(
    join(folder, "chat-ips/webhook-global.txt"),
    "101.32.118.0/24\n\n# keep: the test\n127.0.0.1\n",
  );
  await writeFile(join(folder, "first.ts"), snippets[0]?.code ?? "");
  for (const { file, code } of snippets) if (file !== "") await writeFile(join(folder, file), code);
});
afterAll(() => rm(folder, { recursive: true }));

it("shows a whole server by line 15", () => {
  expect(readme.split("\n").indexOf("```")).toBeLessThanOrEqual(15);
});

it.each(["first.ts", "express.ts", "fastify.ts", "hono.ts", "koa.ts"])(
  "runs the server of %s",
  async (file) => {
    const port = await freePort();
    const path = join(folder, file);
    const code = await readFile(path, "utf8");
    const running = join(folder, `running-${file}`);
    await writeFile(running, code.replace("8080", String(port)));
    const child = spawn(process.execPath, ["--conditions=@chat-ip/source", running], {
      cwd: folder,
      env,
      stdio: ["ignore", "ignore", "pipe"],
    });
    let errors = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      errors += text;
    });
    try {
      await isListening(port, child);
      const command = "C2C.CallbackBeforeSendMsg";
      const query = signWebhook({ token, sdkAppId: 1400000000, command });
      const body = JSON.stringify({ CallbackCommand: command, From_Account: "spammer" });
      // The list is loaded in the background; a server has it within moments of its start.
      let good = await post(port, { query, body });
      while (good.status === 403 && errors.includes("No allowlist is loaded"))
        good = await post(port, { query, body });
      expect([good.status, JSON.parse(good.body)]).toEqual([
        200,
        { ActionStatus: "OK", ErrorCode: file === "first.ts" ? 1 : 0, ErrorInfo: "" },
      ]);
      const forged = await post(port, {
        query: signWebhook({ token: "other", sdkAppId: 1400000000, command }),
        body,
      });
      expect(forged.status).toBe(403);
    } finally {
      await stop(child);
    }
  },
);

it("runs the Lambda", async () => {
  const program = `
    import { handler } from "./lambda.ts";
    import { handler as webhooks } from "./handler.ts";
    import { createAllowlistSource, signWebhook } from "@chat-ip/webhooks";
    const rawQueryString = signWebhook({ token: "${token}", sdkAppId: 1400000000, command: "State.StateChange" });
    const ask = (sourceIp, body, isBase64Encoded) =>
      handler({ rawQueryString, body, isBase64Encoded, requestContext: { http: { method: "POST", sourceIp } } });
    while ((await ask("127.0.0.1", "{}", false)).statusCode === 403) await new Promise(setImmediate);
    console.log(JSON.stringify([await ask("127.0.0.1", btoa("{}"), true), (await ask("198.51.100.7", "{}", false)).statusCode]));
    process.exit();
  `;
  const args = ["--conditions=@chat-ip/source", "--input-type=module", "--eval", program];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: folder, env });
  expect(JSON.parse(stdout)).toEqual([
    {
      statusCode: 200,
      headers: { "content-type": "application/json" },
      body: '{"ActionStatus":"OK","ErrorCode":0,"ErrorInfo":""}',
    },
    403,
  ]);
});

it.each(snippets.filter(({ code }) => code.includes("// → ")).map(({ code }, index) => ({ code, index })))(
  "prints what the comments of snippet $index say",
  async ({ code, index }) => {
    const promised = [...code.matchAll(/\/\/ → (.*)$/gm)].map((match) => match[1]);
    const file = join(folder, `prints-${index}.ts`);
    await writeFile(file, code);
    const { stdout } = await promisify(execFile)(process.execPath, ["--conditions=@chat-ip/source", file], {
      cwd: folder,
    });
    expect(stdout.trimEnd().split("\n")).toEqual(promised);
  },
);

it("has snippets that type-check", async () => {
  const root = fileURLToPath(new URL("../../..", import.meta.url));
  const globals =
    "declare const Bun: { serve(options: { port: number; fetch(request: Request, server: { requestIP(request: Request): { address: string } | null }): Promise<Response> }): void };\ndeclare const Deno: { serve(options: { port: number }, handler: (request: Request, info: { remoteAddr: { hostname: string } }) => Promise<Response>): void };\n";
  await writeFile(join(folder, "globals.d.ts"), globals);
  for (const [index, { file, code }] of snippets.entries()) {
    if (file === "") await writeFile(join(folder, `plain-${index}.ts`), code);
  }
  const compilerOptions = {
    noEmit: true,
    declaration: false,
    declarationMap: false,
    isolatedDeclarations: false,
    typeRoots: [join(root, "node_modules/@types")],
  };
  const extended = pathToFileURL(join(root, "tsconfig.base.json")).pathname;
  await writeFile(
    join(folder, "tsconfig.json"),
    JSON.stringify({ extends: extended, compilerOptions, include: ["*.ts"] }),
  );
  const { stdout } = await promisify(execFile)(join(root, "node_modules/.bin/tsc"), ["-p", folder]).catch(
    (error: { stdout: string }) => error,
  );
  expect(stdout).toBe("");
});

it("names every export and every option", async () => {
  const exports = Object.keys(await import("../src/index.ts"));
  expect(exports.filter((name) => !readme.includes(`\`${name}`) && !readme.includes(`${name}(`))).toEqual([]);
  for (const path of [
    "../src/handler/handler-options.ts",
    "../src/check/verify-options.ts",
    "../src/source/source-options.ts",
  ]) {
    const source = await readFile(new URL(path, import.meta.url), "utf8");
    const options = [...source.matchAll(/^ {2}readonly (\w+)\?:/gm)].map(([, name = ""]) => name);
    expect(options.filter((name) => !readme.includes(`\`${name}`))).toEqual([]);
  }
});

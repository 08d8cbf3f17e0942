import { execFile, spawn } from "node:child_process";
import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createEmulator, type Emulator } from "@chat-ip/emulator";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listen } from "./loopback-internet.ts";
import { type Served, serve } from "./serve.ts";

/** The binaries themselves: the packages `bun`, `deno` and `workerd` only fetch these. They take 350 MB. */
const packages = [
  "@oven/bun-linux-x64@1.4.5",
  "@deno/linux-x64-glibc@2.9.6",
  "@cloudflare/workerd-linux-64@1.20261117.1",
];
const supported = process.platform === "linux" && process.arch === "x64";
const packageFolder = fileURLToPath(new URL("..", import.meta.url));
const programs = fileURLToPath(new URL("programs", import.meta.url));
const run = promisify(execFile);

const expected = {
  entries: ["1.2.3.4"],
  pages: ["18446744073709551615", "0"],
  refused: ["ChatApiError", 70009, "auth"],
  unreachable: ["ChatNetworkError", "connect"],
  late: ["ChatNetworkError", "timeout"],
  aborted: "enough",
  valid: true,
};

describe.skipIf(process.env.CHAT_IP_FULL !== "1" || !supported)(
  "the built package works on every runtime (needs CHAT_IP_FULL=1, Linux on x64)",
  () => {
    let folder: string;
    let emulator: Emulator;
    let api: Served;
    let silent: Served;
    let options: string;
    const binary = (path: string): string => join(folder, "node_modules", path);

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), "chat-ip-core-runtimes-"));
      await run("npm", ["install", "--no-save", "--no-audit", "--no-fund", "--prefix", folder, ...packages]);
      // Runtimes choose the transport by package.json, so they get the package as it is published: built.
      const tools = fileURLToPath(new URL("../../../node_modules/.bin", import.meta.url));
      const env = { ...process.env, PATH: `${tools}:${process.env.PATH}` };
      await run("tsc", ["-p", "../commands/tsconfig.build.json"], { cwd: packageFolder, env });
      await run("node", ["scripts/build.ts"], { cwd: packageFolder, env });
      await mkdir(binary("@chat-ip"), { recursive: true });
      await symlink(packageFolder, binary("@chat-ip/core"));
      await writeFile(join(folder, "package.json"), '{ "type": "module" }');
      for (const name of ["runtime.mjs", "runtime-main.mjs", "runtime-worker.mjs", "workerd.capnp"]) {
        await copyFile(join(programs, name), join(folder, name));
      }

      emulator = await createEmulator({ lists: { all: ["1.2.3.4"] } });
      api = await serve(withGroups(emulator.url));
      silent = await serve(() => undefined);
      const unused = createServer();
      const closed = `http://127.0.0.1:${await listen(unused)}`;
      await new Promise((resolve) => unused.close(resolve));
      const { sdkAppId, secretKey } = emulator;
      options = JSON.stringify({ sdkAppId, secretKey, endpoint: api.url, silent: silent.url, closed });
    });

    afterAll(async () => {
      await Promise.all([api[Symbol.asyncDispose](), silent[Symbol.asyncDispose](), emulator.close()]);
      await rm(folder, { recursive: true });
    });

    test.each([
      ["Node", process.execPath, []],
      ["Bun", "@oven/bun-linux-x64/bin/bun", []],
      ["Deno", "@deno/linux-x64-glibc/deno", ["run", "--allow-all", "--node-modules-dir=manual"]],
    ])("%s", async (_name, command, args) => {
      const file = command.startsWith("@") ? binary(command) : command;
      const { stdout, stderr } = await run(file, [...args, "runtime-main.mjs", options], { cwd: folder });
      expect(stderr).toBe("");
      expect(JSON.parse(stdout)).toEqual(expected);
    });

    test("workerd", async () => {
      await build({
        absWorkingDir: folder,
        entryPoints: ["runtime-worker.mjs"],
        outfile: join(folder, "worker.js"),
        bundle: true,
        format: "esm",
        target: "es2022",
        conditions: ["workerd", "worker", "browser"],
        mainFields: ["module", "main"],
        platform: "neutral",
        external: ["node:*"],
      });
      const args = ["serve", "workerd.capnp", "--control-fd=3"];
      const workerd = spawn(binary("@cloudflare/workerd-linux-64/bin/workerd"), args, {
        cwd: folder,
        stdio: ["ignore", "ignore", "inherit", "pipe"],
      });
      try {
        const port = await portOf(workerd.stdio[3] as Readable);
        const response = await fetch(`http://127.0.0.1:${port}/`, { method: "POST", body: options });
        expect(await response.json()).toEqual(expected);
      } finally {
        workerd.kill();
      }
    });
  },
);

/** The emulator, except that it has more groups than fit a double. */
function withGroups(url: string): (incoming: IncomingMessage, response: ServerResponse) => void {
  return (incoming, response) => {
    const { method, headers, url: path = "" } = incoming;
    if (!path.includes("get_appid_group_list")) {
      const passed = request(url + path, { method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      });
      incoming.pipe(passed);
      return;
    }
    let body = "";
    incoming.setEncoding("utf8").on("data", (chunk: string) => {
      body += chunk;
    });
    incoming.on("end", () => {
      const next = body.includes('"Next":18446744073709551615') ? "0" : "18446744073709551615";
      response.end(`{"ActionStatus":"OK","ErrorCode":0,"TotalCount":1,"GroupIdList":[],"Next":${next}}`);
    });
  };
}

/** Where workerd listens, which it says in lines of JSON. */
async function portOf(control: Readable): Promise<number> {
  let text = "";
  for await (const chunk of control) {
    text += String(chunk);
    for (const line of text.split("\n").slice(0, -1)) {
      const { event, port } = JSON.parse(line) as { event: string; port?: number };
      if (event === "listen" && port !== undefined) return port;
    }
  }
  throw new Error("workerd ended before it listened");
}

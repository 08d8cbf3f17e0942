import { existsSync } from "node:fs";
import { copyFile, mkdir, readFile, realpath, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { runCommand } from "../run-command.ts";
import { createLoopbackRegistry } from "./loopback-registry.ts";
import type { PackedPackage } from "./pack-packages.ts";

// Signs with one package, is checked by another and compares with a third, so it shows that they work together as published.
const program = `import { compare, parseAllowlist } from "@chat-ip/allowlist";
import { createChatClient, type IPList } from "@chat-ip/core";
import { describeErrorCode } from "@chat-ip/core/error-codes";
import { createEmulator } from "@chat-ip/emulator";
import { createWebhookHandler, refuse, signWebhook } from "@chat-ip/webhooks";
import { toFetchHandler } from "@chat-ip/webhooks/fetch";
import { toNodeHandler } from "@chat-ip/webhooks/node";

await using emulator = await createEmulator({ lists: { all: ["203.0.113.0/24", "2001:db8::/32"] } });
const { sdkAppId, secretKey, url } = emulator;
const client = createChatClient({ sdkAppId, secretKey, endpoint: url });
const list: IPList = await client.getIPList("all");
let groups = 0;
for await (const page of client.pages("group_open_http_svc/get_joined_group_list", { Member_Account: "user-1", Limit: 10 })) {
  groups += page.GroupIdList.length;
}
await client.close();
const { retry } = describeErrorCode(70001);
const { prefixes } = parseAllowlist("203.0.113.0/25\\n203.0.113.128/25\\n");
const drift = compare({ committed: prefixes, live: list.entries });
const added = drift.added.filter(({ addresses }) => addresses > 0n).map(({ prefix }): string => prefix);
const handler = createWebhookHandler({
  sdkAppIds: [sdkAppId],
  tokens: ["token"],
  allow: list.entries,
  on: { "C2C.CallbackBeforeSendMsg": ({ body }) => (body.From_Account === "x" ? refuse(120001) : undefined) },
});
toNodeHandler(handler);
const query = signWebhook({ token: "token", sdkAppId, command: "C2C.CallbackBeforeSendMsg" });
const request = new Request(\`https://example.com/?\${query}\`, { method: "POST", body: '{"From_Account":"x"}' });
const { ErrorCode } = await (await toFetchHandler(handler)(request, { address: "203.0.113.7" })).json() as { ErrorCode: number };
console.log(JSON.stringify({ added, lost: String(drift.lost.ipv4), ErrorCode, groups, retry }));
`;
const expected = '{"added":["2001:db8::/32"],"lost":"0","ErrorCode":120001,"groups":25,"retry":"sign-again"}';

/**
 * Publishes packed packages with npm to a registry on loopback, and installs them from there into a new project. Their
 * dependencies are offered there from the workspace's own installation, so no other network is needed.
 */
export async function publishAndInstall(
  root: string,
  packages: readonly PackedPackage[],
  project: string,
): Promise<void> {
  await using registry = await createLoopbackRegistry();
  const tarballs = join(project, "tarballs");
  await mkdir(tarballs, { recursive: true });
  const npm = (...args: string[]) =>
    runCommand(["npm", ...args, "--ignore-scripts", ...registry.npmFlags], { cwd: project });

  const homes = await installedDependencies(root, packages);
  if (homes.size > 0) {
    const packed = await npm("pack", "--json", "--pack-destination", tarballs, ...homes.values());
    const reports: { name: string; filename: string }[] = JSON.parse(packed);
    for (const { name, filename } of reports) await registry.offer(name, join(tarballs, filename));
  }
  for (const { tarball } of packages) await npm("publish", tarball, "--access", "public");
  const missing = packages
    .map(({ name }) => name)
    .filter((name) => !registry.published.join().includes(`${name}@`));
  if (missing.length > 0) throw new Error(`npm publish did not publish ${missing.join(", ")}`);

  await writeFile(
    join(project, "package.json"),
    JSON.stringify({ name: "empty", private: true, type: "module" }),
  );
  await npm("install", "--no-audit", "--no-fund", ...packages.map(({ name }) => name));
}

/** Type-checks a program that uses the packages, and an example, as strictly as TypeScript can. */
export async function typeCheckProgram(root: string, project: string): Promise<void> {
  await writeFile(join(project, "program.ts"), program);
  await copyFile(join(root, "examples/script/compare.ts"), join(project, "compare.ts"));
  const nodeTypes = dirname(await realpath(join(root, "node_modules/@types/node")));
  const compilerOptions = {
    module: "nodenext",
    target: "es2024",
    lib: ["esnext"],
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    outDir: "out",
    typeRoots: [nodeTypes],
    types: ["node"],
  };
  await writeFile(
    join(project, "tsconfig.json"),
    JSON.stringify({ compilerOptions, files: ["program.ts", "compare.ts"] }),
  );
  await runCommand([join(root, "node_modules/.bin/tsc"), "--project", "."], { cwd: project });
}

/** Runs that program, as compiled, by the Node at a path, and compares what it prints. @returns that Node's version */
export async function runProgram(project: string, node: string): Promise<string> {
  const version = (await runCommand([node, "--version"], { cwd: project })).trim();
  const output = (await runCommand([node, "out/program.js"], { cwd: project })).trim();
  if (output !== expected)
    throw new Error(`under Node ${version} the program printed ${output}, not ${expected}`);
  return version;
}

/** Path of the oldest Node that the packages promise to run on, or null on a platform that has no package of it. */
export function findOldestNode(root: string): string | null {
  const programs = join(root, "scripts/runtimes/node_modules/.bin");
  const path = join(programs, process.platform === "win32" ? "node.cmd" : "node");
  return existsSync(path) ? path : null;
}

// All direct and indirect dependencies of the packed packages, with the folders they are installed in.
async function installedDependencies(
  root: string,
  packages: readonly PackedPackage[],
): Promise<Map<string, string>> {
  const own = new Set(packages.map(({ name }) => name));
  const found = new Map<string, string>();
  const queue = packages.map(({ folder }) => join(root, folder));
  for (let folder = queue.pop(); folder !== undefined; folder = queue.pop()) {
    const manifest: { dependencies?: Record<string, string> } = JSON.parse(
      await readFile(join(folder, "package.json"), "utf8"),
    );
    for (const name of Object.keys(manifest.dependencies ?? {})) {
      if (own.has(name) || found.has(name)) continue;
      const home = await findPackage(name, folder);
      found.set(name, home);
      queue.push(home);
    }
  }
  return found;
}

async function findPackage(name: string, from: string): Promise<string> {
  const places = createRequire(join(await realpath(from), "package.json")).resolve.paths(name) ?? [];
  for (const place of places) {
    try {
      return await realpath(join(place, name));
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
    }
  }
  throw new Error(`${name}, which ${from} depends on, is not installed`);
}

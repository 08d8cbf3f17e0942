import { mkdir, readFile, realpath, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { runCommand } from "../run-command.ts";
import type { PackedPackage } from "./pack-packages.ts";

// Signs with one package, is checked by another and compares with the third: the three work together as published.
const program = `import { compare, parseAllowlist } from "@chat-ip/allowlist";
import { createChatClient, type IPList } from "@chat-ip/core";
import { createEmulator } from "@chat-ip/emulator";

await using emulator = await createEmulator({ lists: { all: ["203.0.113.0/24", "2001:db8::/32"] } });
const { sdkAppId, secretKey, url } = emulator;
const client = createChatClient({ sdkAppId, secretKey, endpoint: url });
const list: IPList = await client.getIPList("all");
await client.close();
const { prefixes } = parseAllowlist("203.0.113.0/25\\n203.0.113.128/25\\n");
const drift = compare({ committed: prefixes, live: list.entries });
const added = drift.added.filter(({ addresses }) => addresses > 0n).map(({ prefix }): string => prefix);
console.log(JSON.stringify({ added, lost: String(drift.lost.ipv4) }));
`;
const expected = '{"added":["2001:db8::/32"],"lost":"0"}';

/**
 * Installs packed packages with npm into a new project, without a network: what they depend on comes from the workspace's
 * own installation.
 */
export async function installIntoEmptyProject(
  root: string,
  packages: readonly PackedPackage[],
  project: string,
): Promise<void> {
  const tarballs = join(project, "tarballs");
  await mkdir(tarballs, { recursive: true });
  const dependencies: Record<string, string> = {};
  for (const { name, tarball } of packages) dependencies[name] = `file:${tarball}`;
  const thirdParties = await installedDependencies(root, packages);
  if (thirdParties.size > 0) {
    const report: { name: string; filename: string }[] = JSON.parse(
      await runCommand(
        [
          "npm",
          "pack",
          "--json",
          "--ignore-scripts",
          "--pack-destination",
          tarballs,
          ...thirdParties.values(),
        ],
        { cwd: project },
      ),
    );
    for (const { name, filename } of report) dependencies[name] = `file:${join(tarballs, filename)}`;
  }
  const manifest = { name: "empty", private: true, type: "module", dependencies };
  await writeFile(join(project, "package.json"), JSON.stringify(manifest));
  await runCommand(["npm", "install", "--offline", "--no-audit", "--no-fund", "--ignore-scripts"], {
    cwd: project,
  });
}

/** Type-checks a program that uses the packages, as strictly as TypeScript can. */
export async function typeCheckProgram(root: string, project: string): Promise<void> {
  await writeFile(join(project, "program.ts"), program);
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
  await writeFile(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["program.ts"] }));
  await runCommand([join(root, "node_modules/.bin/tsc"), "--project", "."], { cwd: project });
}

/** Runs that program, as compiled, and compares what it prints. @returns the Node version that ran it */
export async function runProgram(project: string, node: readonly [string, ...string[]]): Promise<string> {
  const version = (await runCommand([...node, "--version"], { cwd: project })).trim();
  const output = (await runCommand([...node, "out/program.js"], { cwd: project })).trim();
  if (output !== expected)
    throw new Error(`under Node ${version} the program printed ${output}, not ${expected}`);
  return version;
}

// All packages that the packed ones need, directly or not, by where they are installed.
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

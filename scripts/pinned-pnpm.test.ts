import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createLoopbackRegistry, type LoopbackRegistry } from "./packages/loopback-registry.ts";
import { pinnedPnpm } from "./pinned-pnpm.mjs";
import { repositoryRoot } from "./report-problems.ts";
import { runCommand } from "./run-command.ts";

let place: string;
let registry: LoopbackRegistry;
let sha512: string;

/** A registry with a pnpm 1.2.3 that says who it is. */
beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), "chat-ip-pnpm-"));
  const source = join(place, "source");
  await mkdir(source);
  await writeFile(
    join(source, "package.json"),
    JSON.stringify({ name: "pnpm", version: "1.2.3", bin: "pnpm.js" }),
  );
  await writeFile(join(source, "pnpm.js"), '#!/usr/bin/env node\nconsole.log("a stand-in");\n');
  await runCommand(["npm", "pack", "--pack-destination", place], { cwd: source });
  registry = await createLoopbackRegistry();
  const tarball = join(place, "pnpm-1.2.3.tgz");
  await registry.offer("pnpm", tarball);
  sha512 = createHash("sha512")
    .update(await readFile(tarball))
    .digest("hex");
});

afterAll(async () => {
  await registry[Symbol.asyncDispose]();
  await rm(place, { recursive: true });
});

// npm runs in a process of its own, and this one has to answer it: so not in this one, which would stand still meanwhile.
const fetchPnpm = (packageManager: string, cache: string): Promise<string> => {
  const code = `import { pinnedPnpm } from "./scripts/pinned-pnpm.mjs";
    const [packageManager, cache, ...npmFlags] = process.argv.slice(1);
    console.log(pinnedPnpm(packageManager, { cache, npmFlags }));`;
  const flags = [...registry.npmFlags, `--cache=${join(place, "npm")}`];
  const program = [
    process.execPath,
    "--input-type=module",
    "--eval",
    code,
    "--",
    packageManager,
    cache,
    ...flags,
  ];
  return runCommand(program as [string, ...string[]], { cwd: repositoryRoot });
};

it("gives the pnpm whose bytes are the pinned ones, and fetches it once", async () => {
  const cache = join(place, "good");
  const pin = `pnpm@1.2.3+sha512.${sha512}`;
  const programs = (await fetchPnpm(pin, cache)).trim();
  expect(await runCommand([join(programs, "pnpm")], { cwd: place })).toBe("a stand-in\n");
  expect(pinnedPnpm(pin, { cache, npmFlags: ["--registry=http://127.0.0.1:1"] })).toBe(programs);
  expect(await readdir(cache)).toHaveLength(1);
});

it("refuses a pnpm of other bytes, and keeps nothing of it", async () => {
  const cache = join(place, "bad");
  await expect(fetchPnpm(`pnpm@1.2.3+sha512.${"0".repeat(128)}`, cache)).rejects.toThrow(
    "is not the one that package.json pins",
  );
  expect(await readdir(cache)).toEqual([]);
});

it.each(["pnpm@10.34.8", "pnpm@10.34.8+sha512.abc", "pnpm@10.34.8+sha1.0000", "npm@11.0.0", "pnpm@latest"])(
  "refuses %j, which names no bytes",
  (packageManager) => {
    expect(() => pinnedPnpm(packageManager, { cache: join(place, "none") })).toThrow(
      "must be pnpm@VERSION+sha512.HASH",
    );
  },
);

it("is what this repository pins", async () => {
  const { packageManager } = JSON.parse(await readFile(join(repositoryRoot, "package.json"), "utf8"));
  expect(packageManager).toMatch(/^pnpm@\d+\.\d+\.\d+\+sha512\.[0-9a-f]{128}$/);
});

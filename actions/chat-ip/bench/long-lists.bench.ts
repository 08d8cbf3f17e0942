// The peak memory of whole runs over seven lists of 20,000 entries, the most that the Action takes:
//   node --conditions=@chat-ip/source actions/chat-ip/bench/long-lists.bench.ts
// Exits with 1 when a number is beyond its limit.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { listNames } from "@chat-ip/core";
import { buildAction } from "../build.ts";
import { longList, longLists } from "../test/harness/long-lists.ts";
import { createWorld, type World } from "../test/harness/world.ts";

const limitMegabytes = 600;

const folder = mkdtempSync(join(tmpdir(), "chat-ip-bench-"));
const probe = join(folder, "peak-memory.cjs");
writeFileSync(
  probe,
  `process.on("exit", () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  process.stderr.write("peak " + maxRSS + " " + (userCPUTime + systemCPUTime) + "\\n");
});
`,
);

async function measure(world: World, name: string): Promise<void> {
  const run = await world.run({}, { env: { NODE_OPTIONS: `--require=${probe}` } });
  if (run.exitCode !== 0) throw new Error(`${run.log}${run.errorLog}`);
  const [, kilobytes, micros] = /^peak (\d+) (\d+)$/m.exec(run.errorLog) ?? [];
  const megabytes = Number(kilobytes) / 1024;
  const isFine = megabytes <= limitMegabytes;
  if (!isFine) process.exitCode = 1;
  console.log(
    `  ${isFine ? "ok    " : "BEYOND"} ${name}: ${megabytes.toFixed(0)} MB (limit ${limitMegabytes}), ${(Number(micros) / 1e6).toFixed(1)} s of processor time`,
  );
}

await buildAction(fileURLToPath(new URL("../dist", import.meta.url)));
for (const size of [5000, 10_000, 20_000]) {
  await using world = await createWorld({ chat: { lists: longLists(size) }, github: { validate: false } });
  console.log(`7 lists with ${size} entries each, a fifth of them IPv6`);
  await measure(world, "a first version");
  await world.github.merge(1, { deleteBranch: true });
  await measure(world, "nothing to do  ");
  const rest = (list: number): string[] => longList(size, list).slice(size / 20);
  world.chat.setLists(Object.fromEntries(listNames.map((name, list) => [name, rest(list)])));
  await measure(world, "5% less        ");
}
rmSync(folder, { recursive: true, force: true });

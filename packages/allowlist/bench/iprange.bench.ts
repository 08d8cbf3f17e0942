/**
 * Whole processes, from two files of 10,000 IPv4 prefixes with 10 % drift to the number of addresses that differ: Node with this
 * package, and Debian's iprange, which is written in C. For information; most of Node's time is its start.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { listWithDrift } from "./random-lists.ts";
import { report, sideBySide } from "./side-by-side.ts";

function run(command: string, args: readonly string[]): string {
  const { stdout, error } = spawnSync(command, args, { encoding: "utf8", maxBuffer: 2 ** 28 });
  if (error) throw error;
  return stdout;
}

if (spawnSync("iprange", ["--version"]).error) {
  report("compare as a process", "skipped: iprange isn't installed", null);
} else {
  const folder = mkdtempSync(join(tmpdir(), "chat-ip-bench-"));
  const { before, after } = listWithDrift(10_000, 0.1, "IPv4", 1);
  const files = [join(folder, "before"), join(folder, "after")] as const;
  writeFileSync(files[0], `${before.join("\n")}\n`);
  writeFileSync(files[1], `${after.join("\n")}\n`);

  const script = fileURLToPath(new URL("compare-files.ts", import.meta.url));
  const ours = (): string => run(process.execPath, [...process.execArgv, script, ...files]);
  const theirs = (): string => run("iprange", [files[0], "--diff", files[1]]);
  const differing = theirs()
    .trim()
    .split("\n")
    .reduce((sum, prefix) => sum + 2 ** (32 - Number(prefix.split("/")[1] ?? 32)), 0);
  if (Number(ours()) !== differing) throw new Error(`they disagree: ${ours().trim()} and ${differing}`);

  const times = sideBySide(11, ours, theirs);
  const numbers = `${times.ours.toFixed(0)} ms, ${times.theirs.toFixed(0)} ms`;
  report(
    "compare as a process",
    `${(times.ours / times.theirs).toFixed(1)} × iprange --diff (${numbers})`,
    null,
  );
  rmSync(folder, { recursive: true });
}

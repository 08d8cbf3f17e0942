// Runs every benchmark (`*.bench.ts`), one after another so that they don't slow each other down.
import { spawnSync } from "node:child_process";
import { globSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root: string = fileURLToPath(new URL("..", import.meta.url));
const files: string[] = globSync("{packages,actions}/*/bench/*.bench.ts", { cwd: root }).sort();

for (const file of files) {
  process.stdout.write(`\n${file}\n`);
  const { status } = spawnSync(process.execPath, ["--conditions=@chat-ip/source", file], {
    cwd: root,
    stdio: "inherit",
  });
  if (status !== 0) process.exitCode = 1;
}

// From a clean clone, with nothing but Node and npm: installs the workspace, then runs one of its scripts.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const { packageManager } = JSON.parse(readFileSync(`${root}/package.json`, "utf8"));
const quiet = {
  ...process.env,
  TURBO_TELEMETRY_DISABLED: "1",
  DO_NOT_TRACK: "1",
  npm_config_update_notifier: "false",
};

/** Runs the pinned pnpm; npm fetches it on first use. `pipe` keeps output back unless it fails. */
function pnpm(args, stdio) {
  const result = spawnSync("npx", ["--yes", packageManager, ...args], {
    cwd: root,
    env: quiet,
    stdio,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (result.status !== 0) {
    process.stderr.write(`${result.stdout ?? ""}${result.stderr ?? ""}`);
    if (result.error) process.stderr.write(`npx could not be started: ${result.error.message}\n`);
    process.exit(result.status ?? 1);
  }
}

const [script, ...rest] = process.argv.slice(2).filter((argument) => argument !== "--build");
if (!script) {
  process.stderr.write("usage: node scripts/bootstrap.mjs [--build] SCRIPT [ARG …]\n");
  process.exit(2);
}
pnpm(["install", "--frozen-lockfile", "--prefer-offline"], "pipe");
if (process.argv.includes("--build")) pnpm(["--silent", "run", "build"], "pipe");
pnpm(["--silent", "run", script, ...rest], "inherit");

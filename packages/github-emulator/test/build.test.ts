import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";

const folder = fileURLToPath(new URL("..", import.meta.url));
/** Inside of the package, so that the build finds what it depends on. */
const built = join(folder, "node_modules", ".built-for-a-test");

beforeAll(() => {
  const typescript = dirname(createRequire(import.meta.url).resolve("typescript/package.json"));
  const args = [join(typescript, "bin", "tsc"), "-p", "tsconfig.build.json", "--outDir", built];
  const { stdout, status } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
  expect([stdout, status]).toEqual(["", 0]);
});

afterAll(() => rmSync(built, { recursive: true, force: true }));

it("can run git once built", () => {
  const script = `
    import { createGitHubEmulator } from ${JSON.stringify(join(built, "index.js"))};
    await using github = await createGitHubEmulator();
    console.log(await github.git("log", "--format=%s", "main"));
  `;
  const args = ["--input-type=module", "--eval", script];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
  expect([stderr, stdout]).toEqual(["", "Initial commit\n"]);
});

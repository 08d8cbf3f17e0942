// Updates everything that is generated: each package's own files, the list of bundled packages, and the generated parts of
// the documentation. `npm test` reports what is out of date.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { repositoryRoot } from "./report-problems.ts";
import { runCommand, runPnpm } from "./run-command.ts";

const script = (name: string): [string, ...string[]] => [
  process.execPath,
  "--conditions=@chat-ip/source",
  `scripts/${name}.ts`,
  "--write",
];

const { packageManager }: { packageManager: string } = JSON.parse(
  await readFile(join(repositoryRoot, "package.json"), "utf8"),
);
const cwd = repositoryRoot;
// The documents come after the packages, because they repeat what the packages say.
const steps: readonly (readonly [string, () => Promise<string>])[] = [
  ["packages", () => runPnpm(packageManager, ["--recursive", "--if-present", "run", "generate"], { cwd })],
  ["licences", () => runCommand(script("check-licences"), { cwd })],
  ["documents", () => runCommand(script("check-docs"), { cwd })],
  ["format", () => runPnpm(packageManager, ["exec", "biome", "format", "--write", "."], { cwd })],
];

for (const [name, run] of steps) {
  try {
    await run();
    process.stdout.write(`generated  ${name}\n`);
  } catch (error) {
    process.stderr.write(`✗ ${name}: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
const changed = (await runCommand(["git", "status", "--short"], { cwd })).trimEnd();
process.stdout.write(changed === "" ? "nothing changed\n" : `changed files here:\n${changed}\n`);

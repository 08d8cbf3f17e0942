// Fuzzes for some minutes in rounds, each with its own seed: mutated lists and answers of 20 commands first, then whole runs of
// the built bundle over mutated answers and files, then every property test. Stops at the first failure and says how to repeat
// it.
// Usage: fuzz.ts [--seed N] [--minutes N] [--rounds N]
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { findFiles } from "./find-files.ts";
import { repositoryRoot } from "./report-problems.ts";
import { runCommand } from "./run-command.ts";

const cases = 20_000;
/** Lists with a mutated answer and a mutated file, in runs of the built bundle. */
const lists = 7_000;

const { values } = parseArgs({
  options: {
    // Seed of the first round. Each round adds 1.
    seed: { type: "string", default: "1" },
    // No new round starts after this time.
    minutes: { type: "string", default: "5" },
    rounds: { type: "string", default: "1000000" },
  },
});

const say = (line: string): void => void process.stdout.write(`${line}\n`);

function wholeNumber(name: "seed" | "minutes" | "rounds"): number {
  const value = Number(values[name]);
  if (!Number.isSafeInteger(value) || value < 1)
    throw new Error(`--${name} must be a whole number of at least 1`);
  return value;
}

/** Test files with property tests, which generate their own inputs. */
async function findPropertyTests(): Promise<string[]> {
  const paths = await findFiles(repositoryRoot, "{packages,actions}/*/{src,test}/**/*.test.ts");
  const texts = await Promise.all(paths.map((path) => readFile(join(repositoryRoot, path), "utf8")));
  return paths.filter((_, index) => texts[index]?.includes('from "fast-check"'));
}

async function fuzzRound(seed: number, propertyTests: readonly string[]): Promise<void> {
  const cwd = repositoryRoot;
  const programs = [
    ["packages/core/test/programs/fuzz.ts", cases],
    ["packages/core/test/programs/fuzz-commands.ts", cases],
    ["actions/chat-ip/test/fuzz/fuzz.ts", lists],
  ] as const;
  for (const [program, count] of programs) {
    const args = ["--conditions=@chat-ip/source", program, String(seed), String(count)];
    await runCommand([process.execPath, ...args], { cwd });
  }
  const env = { CHAT_IP_FUZZ_SEED: String(seed), NO_COLOR: "1" };
  await runCommand([process.execPath, "node_modules/vitest/vitest.mjs", "run", ...propertyTests], {
    cwd,
    env,
  });
}

const [first, minutes, rounds] = [wholeNumber("seed"), wholeNumber("minutes"), wholeNumber("rounds")];
const propertyTests = await findPropertyTests();
say(
  `twice ${cases} mutated answers, ${lists} lists in whole runs, and the properties in ${propertyTests.length} files, for ${minutes} minutes`,
);
const end = performance.now() + minutes * 60_000;
for (let seed = first; seed < first + rounds && performance.now() < end; seed += 1) {
  const started = performance.now();
  try {
    await fuzzRound(seed, propertyTests);
    say(`seed ${seed}: nothing found (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    say(`✗ seed ${seed} found something. To repeat it: npm run fuzz -- --seed ${seed} --rounds 1`);
    process.exitCode = 1;
    break;
  }
}

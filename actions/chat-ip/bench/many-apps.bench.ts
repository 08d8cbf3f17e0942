// What 100 apps cost in one run with nothing to do, as a multiple of one app, since times depend on the machine:
//   node --conditions=@chat-ip/source actions/chat-ip/bench/many-apps.bench.ts
// Exits with 1 when a number is beyond its limit.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { listNames } from "@chat-ip/core";
import { sampleLists } from "@chat-ip/emulator";
import { buildAction } from "../build.ts";
import { appsInputs, testApps } from "../test/harness/apps.ts";
import { runHere } from "../test/harness/run-here.ts";
import { createWorld, oneAppOf, type World } from "../test/harness/world.ts";

const latencyMs = 100;
const rounds = 5;
const appCount = 100;
const limits = { ratio: 3, requests: 5, megabytes: 300 };

interface Scene {
  readonly world: World;
  readonly inputs: Readonly<Record<string, string>>;
  readonly lists: number;
}

interface Measured {
  readonly durationMs: number;
  readonly requests: number;
  readonly megabytes: number;
}

const published = sampleLists("2025-04-02");

/** Every list's file, as the Action writes it: name → content. */
async function allowlists(): Promise<ReadonlyMap<string, string>> {
  await using world = await createWorld({ chat: { lists: published }, github: { validate: false } });
  await runHere(world);
  const files = listNames.map(async (list): Promise<[string, string]> => {
    const name = `${list}.txt`;
    return [name, (await world.github.file("chat-ip/update", `chat-ips/${name}`)) ?? ""];
  });
  return new Map(await Promise.all(files));
}

/** Every app's lists are committed, nothing is open, and each answer takes a while. */
async function settle(count: number, files: ReadonlyMap<string, string>): Promise<Scene> {
  const apps = testApps(count, published);
  const world = await createWorld({
    chat: count === 1 ? { lists: published } : { apps },
    github: { validate: false },
  });
  const folders = count === 1 ? ["chat-ips"] : apps.map(({ name }) => `chat-ips/${name}`);
  const committed = folders.flatMap((path) =>
    [...files].map(([name, content]) => [`${path}/${name}`, content] as const),
  );
  await world.github.commit({ branch: "main", files: Object.fromEntries(committed) });
  world.github.addFault({ nth: "every", kind: "delay", ms: latencyMs });
  world.chat.addFault({ nth: "every", kind: "delay", ms: latencyMs });
  const inputs = count === 1 ? oneAppOf(world.chat) : appsInputs(apps, world.chat.url);
  return { world, inputs, lists: count * listNames.length };
}

const folder = mkdtempSync(join(tmpdir(), "chat-ip-bench-"));
const probe = join(folder, "peak-memory.cjs");
writeFileSync(
  probe,
  'process.on("exit", () => process.stderr.write("peak " + process.resourceUsage().maxRSS + "\\n"));\n',
);

async function measure({ world, inputs, lists }: Scene): Promise<Measured> {
  const before = world.chat.requests.length;
  const { exitCode, outputs, log, errorLog, requests, durationMs } = await world.run(
    { ...inputs, "removals-wait": "24" },
    { env: { NODE_DISABLE_COMPILE_CACHE: "1", NODE_OPTIONS: `--require=${probe}` } },
  );
  if (exitCode !== 0 || outputs["pull-request-operation"] !== "none") throw new Error(`${log}${errorLog}`);
  const asked = world.chat.requests.slice(before);
  const refused = asked.filter(({ answeredCode }) => answeredCode !== 0).length;
  if (asked.length !== lists || refused > 0)
    throw new Error(`${asked.length} questions for ${lists} lists, ${refused} of them refused`);
  const kilobytes = Number(/^peak (\d+)$/m.exec(errorLog)?.[1]);
  return { durationMs, requests: requests.length, megabytes: kilobytes / 1024 };
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

function report(what: string, value: number, digits: number, limit: number): void {
  const fine = value <= limit;
  if (!fine) process.exitCode = 1;
  console.log(`${fine ? "ok    " : "BEYOND"} ${what}: ${value.toFixed(digits)} (limit ${limit})`);
}

await buildAction(fileURLToPath(new URL("../dist", import.meta.url)));
const files = await allowlists();
const one = await settle(1, files);
const many = await settle(appCount, files);
const singles: Measured[] = [];
const together: Measured[] = [];
for (let round = 0; round < rounds; round++) {
  // Both in turn, so that whatever slows the machine down slows down both.
  singles.push(await measure(one));
  together.push(await measure(many));
}
const ratios = together.map(
  ({ durationMs }, round) => durationMs / (singles[round]?.durationMs ?? Number.NaN),
);
console.log(`${appCount} apps with 7 lists each, nothing to do, ${latencyMs} ms a request`);
// Whatever else the machine does only adds to a round: the best one says most of what the Action itself needs.
report("  time / time of one app, at best", Math.min(...ratios), 2, limits.ratio);
report("  requests to GitHub", Math.max(...together.map(({ requests }) => requests)), 0, limits.requests);
report("  peak memory in MB", Math.max(...together.map(({ megabytes }) => megabytes)), 0, limits.megabytes);
console.log(
  `         time of one app: ${median(singles.map(({ durationMs }) => durationMs)).toFixed(0)} ms, of ${appCount}: ${median(together.map(({ durationMs }) => durationMs)).toFixed(0)} ms (middle of ${rounds}), ratio ${median(ratios).toFixed(2)}`,
);
console.log(
  `         ${appCount} single runs, one after another, take ${(appCount / median(ratios)).toFixed(0)} times as long as one run for all`,
);
await Promise.all([one.world[Symbol.asyncDispose](), many.world[Symbol.asyncDispose]()]);
rmSync(folder, { recursive: true, force: true });

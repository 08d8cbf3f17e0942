// What a run costs: requests to GitHub, and time as a multiple of what can't be avoided, since times depend on the
// machine:
//   node --conditions=@chat-ip/source actions/chat-ip/bench/requests.bench.ts
// Exits with 1 when a number is beyond its limit.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { sampleLists } from "@chat-ip/emulator";
import { buildAction } from "../build.ts";
import { runHere } from "../test/harness/run-here.ts";
import { createWorld, type World } from "../test/harness/world.ts";

const latencyMs = 100;
const rounds = 9;
/** of time to what can't be avoided */
const maxRatio = 1.5;

interface Scene {
  readonly name: string;
  readonly prepare: (world: World) => Promise<void>;
  /** Each needs the answer of the one before it; what is asked for at the same time counts once. */
  readonly chain: readonly string[];
  readonly limits: { readonly requests: number; readonly writes: number };
}

const published = sampleLists("2025-04-02");

/** Two lists with an address more. A list that loses some would be looked at twice, five seconds apart. */
const grown = {
  ...published,
  "webhook-china": [...published["webhook-china"], "43.128.7.0/28"],
  all: [...published.all, "43.128.7.0/28"],
};

async function settle(world: World): Promise<void> {
  world.chat.setLists(published);
  await runHere(world);
  await world.github.merge(1, { deleteBranch: true });
}

async function propose(world: World): Promise<void> {
  await settle(world);
  world.chat.setLists(grown);
  await runHere(world);
}

const first = "base, folder, pull requests and the note about removals";

const scenes: readonly Scene[] = [
  {
    name: "nothing to do",
    prepare: settle,
    chain: [first],
    limits: { requests: 4, writes: 0 },
  },
  {
    name: "the open pull request is current",
    prepare: propose,
    // two lists differ from the base
    chain: [first, "files, branch and comments"],
    limits: { requests: 4 + 2 + 3, writes: 0 },
  },
  {
    name: "first pull request, seven lists",
    prepare: async ({ chat }) => chat.setLists(published),
    chain: [first, "branch", "tree", "commit", "ref", "pull request"],
    limits: { requests: 10, writes: 4 },
  },
  {
    name: "a later pull request, two lists",
    async prepare(world) {
      await settle(world);
      world.chat.setLists(grown);
    },
    chain: [first, "files and branch", "tree", "commit", "ref", "pull request"],
    limits: { requests: 9 + 2, writes: 4 },
  },
  {
    name: "update of the open pull request",
    async prepare(world) {
      await propose(world);
      world.chat.setLists({ ...grown, "web-china": [...grown["web-china"], "43.128.8.0/28"] });
    },
    // three lists differ from the base
    chain: [first, "files, branch and comments", "tree", "commit", "ref", "body as it is", "body"],
    limits: { requests: 4 + 3 + 3 + 5, writes: 4 },
  },
];

interface Measured {
  readonly requests: number;
  readonly writes: number;
  /** time in which GitHub had a request to answer */
  readonly githubMs: number;
  /** how often it had one after having had none */
  readonly roundTrips: number;
  readonly durationMs: number;
}

/** Sums up the spells in which at least one request was on GitHub's side, from when each came and went. */
function busySpells(arrivals: readonly number[], answers: readonly number[]): { spells: number; ms: number } {
  const events = [
    ...arrivals.map((at) => ({ at, change: 1 })),
    ...answers.map((at) => ({ at, change: -1 })),
  ].sort((a, b) => a.at - b.at);
  let [open, since, spells, ms] = [0, 0, 0, 0];
  for (const { at, change } of events) {
    if (open === 0) {
      since = at;
      spells += 1;
    }
    open += change;
    if (open === 0) ms += at - since;
  }
  return { spells, ms };
}

async function measure({ name, prepare }: Scene): Promise<Measured> {
  await using world = await createWorld({ github: { validate: false } });
  await prepare(world);
  const { github } = world;
  const arrivals: number[] = [];
  const answers: number[] = [];
  const now = (): number => performance.now();
  github.addFault({ nth: "every", kind: "delay", ms: latencyMs });
  // What runs before a request takes effect does so after the delay.
  github.addFault({ nth: "every", kind: "run", run: () => void arrivals.push(now() - latencyMs) });
  github.addFault({ nth: "every", kind: "run", when: "after", run: () => void answers.push(now()) });
  // A runner starts the Action on a machine that has never compiled it.
  const env = { NODE_DISABLE_COMPILE_CACHE: "1" };
  const { exitCode, log, requests, durationMs } = await world.run({}, { env });
  if (exitCode !== 0) throw new Error(`${name}: the run ended with ${exitCode}\n${log}`);
  const writes = requests.filter(({ method }) => method !== "GET").length;
  const { spells, ms } = busySpells(arrivals, answers);
  return { requests: requests.length, writes, githubMs: ms, roundTrips: spells, durationMs };
}

function startOfNodeMs(): number {
  const started = performance.now();
  spawnSync(process.execPath, ["--eval", ""]);
  return performance.now() - started;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

let beyond = false;

function report(what: string, value: string, limit: string, fine: boolean): void {
  if (!fine) beyond = true;
  console.log(`${fine ? "ok    " : "BEYOND"} ${what}: ${value} (${limit})`);
}

async function bench(scene: Scene): Promise<void> {
  const { name, chain, limits } = scene;
  const runs: (Measured & { readonly ratio: number; readonly bareRatio: number })[] = [];
  for (let round = 0; round < rounds; round++) {
    // Both in turn, so that whatever slows the machine down slows down both.
    const startMs = startOfNodeMs();
    const run = await measure(scene);
    const { durationMs, githubMs } = run;
    const bareRatio = durationMs / (startMs + chain.length * latencyMs);
    runs.push({ ...run, ratio: durationMs / (startMs + githubMs), bareRatio });
  }
  const most = (what: "requests" | "writes" | "roundTrips"): number =>
    Math.max(...runs.map((run) => run[what]));
  const [requests, writes, roundTrips] = [most("requests"), most("writes"), most("roundTrips")];
  console.log(`${name}: ${chain.join(" → ")}`);
  report("  requests", String(requests), `limit ${limits.requests}`, requests <= limits.requests);
  report("  writes", String(writes), `limit ${limits.writes}`, writes <= limits.writes);
  report("  round trips", String(roundTrips), `limit ${chain.length}`, roundTrips <= chain.length);
  const ratios = runs.map((run) => run.ratio);
  // Whatever else the machine does only adds to a round: the best one says most of what the Action itself needs.
  const best = Math.min(...ratios);
  report(
    "  time / (those round trips + Node's own start)",
    `${best.toFixed(2)}× at best, ${median(ratios).toFixed(2)}× in the middle`,
    `limit ${maxRatio}×`,
    best <= maxRatio,
  );
  const bare = runs.map((run) => run.bareRatio);
  console.log(
    `         with round trips of exactly ${latencyMs} ms: ${Math.min(...bare).toFixed(2)}× at best, ${median(bare).toFixed(2)}× in the middle`,
  );
}

await buildAction(fileURLToPath(new URL("../dist", import.meta.url)));
for (const scene of scenes) await bench(scene);
if (beyond) process.exitCode = 1;

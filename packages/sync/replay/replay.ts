import { compare } from "@chat-ip/allowlist";
import type { AutoMerge } from "../src/run-outcome.ts";
import { createWorld, type World } from "../test/world.ts";
import { createYear, looksAt, type Year, yearHours } from "./year.ts";

/** What a year costs the people who look after an allowlist. Means over several years. */
export interface Cost {
  readonly pullRequests: number;
  /** lines of the diffs that a person merges */
  readonly lines: number;
  /** removals that were proposed although the address was back within a week */
  readonly takenBack: number;
  /** hours from an address being listed to its being merged */
  readonly waitHours: number;
}

/** How often somebody looks, and how often a person merges what is open. */
const lookEveryHours = 6;
const mergeEveryHours = 24;
const weekHours = 7 * 24;
const branch = "chat-ip/update";
const file = "chat-ips/all.txt";

/** One way to keep an allowlist. */
interface Keeper {
  look(live: readonly string[], hours: number): Promise<void>;
  /** A person merges what is open. */
  merge(): Promise<void>;
  /** what is committed */
  committed(): readonly string[];
  /** what is proposed; `null` where nothing is */
  proposed(): readonly string[] | null;
  readonly opened: () => number;
}

/** Sorts the answer and proposes whatever differs, as lines of shell would. */
function createShellLines(start: readonly string[]): Keeper {
  let committed = [...start].sort();
  let open: readonly string[] | null = null;
  let opened = 0;
  return {
    async look(live) {
      const text = [...live].sort();
      const differs = text.join() !== committed.join();
      if (differs && open === null) opened += 1;
      open = differs ? text : null;
    },
    async merge() {
      if (open !== null) committed = [...open];
      open = null;
    },
    committed: () => committed,
    proposed: () => open,
    opened: () => opened,
  };
}

const entriesOf = (text: string | null): string[] =>
  (text ?? "").split("\n").filter((line) => line !== "" && !line.startsWith("#"));

/** The same run as the Action's; the clock, the API and the git host are the only substitutes. */
async function createOurs(
  start: readonly string[],
  { removalsWaitHours, autoMerge = "none" }: { removalsWaitHours: number; autoMerge?: AutoMerge },
): Promise<Keeper> {
  const world: World = createWorld();
  world.listSettings = { removalsWaitHours };
  // Merging by itself takes a check that the base requires.
  world.host.requiresChecks = true;
  const merging = { when: autoMerge, method: "squash" } as const;
  const begin = world.clock.now();
  let committed: readonly string[] = [];
  let proposed: readonly string[] | null = null;

  async function readState(): Promise<void> {
    committed = entriesOf(await world.host.file("main", file));
    const open = world.host.pulls.some((pull) => pull.open);
    proposed = open ? entriesOf(await world.host.file(branch, file)) : null;
  }
  async function merge(): Promise<void> {
    const open = world.host.pulls.find((pull) => pull.open);
    if (open) {
      await world.host.mergePull(open.number);
      await world.host.forge.deleteBranch(branch, (await world.host.forge.branchTip(branch)) ?? "");
    }
    await readState();
  }
  async function look(live: readonly string[], hours: number): Promise<void> {
    world.answers = { all: live };
    world.clock.pass(hours - (world.clock.now() - begin) / 3_600_000);
    const { error, lists } = await world.run({ merging }, ["all"]);
    if (error) throw new Error(error.message.id);
    if (lists.some(({ status }) => status !== "current" && status !== "drift"))
      throw new Error("a year of this shape troubles the guardrails");
    await readState();
  }

  await look(start, 0);
  await merge();
  const first = world.host.pulls.length;
  return {
    look,
    merge,
    committed: () => committed,
    proposed: () => proposed,
    opened: () => world.host.pulls.length - first,
  };
}

/** When each prefix is listed again after this hour, if it is within a week. */
function isBackWithinAWeek({ changes }: Year, prefix: string, hours: number): boolean {
  return changes.some(
    (change) => change.hours > hours && change.hours <= hours + weekHours && change.added.includes(prefix),
  );
}

async function costOf(year: Year, keeper: Keeper): Promise<Cost> {
  const listedSince = new Map<string, number>();
  const waits: number[] = [];
  const proposedRemovals = new Map<string, number>();
  let lines = 0;
  let takenBack = 0;
  for (const { hours, live } of looksAt(year, lookEveryHours)) {
    const held = keeper.committed();
    await keeper.look(live, hours);
    const now = new Set(live);
    const before = keeper.committed();
    const proposed = keeper.proposed();
    // What a run merges by itself is proposed and merged within one look, and no person reads it.
    const merged = before.join() === held.join() ? null : before;
    for (const prefix of now) if (!listedSince.has(prefix)) listedSince.set(prefix, hours);
    for (const prefix of [...listedSince.keys()]) if (!now.has(prefix)) listedSince.delete(prefix);
    for (const prefix of merged ?? []) {
      const since = listedSince.get(prefix);
      if (since !== undefined && !held.includes(prefix)) waits.push(hours - since);
    }
    const next = proposed ?? merged;
    if (next) {
      const { removed } = compare({ committed: held, live: next });
      for (const { prefix } of removed) {
        if (proposedRemovals.has(prefix)) continue;
        proposedRemovals.set(prefix, hours);
        if (isBackWithinAWeek(year, prefix, hours)) takenBack += 1;
      }
    }
    for (const prefix of [...proposedRemovals.keys()]) if (now.has(prefix)) proposedRemovals.delete(prefix);
    if (hours % mergeEveryHours !== 0 || hours === 0 || !proposed) continue;
    const [old, fresher] = [new Set(before), new Set(proposed)];
    lines += before.filter((prefix) => !fresher.has(prefix)).length;
    const fresh = proposed.filter((prefix) => !old.has(prefix));
    lines += fresh.length;
    for (const prefix of fresh) {
      const since = listedSince.get(prefix);
      if (since !== undefined) waits.push(hours - since);
    }
    await keeper.merge();
  }
  const waitHours = waits.reduce((sum, one) => sum + one, 0) / Math.max(1, waits.length);
  return { pullRequests: keeper.opened(), lines, takenBack, waitHours };
}

/** The ways to keep an allowlist that are compared. */
export const keepers: Readonly<Record<string, (start: readonly string[]) => Promise<Keeper>>> = {
  "lines of shell": async (start) => createShellLines(start),
  "chat-ip, `removals-wait: 0`": (start) => createOurs(start, { removalsWaitHours: 0 }),
  "chat-ip, `removals-wait: 24` (default)": (start) => createOurs(start, { removalsWaitHours: 24 }),
  "chat-ip, `removals-wait: 24`, `auto-merge: routine`": (start) =>
    createOurs(start, { removalsWaitHours: 24, autoMerge: "routine" }),
  "chat-ip, `removals-wait: 72`": (start) => createOurs(start, { removalsWaitHours: 72 }),
};

/** Replays years, one for each seed, and returns the mean cost of a year for each way. */
export async function replay(
  seeds: readonly number[],
  ways: typeof keepers = keepers,
): Promise<ReadonlyMap<string, Cost>> {
  const costs = new Map<string, Cost>();
  for (const [name, create] of Object.entries(ways)) {
    const years: Cost[] = [];
    for (const seed of seeds) {
      const year = createYear(seed);
      years.push(await costOf(year, await create(year.start)));
    }
    const mean = (field: keyof Cost): number =>
      years.reduce((sum, cost) => sum + cost[field], 0) / years.length;
    costs.set(name, {
      pullRequests: mean("pullRequests"),
      lines: mean("lines"),
      takenBack: mean("takenBack"),
      waitHours: mean("waitHours"),
    });
  }
  return costs;
}

/** The costs as a table in Markdown. */
export function costTable(costs: ReadonlyMap<string, Cost>): string {
  const rows = [...costs].map(([name, cost]) => {
    const cells = [cost.pullRequests, cost.lines, cost.takenBack, cost.waitHours];
    return `| ${[name, ...cells.map((cell) => cell.toFixed(1))].join(" | ")} |`;
  });
  return [
    "| A year with … | Pull requests | Lines to review | Removals proposed and taken back within a week | Hours until an added address is merged |",
    "| --- | --: | --: | --: | --: |",
    ...rows,
  ].join("\n");
}

/** The years that the documents show. */
export const documentedSeeds: readonly number[] = Array.from({ length: 8 }, (_, index) => index + 1);

if (import.meta.main) {
  process.stderr.write(
    `Replaying ${documentedSeeds.length} years of ${yearHours / lookEveryHours} looks, ${Object.keys(keepers).length} ways …\n`,
  );
  process.stdout.write(`${costTable(await replay(documentedSeeds))}\n`);
}

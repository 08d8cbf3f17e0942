import { renderListFile } from "@chat-ip/sync";
import { runHere } from "../harness/run-here.ts";
import { branch, file, oneList, prefixes } from "../harness/scenes.ts";
import { createWorld, type World, type WorldOptions } from "../harness/world.ts";

/** GitHub's clock stands in the past, so everything there has been open for long. */
const calm = { ...oneList, "remind-after": "0" };

/** GitHub's clock, in milliseconds since 1970. */
export type Clock = () => number;

const firstDay = Date.UTC(2026, 10, 23, 4, 0, 0);

/** The same commit has the same id in every world. */
const frozen: Clock = () => firstDay;

/** No two commits have the same id, be they made at once. */
export function tickingClock(): Clock {
  let seconds = 0;
  return () => firstDay + 1000 * seconds++;
}

/** One way through the table of decisions, from a state in which the Action has something to write. */
export interface LifePath {
  readonly name: string;
  /** everything that went before; the clock stands still unless another one is given */
  readonly prepare: (clock?: Clock) => Promise<World>;
  readonly inputs: Readonly<Record<string, string>>;
  readonly operation: string;
  /** what a run says that finds everything done already */
  readonly nothingLeft: string;
}

const startWorld = (now: Clock = frozen, github: WorldOptions["github"] = {}): Promise<World> =>
  createWorld({ github: { now, ...github } });

/** The base holds ten prefixes, as the Action writes them, and nothing is open. */
async function settledWorld(clock?: Clock): Promise<World> {
  const world = await startWorld(clock);
  const content = renderListFile("webhook-china", prefixes(10), []);
  await world.github.commit({ branch: "main", files: { [file]: content } });
  return world;
}

/** An open pull request proposes an eleventh. */
async function proposedWorld(clock?: Clock): Promise<World> {
  const world = await settledWorld(clock);
  world.chat.setLists({ "webhook-china": prefixes(11) });
  await runHere(world, calm);
  return world;
}

/** A run has died between the branch and the pull request. */
async function abandonedWorld(clock?: Clock): Promise<World> {
  const world = await settledWorld(clock);
  world.chat.setLists({ "webhook-china": prefixes(11) });
  world.github.setMayCreatePullRequests(false);
  await runHere(world, calm);
  world.github.setMayCreatePullRequests(true);
  return world;
}

async function worldWithLists(made: Promise<World>, lists: readonly string[]): Promise<World> {
  const world = await made;
  world.chat.setLists({ "webhook-china": lists });
  return world;
}

const opens = { operation: "created", nothingLeft: "unchanged" } as const;
const updates = { operation: "updated", nothingLeft: "unchanged" } as const;

export const create: LifePath = {
  name: "create with labels and people",
  prepare: (clock) =>
    worldWithLists(startWorld(clock, { tokenKind: "app", labels: ["network"] }), prefixes(10)),
  inputs: {
    ...calm,
    labels: "network",
    assignees: "maintainer",
    reviewers: "reviewer",
    "team-reviewers": "network",
  },
  ...opens,
};

export const update: LifePath = {
  name: "update",
  prepare: (clock) => worldWithLists(proposedWorld(clock), prefixes(12)),
  inputs: calm,
  ...updates,
};

export const close: LifePath = {
  name: "close",
  prepare: (clock) => worldWithLists(proposedWorld(clock), prefixes(10)),
  inputs: calm,
  operation: "closed",
  nothingLeft: "none",
};

export const join: LifePath = {
  name: "update with two parents",
  async prepare(clock) {
    const world = await worldWithLists(proposedWorld(clock), prefixes(12));
    const theirs = [...prefixes(9), "43.130.0.0/24"];
    await world.github.commit({ branch: "main", files: { [file]: `${theirs.join("\n")}\n` } });
    return world;
  },
  inputs: calm,
  ...updates,
};

export const reuse: LifePath = {
  name: "reuse of a dead run's branch",
  prepare: abandonedWorld,
  inputs: calm,
  ...opens,
};

export const extend: LifePath = {
  name: "reuse, the lists having moved on",
  prepare: (clock) => worldWithLists(abandonedWorld(clock), prefixes(12)),
  inputs: calm,
  ...opens,
};

export const settle: LifePath = {
  name: "update after an edit, taken back",
  async prepare(clock) {
    const world = await worldWithLists(proposedWorld(clock), prefixes(12));
    const proposed = await world.github.file(branch, file);
    await world.github.commit({ branch, files: { [file]: "43.128.0.0/16\n" } });
    // Leaves a comment, which is settled afterwards.
    await runHere(world, calm);
    await world.github.commit({ branch, files: { [file]: proposed } });
    return world;
  },
  inputs: calm,
  ...updates,
};

const merge: LifePath = {
  name: "merge",
  async prepare(clock) {
    const world = await proposedWorld(clock);
    const parameters = {
      required_status_checks: [{ context: "build" }],
      strict_required_status_checks_policy: false,
    };
    world.github.protect("main", { type: "required_status_checks", parameters });
    await world.github.setCheck(branch, "build", "success");
    return world;
  },
  inputs: { ...calm, "auto-merge": "routine" },
  operation: "merged",
  nothingLeft: "none",
};

const waiting = { ...calm, "removals-wait": "24" };

/** Ten prefixes without the third, and an eleventh. */
const oneMissing = prefixes(11).filter((_, index) => index !== 2);

const wait: LifePath = {
  name: "a removal that begins to wait beside an addition",
  prepare: (clock) => worldWithLists(settledWorld(clock), oneMissing),
  inputs: waiting,
  ...opens,
};

const stopWaiting: LifePath = {
  name: "a removal that stops to wait: the address is back",
  async prepare(clock) {
    const world = await worldWithLists(settledWorld(clock), oneMissing);
    await runHere(world, waiting);
    world.chat.setLists({ "webhook-china": prefixes(12) });
    return world;
  },
  inputs: waiting,
  ...updates,
};

export const paths: readonly LifePath[] = [
  create,
  update,
  close,
  join,
  reuse,
  extend,
  settle,
  merge,
  wait,
  stopWaiting,
];

/** The branch's tip, or `null` where there is no branch. */
export async function tipOf({ github }: World): Promise<string | null> {
  return (await github.git("for-each-ref", "--format=%(objectname)", `refs/heads/${branch}`)) || null;
}

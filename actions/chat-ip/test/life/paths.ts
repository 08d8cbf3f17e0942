import { renderListFile } from "../../src/proposal.ts";
import { branch, file, oneList, prefixes } from "../harness/scenes.ts";
import { createWorld, type World, type WorldOptions } from "../harness/world.ts";
import { runHere } from "./run-here.ts";

/** One way through the table of decisions, from a state in which the Action has something to write. */
export interface LifePath {
  readonly name: string;
  /** everything that went before */
  readonly prepare: () => Promise<World>;
  readonly inputs: Readonly<Record<string, string>>;
  readonly operation: string;
  /** what a run says that finds everything done already */
  readonly nothingLeft: string;
}

/** The clock of GitHub stands still: the same commit has the same id in every world. */
const frozen = Date.UTC(2026, 10, 23, 4, 0, 0);

const startWorld = (github: WorldOptions["github"] = {}): Promise<World> =>
  createWorld({ github: { now: () => frozen, ...github } });

/** The base holds ten prefixes, as the Action writes them, and nothing is open. */
async function settledWorld(): Promise<World> {
  const world = await startWorld();
  const content = renderListFile("webhook-china", prefixes(10), []);
  await world.github.commit({ branch: "main", files: { [file]: content } });
  return world;
}

/** An open pull request proposes an eleventh. */
async function proposedWorld(): Promise<World> {
  const world = await settledWorld();
  world.chat.setLists({ "webhook-china": prefixes(11) });
  await runHere(world, oneList);
  return world;
}

/** A run has died between the branch and the pull request. */
async function abandonedWorld(): Promise<World> {
  const world = await settledWorld();
  world.chat.setLists({ "webhook-china": prefixes(11) });
  world.github.setMayCreatePullRequests(false);
  await runHere(world, oneList);
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
  name: "create, with label, assignee and reviewers",
  prepare: () => worldWithLists(startWorld({ tokenKind: "app", labels: ["network"] }), prefixes(10)),
  inputs: {
    ...oneList,
    labels: "network",
    assignees: "maintainer",
    reviewers: "reviewer",
    "team-reviewers": "network",
  },
  ...opens,
};

export const update: LifePath = {
  name: "update",
  prepare: () => worldWithLists(proposedWorld(), prefixes(12)),
  inputs: oneList,
  ...updates,
};

export const close: LifePath = {
  name: "close",
  prepare: () => worldWithLists(proposedWorld(), prefixes(10)),
  inputs: oneList,
  operation: "closed",
  nothingLeft: "none",
};

export const join: LifePath = {
  name: "update with two parents, the base having moved in conflict",
  async prepare() {
    const world = await worldWithLists(proposedWorld(), prefixes(12));
    const theirs = [...prefixes(9), "43.130.0.0/24"];
    await world.github.commit({ branch: "main", files: { [file]: `${theirs.join("\n")}\n` } });
    return world;
  },
  inputs: oneList,
  ...updates,
};

export const reuse: LifePath = {
  name: "create from the branch of a dead run",
  prepare: abandonedWorld,
  inputs: oneList,
  ...opens,
};

export const extend: LifePath = {
  name: "create from the branch of a dead run, the lists having moved on",
  prepare: () => worldWithLists(abandonedWorld(), prefixes(12)),
  inputs: oneList,
  ...opens,
};

export const paths: readonly LifePath[] = [create, update, close, join, reuse, extend];

/** The branch's tip, or `null` where there is no branch. */
export async function tipOf({ github }: World): Promise<string | null> {
  return (await github.git("for-each-ref", "--format=%(objectname)", `refs/heads/${branch}`)) || null;
}

import { expect, it } from "vitest";
import { runHere } from "./harness/run-here.ts";
import {
  branch,
  expectSound,
  oneList,
  openPulls,
  operation,
  prefixes,
  proposedWorld,
  pull,
  writes,
} from "./harness/scenes.ts";
import { createWorld, type World } from "./harness/world.ts";

// What a person closed is not proposed again. What a run of ours closed is, when it is due again.

it("respects that a person closed a pull request with the same content", async () => {
  await using world = await proposedWorld();
  await world.github.closePullRequest(2);
  const run = await world.run(oneList);
  expect(run.exitCode, run.log).toBe(0);
  expect(operation(run)).toBe("suppressed");
  expect(writes(run)).toEqual([]);
  const overridden = await world.run({ ...oneList, "recreate-closed": "true" });
  expect(operation(overridden), overridden.log).toBe("created");
  expect(openPulls(world)).toHaveLength(1);
});

it("opens a new one that names the closed one where the content is another", async () => {
  await using world = await proposedWorld();
  await world.github.closePullRequest(2);
  world.chat.setLists({ "webhook-china": prefixes(12) });
  const run = await world.run(oneList);
  expect(operation(run), run.log).toBe("created");
  expect(run.outputs["pull-request-number"]).toBe("3");
  expect(pull(world, 3).body).toContain("#2");
  await expectSound(world);
});

it("proposes again what it had closed itself", async () => {
  await using world = await proposedWorld();
  world.chat.setLists({ "webhook-china": prefixes(10) });
  expect(operation(await world.run(oneList))).toBe("closed");
  world.chat.setLists({ "webhook-china": prefixes(11) });
  const run = await world.run(oneList);
  expect(operation(run), run.log).toBe("created");
});

it("respects a person who took our part out of the body and closed", async () => {
  await using world = await proposedWorld();
  await world.github.editPullRequest(2, { body: "no, thanks" });
  await world.github.closePullRequest(2);
  const run = await world.run(oneList);
  expect(operation(run), run.log).toBe("suppressed");
  expect(writes(run)).toEqual([]);
  world.chat.setLists({ "webhook-china": prefixes(12) });
  expect(operation(await world.run(oneList))).toBe("created");
});

it("respects a person who opens again what it had closed itself, and closes it", async () => {
  await using world = await proposedWorld();
  const { chat, github } = world;
  chat.setLists({ "webhook-china": prefixes(10) });
  expect(operation(await world.run({ ...oneList, "delete-branch": "false" }))).toBe("closed");
  await github.reopenPullRequest(2);
  await github.closePullRequest(2);
  chat.setLists({ "webhook-china": prefixes(11) });
  const run = await world.run(oneList);
  expect(operation(run), run.log).toBe("suppressed");
  expect(writes(run)).toEqual([]);
  await expectSound(world);
});

/** Two lists are committed, both have drifted, and a person has closed what was proposed. */
async function rejectedWorld(): Promise<World> {
  const world = await createWorld();
  world.chat.setLists(lists(10));
  await runHere(world, twoLists);
  await world.github.merge(1, { deleteBranch: true });
  world.chat.setLists(lists(11));
  await runHere(world, twoLists);
  expect(openPulls(world)).toHaveLength(1);
  await world.github.closePullRequest(2);
  return world;
}

const twoLists = { lists: "webhook-china,web-china" };
const lists = (one: number, other = one) => ({
  "webhook-china": prefixes(one),
  "web-china": prefixes(other, 1000),
});
/** Of web-china; an error that nobody tries again after. */
const fails = { netType: 3, nth: "every", kind: "code", code: 70009 } as const;

it("respects it in part where a list fails that was part of it", async () => {
  await using world = await rejectedWorld();
  world.chat.addFault(fails);
  const run = await world.run(twoLists);
  expect(run.outputs["failed-lists"], run.log).toBe('["web-china"]');
  expect(operation(run), run.log).toBe("suppressed");
  expect(writes(run)).toEqual([]);
  expect(openPulls(world)).toEqual([]);
});

it("respects it in part although its branch was deleted", async () => {
  await using world = await rejectedWorld();
  await world.github.git("update-ref", "-d", `refs/heads/${branch}`);
  world.chat.addFault(fails);
  expect(operation(await world.run(twoLists))).toBe("suppressed");
});

it("asks again where the list that loads says something else than was closed, though another one fails", async () => {
  await using world = await rejectedWorld();
  world.chat.setLists(lists(12));
  world.chat.addFault(fails);
  const run = await world.run(twoLists);
  expect(operation(run), run.log).toBe("created");
  expect(pull(world, 3).body).toContain("#2");
});

it("asks again where the drift of the other list is known to be gone", async () => {
  await using world = await rejectedWorld();
  world.chat.setLists(lists(11, 10));
  const run = await world.run(twoLists);
  expect(operation(run), run.log).toBe("created");
});

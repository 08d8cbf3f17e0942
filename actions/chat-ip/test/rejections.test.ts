import { expect, it } from "vitest";
import { runHere } from "./harness/run-here.ts";
import {
  branch,
  expectSound,
  file,
  oneList,
  openBackport,
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
  const overridden = await runHere(world, { ...oneList, "recreate-closed": "true" });
  expect(operation(overridden), overridden.log).toBe("created");
  expect(openPulls(world)).toHaveLength(1);
});

it("opens a new one that names the closed one where the content is another", async () => {
  await using world = await proposedWorld();
  await world.github.closePullRequest(2);
  world.chat.setLists({ "webhook-china": prefixes(12) });
  const run = await runHere(world, oneList);
  expect(operation(run), run.log).toBe("created");
  expect(run.outputs["pull-request-number"]).toBe("3");
  expect(pull(world, 3).body).toContain("#2");
  await expectSound(world);
});

it("proposes again what it had closed itself", async () => {
  await using world = await proposedWorld();
  world.chat.setLists({ "webhook-china": prefixes(10) });
  expect(operation(await runHere(world, oneList))).toBe("closed");
  world.chat.setLists({ "webhook-china": prefixes(11) });
  const run = await runHere(world, oneList);
  expect(operation(run), run.log).toBe("created");
});

it("respects a person who took our part out of the body and closed", async () => {
  await using world = await proposedWorld();
  await world.github.editPullRequest(2, { body: "no, thanks" });
  await world.github.closePullRequest(2);
  const run = await runHere(world, oneList);
  expect(operation(run), run.log).toBe("suppressed");
  expect(writes(run)).toEqual([]);
  world.chat.setLists({ "webhook-china": prefixes(12) });
  expect(operation(await runHere(world, oneList))).toBe("created");
});

it("respects a person who opens again what it had closed itself, and closes it", async () => {
  await using world = await proposedWorld();
  const { chat, github } = world;
  chat.setLists({ "webhook-china": prefixes(10) });
  expect(operation(await runHere(world, { ...oneList, "delete-branch": "false" }))).toBe("closed");
  await github.reopenPullRequest(2);
  await github.closePullRequest(2);
  chat.setLists({ "webhook-china": prefixes(11) });
  const run = await runHere(world, oneList);
  expect(operation(run), run.log).toBe("suppressed");
  expect(writes(run)).toEqual([]);
  await expectSound(world);
});

/** A person followed the advice of a comment of ours. */
async function closeAndDelete({ github }: World): Promise<void> {
  await github.closePullRequest(2);
  await github.git("update-ref", "-d", `refs/heads/${branch}`);
}

it("proposes again what a person closed because we said that it was obsolete", async () => {
  await using world = await proposedWorld();
  const { chat, github } = world;
  await github.commit({ branch, files: { [file]: "43.128.0.0/16\n" } });
  chat.setLists({ "webhook-china": prefixes(10) });
  expect(operation(await runHere(world, oneList))).toBe("blocked");
  await closeAndDelete(world);
  expect(operation(await runHere(world, oneList))).toBe("none");
  chat.setLists({ "webhook-china": prefixes(11) });
  const run = await runHere(world, oneList);
  expect(operation(run), run.log).toBe("created");
});

it("proposes again what a person closed because we said that it was in conflict", async () => {
  await using world = await proposedWorld();
  const { github } = world;
  await github.commit({ branch, files: { "notes.md": "see ticket 12\n" } });
  await github.commit({ branch: "main", files: { [file]: `${prefixes(9).join("\n")}\n` } });
  expect(operation(await runHere(world, oneList))).toBe("blocked");
  await closeAndDelete(world);
  const run = await runHere(world, oneList);
  expect(operation(run), run.log).toBe("created");
  await expectSound(world);
});

it.each(["actions", "personal"] as const)(
  "proposes again what it had closed without a word, the conversation being locked: %s token",
  async (tokenKind) => {
    await using world = await proposedWorld({ github: { tokenKind } });
    const { chat, github } = world;
    chat.setLists({ "webhook-china": prefixes(10) });
    const body = { message: "Unable to create comment because issue is locked." };
    github.addFault({ nth: "every", method: "POST", path: /comments$/, kind: "refuse", status: 403, body });
    expect(operation(await runHere(world, oneList))).toBe("closed");
    chat.setLists({ "webhook-china": prefixes(11) });
    const run = await runHere(world, oneList);
    expect(operation(run), run.log).toBe("created");
  },
);

it("proposes again what a person closed for a run that died after its farewell", async () => {
  await using world = await proposedWorld({ github: { tokenKind: "personal" } });
  const { chat, github } = world;
  chat.setLists({ "webhook-china": prefixes(10) });
  const died = await world.run(oneList, {
    onStart: (kill) =>
      github.addFault({ nth: 1, method: "POST", path: /comments$/, kind: "run", when: "after", run: kill }),
  });
  expect(died.signal).toBe("SIGKILL");
  expect(pull(world, 2)).toMatchObject({ state: "open", comments: [{}] });
  await github.closePullRequest(2);
  chat.setLists({ "webhook-china": prefixes(11) });
  const run = await world.run(oneList);
  expect(operation(run), run.log).toBe("created");
});

it("proposes to one base what a person closed for another", async () => {
  await using world = await proposedWorld();
  const { github } = world;
  await github.git("branch", "release", "main");
  await closeAndDelete(world);
  expect(operation(await runHere(world, oneList))).toBe("suppressed");
  const run = await runHere(world, { ...oneList, base: "release" });
  expect(operation(run), run.log).toBe("created");
  expect(pull(world, 3)).toMatchObject({ base: "release", state: "open" });
});

it("remembers a rejection although the branch was merged elsewhere since", async () => {
  await using world = await proposedWorld();
  const { github } = world;
  await github.closePullRequest(2);
  await openBackport(world, "release");
  await github.merge(3);
  const run = await runHere(world, oneList);
  expect(operation(run), run.log).toBe("suppressed");
});

it("keeps a person's lines on a branch that was merged elsewhere", async () => {
  await using world = await proposedWorld();
  const { chat, github } = world;
  const proposed = (await github.file(branch, file)) ?? "";
  const kept = "# keep: ours\n43.200.0.1\n";
  await github.commit({ branch, files: { [file]: `${proposed}\n${kept}` } });
  await github.closePullRequest(2);
  await openBackport(world, "release");
  await github.merge(3);
  chat.setLists({ "webhook-china": prefixes(12) });
  const run = await runHere(world, oneList);
  expect(run.log).toContain("holds a person's commits to the allowlists");
  expect(await github.file(branch, file)).toContain(kept);
});

const lastWrite = { nth: 1, method: "PATCH", path: /\/pulls\/2$/, kind: "run" } as const;

it.each([
  ["before its title and body are read once more", { ...lastWrite, method: "GET" }, 0],
  ["before they are written, which is taken back", lastWrite, 2],
])("takes no closing for a rejection of what was written meanwhile: %s", async (_when, moment, edits) => {
  await using world = await proposedWorld();
  const { chat, github } = world;
  const before = pull(world, 2).body;
  chat.setLists({ "webhook-china": prefixes(12) });
  github.addFault({ ...moment, run: () => github.closePullRequest(2) });
  const run = await runHere(world, oneList);
  expect(operation(run), run.log).toBe("created");
  expect(pull(world, 2)).toMatchObject({ state: "closed", body: before });
  expect(writes(run).filter((write) => write.endsWith("/pulls/2"))).toHaveLength(edits);
  expect(pull(world, 3)).toMatchObject({ state: "open" });
  expect(pull(world, 3).body).toContain("#2");
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
  const run = await runHere(world, twoLists);
  expect(run.outputs["failed-lists"], run.log).toBe('["web-china"]');
  expect(operation(run), run.log).toBe("suppressed");
  expect(writes(run)).toEqual([]);
  expect(openPulls(world)).toEqual([]);
});

it("respects it in part although it closed others itself since", async () => {
  await using world = await rejectedWorld();
  const { chat } = world;
  for (const count of [12, 13, 14]) {
    chat.setLists(lists(count));
    expect((await runHere(world, twoLists)).pullRequest?.operation).toBe("created");
    chat.setLists(lists(10));
    expect((await runHere(world, twoLists)).pullRequest?.operation).toBe("closed");
  }
  chat.setLists(lists(11));
  chat.addFault(fails);
  const run = await runHere(world, twoLists);
  expect(operation(run), run.log).toBe("suppressed");
});

it("passes over what a person closed long ago and nobody can read", async () => {
  await using world = await rejectedWorld();
  const { chat, github } = world;
  chat.setLists(lists(12));
  chat.addFault(fails);
  const gone = { message: "No commit found for the ref 0123" };
  const { headSha } = pull(world, 2);
  await github.git("update-ref", "-d", `refs/heads/${branch}`);
  github.addFault({
    nth: "every",
    method: "GET",
    path: new RegExp(`ref=${headSha}`),
    kind: "refuse",
    status: 404,
    body: gone,
  });
  const run = await runHere(world, twoLists);
  expect(operation(run), run.log).toBe("created");
});

it("respects it in part although its branch was deleted", async () => {
  await using world = await rejectedWorld();
  await world.github.git("update-ref", "-d", `refs/heads/${branch}`);
  world.chat.addFault(fails);
  expect(operation(await runHere(world, twoLists))).toBe("suppressed");
});

it("asks again where the list that loads says something else than was closed, though another one fails", async () => {
  await using world = await rejectedWorld();
  world.chat.setLists(lists(12));
  world.chat.addFault(fails);
  const run = await runHere(world, twoLists);
  expect(operation(run), run.log).toBe("created");
  expect(pull(world, 3).body).toContain("#2");
});

it("asks again where the drift of the other list is known to be gone", async () => {
  await using world = await rejectedWorld();
  world.chat.setLists(lists(11, 10));
  const run = await runHere(world, twoLists);
  expect(operation(run), run.log).toBe("created");
});

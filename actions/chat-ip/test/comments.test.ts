import { expect, it } from "vitest";
import { runHere } from "./harness/run-here.ts";
import {
  branch,
  expectSound,
  file,
  oneList,
  operation,
  prefixes,
  proposedWorld,
  pull,
  writes,
} from "./harness/scenes.ts";
import { typed, type World } from "./harness/world.ts";

// One comment of ours at the most, and none of a person's is touched.

/** A person has edited the lists on the branch, and a run has said that it can't go on. */
async function blockedWorld(): Promise<World> {
  const world = await proposedWorld();
  await world.github.commit({ branch, files: { [file]: "43.128.0.0/16\n" } });
  await runWith(world, 12);
  expect(comments(world)).toHaveLength(1);
  return world;
}

/** The lists move on, and a run can't follow. */
async function runWith(world: World, count: number): Promise<void> {
  world.chat.setLists({ "webhook-china": prefixes(count) });
  const run = await world.run(oneList);
  expect(operation(run), run.log).toBe("blocked");
}

const comments = (world: World) => pull(world, 2).comments;

function onlyComment(world: World) {
  const [comment] = comments(world);
  if (!comment) throw new Error("there is no comment");
  return comment;
}

/** The edit is taken back, and a run goes on from there. */
async function settle(world: World): Promise<void> {
  const proposed = await world.github.git("show", `${branch}~1:${file}`);
  await world.github.commit({ branch, files: { [file]: `${proposed}\n` } });
  const run = await runHere(world, oneList);
  expect(operation(run), run.log).toBe("updated");
  await expectSound(world);
}

it("rewrites its own comment, and leaves a person's copy of it alone", async () => {
  await using world = await blockedWorld();
  const ours = onlyComment(world);
  const copy = await world.github.commentOnPullRequest(2, ours.body);
  await runWith(world, 13);
  expect(comments(world)).toMatchObject([{ id: ours.id }, { id: copy, body: typed(ours.body) }]);
  expect(comments(world)[0]?.body).toContain("43.128.12.0/24");
  await settle(world);
  expect(comments(world)).toMatchObject([{ id: copy }]);
});

it("leaves a copy from another pull request alone, and says what it has to say", async () => {
  await using world = await blockedWorld();
  const { github } = world;
  const { body } = onlyComment(world);
  await github.closePullRequest(2);
  await github.git("update-ref", "-d", `refs/heads/${branch}`);
  world.chat.setLists({ "webhook-china": prefixes(14) });
  expect(operation(await runHere(world, oneList))).toBe("created");
  const copy = await github.commentOnPullRequest(3, body);
  await github.commit({ branch, files: { [file]: "43.128.0.0/16\n" } });
  await runWith(world, 15);
  const [first, second] = pull(world, 3).comments;
  expect(first).toMatchObject({ id: copy, body: typed(body) });
  expect(second?.body).toContain("43.128.14.0/24");
});

it("leaves its own comment to the person who edited it, and repeats nothing", async () => {
  await using world = await blockedWorld();
  const { id, body } = onlyComment(world);
  const edited = `${body}\nTicket 12 has the details.`;
  await world.github.editComment(id, edited);
  const kept = { id, body: typed(edited) };
  await runWith(world, 12);
  expect(comments(world)).toMatchObject([kept]);
  await runWith(world, 13);
  expect(comments(world)).toMatchObject([kept, {}]);
  await settle(world);
  expect(comments(world)).toMatchObject([kept]);
});

it("keeps one where runs that met have died before they could", async () => {
  await using world = await proposedWorld({ github: { tokenKind: "personal" } });
  const { github } = world;
  await github.commit({ branch, files: { [file]: "43.128.0.0/16\n" } });
  await runWith(world, 12);
  const ours = onlyComment(world);
  // The same account: a personal token's.
  const { author } = pull(world, 2);
  expect(await github.commentOnPullRequest(2, ours.body)).toBeGreaterThan(ours.id);
  expect(comments(world).map((comment) => comment.author)).toEqual([author, author]);
  await runWith(world, 12);
  expect(comments(world)).toMatchObject([{ id: ours.id }]);
});

it("reads the comments once where it has nothing new to say", async () => {
  await using world = await blockedWorld();
  const run = await runHere(world, oneList);
  expect(writes(run)).toEqual([]);
  expect(run.requests.filter(({ path }) => path.includes("/comments"))).toHaveLength(1);
});

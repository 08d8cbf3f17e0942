import { expect, it } from "vitest";
import { runHere } from "../harness/run-here.ts";
import { branch, entries, prefixes } from "../harness/scenes.ts";
import { close, create, extend, join, reuse, tipOf, update } from "./paths.ts";

// The other tests of this folder compare with what an undisturbed run leaves behind. This is it.

const bare = { labels: [], assignees: [], reviewers: [], teamReviewers: [], comments: [] };
const people = {
  labels: ["network"],
  assignees: ["maintainer"],
  reviewers: ["reviewer"],
  teamReviewers: ["network"],
};

it.each([
  { ...create, proposes: prefixes(10), parents: ["main"], pull: { ...bare, ...people } },
  { ...update, proposes: prefixes(12), parents: ["before"], pull: bare },
  { ...join, proposes: prefixes(12), parents: ["before", "main"], pull: bare },
  { ...reuse, proposes: prefixes(11), parents: ["main"], pull: bare },
  { ...extend, proposes: prefixes(12), parents: ["before"], pull: bare },
])("$name: one open pull request with everything on it", async ({ proposes, parents, pull, ...path }) => {
  await using world = await path.prepare();
  const { github } = world;
  const commits = { before: await tipOf(world), main: await github.git("rev-parse", "main") };
  const run = await runHere(world, path.inputs);
  expect(run.pullRequest?.operation).toBe(path.operation);
  expect(run.warnings).toEqual([]);
  expect(github.pullRequests).toHaveLength(1);
  expect(github.pullRequests).toMatchObject([{ ...pull, state: "open", head: branch, base: "main" }]);
  expect(github.pullRequests[0]?.body).not.toContain("unfinished");
  expect(await entries(world, branch)).toEqual(proposes);
  const named = parents.map((name) => (name === "main" ? commits.main : commits.before));
  expect((await github.git("log", "-1", "--format=%P", branch)).split(" ")).toEqual(named);
});

it("close: one closed pull request that says why, and no branch", async () => {
  await using world = await close.prepare();
  const main = await world.github.git("rev-parse", "main");
  await runHere(world, close.inputs);
  expect(world.github.pullRequests).toMatchObject([
    {
      state: "closed",
      merged: false,
      comments: [{ body: expect.stringContaining("nothing is left to change") }],
    },
  ]);
  expect(await tipOf(world)).toBeNull();
  expect(await world.github.git("rev-parse", "main")).toBe(main);
});

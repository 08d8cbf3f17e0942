import { sampleLists } from "@chat-ip/emulator";
import type { GitHubRequest } from "@chat-ip/github-emulator";
import { renderListFile } from "@chat-ip/sync";
import { expect, it } from "vitest";
import { runHere } from "../harness/run-here.ts";
import { branch, file, oneList, prefixes } from "../harness/scenes.ts";
import { headOf } from "../harness/scheduled-run.ts";
import { createWorld, type World } from "../harness/world.ts";
import { close, create, join, paths, update } from "./paths.ts";

const isWrite = ({ method }: GitHubRequest): boolean => method !== "GET";

/** What one run asks of GitHub. */
async function requestsOf(
  world: World,
  inputs: Readonly<Record<string, string>>,
  operation: string,
): Promise<readonly GitHubRequest[]> {
  const before = world.github.requests.length;
  const run = await runHere(world, inputs);
  expect(run.error).toBeNull();
  expect(run.pullRequest?.operation).toBe(operation);
  return world.github.requests.slice(before);
}

const routes = (requests: readonly GitHubRequest[]): string[] =>
  requests.map(({ method, path }) => `${method} ${path.replace(/\?.*/, "").split("/").slice(4).join("/")}`);

/** All seven lists are committed as the Action writes them. */
async function settledWorld(inputs: Readonly<Record<string, string>> = {}): Promise<World> {
  const world = await createWorld();
  world.chat.setLists(sampleLists("2025-04-02"));
  await runHere(world, inputs);
  await world.github.merge(1, { deleteBranch: true });
  return world;
}

/** What every run reads at once: base, folder, note about removals, pull requests. */
const first = [
  "GET branches/main",
  "GET contents/chat-ips",
  "GET git/matching-refs/chat-ip%2Fwaiting%2F",
  "GET pulls",
];

it.each([
  ["as the vendor divides them", {}],
  ["as the fewest prefixes", { aggregate: "true" }],
])("costs four requests without drift, with the lists committed %s", async (_how, inputs) => {
  await using world = await settledWorld(inputs);
  expect(routes(await requestsOf(world, inputs, "none")).sort()).toEqual(first);
});

it("costs ten requests to open the first pull request, for one list or seven", async () => {
  for (const inputs of [oneList, {}]) {
    await using world = await createWorld();
    world.chat.setLists(sampleLists("2025-04-02"));
    const asked = routes(await requestsOf(world, inputs, "created"));
    expect(asked.slice(0, 4).sort()).toEqual(first);
    // That the folder is absent is confirmed by the commit's tree.
    expect(
      asked
        .slice(4, 6)
        .map((route) => route.replace(/[^/]*$/, ""))
        .sort(),
    ).toEqual(["GET git/ref/", "GET git/trees/"]);
    expect(asked.slice(6)).toEqual(["POST git/trees", "POST git/commits", "POST git/refs", "POST pulls"]);
  }
});

it("costs one more where the base has moved since the run was triggered", async () => {
  await using world = await createWorld();
  world.chat.setLists(sampleLists("2025-04-02"));
  const triggered = await headOf(world.github, "main");
  await world.github.commit({ branch: "main", files: { "README.md": "# firewall\n" } });
  const { requests, outputs, log } = await world.run(oneList, { env: { GITHUB_SHA: triggered } });
  expect(outputs["pull-request-operation"], log).toBe("created");
  const folders = routes(requests).filter((route) => route === "GET contents/chat-ips");
  expect(requests).toHaveLength(10 + 1);
  expect(folders).toHaveLength(2);
});

it("costs one more for each list whose file is not as wanted, and reads the branch meanwhile", async () => {
  await using world = await settledWorld();
  world.chat.setLists(sampleLists("2025-04-11"));
  const asked = routes(await requestsOf(world, {}, "created"));
  expect(asked).toHaveLength(9 + 2);
  expect(asked.slice(4, 7).map((route) => route.replace(/\/[^/]*$/, ""))).toEqual([
    "GET git/ref",
    "GET git/blobs",
    "GET git/blobs",
  ]);
});

it.each([
  // four, the file, comparison and folder of the branch, comments; tree, commit, ref; the body as it is, and the new one
  { ...update, count: 13 },
  // the folder where branch and base parted, and how the repository merges, as well
  { ...join, count: 15 },
  // four, comparison, folder, comments; the body as it is, and the closing recorded in it; comment, comments; pull requests to the branch, ref, its deletion; the pull request
  { ...close, count: 15 },
  // ten; label, assignee, reviewer, team; the body as it is, and the new one
  { ...create, count: 16 },
])("$name: costs $count requests", async ({ count, ...path }) => {
  await using world = await path.prepare();
  expect(routes(await requestsOf(world, path.inputs, path.operation))).toHaveLength(count);
});

it.each(paths)("$name: an hour later, another run writes nothing", async (path) => {
  await using world = await path.prepare();
  await runHere(world, path.inputs);
  await expectQuiet(world, path.inputs);
});

/** A run at another time, of another number, with nothing new to say. */
async function expectQuiet(world: World, inputs: Readonly<Record<string, string>>): Promise<void> {
  const before = world.github.requests.length;
  const run = await runHere(world, inputs, { now: () => Date.now() + 3_600_000, runId: "7000000002" });
  expect(run.error).toBeNull();
  expect(world.github.requests.slice(before).filter(isWrite)).toEqual([]);
}

const edit = { [file]: "43.128.0.0/16\n" };

it.each<[string, (world: World) => Promise<unknown>, readonly string[]]>([
  ["a person edited the lists", ({ github }) => github.commit({ branch, files: edit }), prefixes(12)],
  ["they did, and the drift is gone", ({ github }) => github.commit({ branch, files: edit }), prefixes(10)],
  [
    "the base moved in conflict, and a person committed to the branch",
    async ({ github }) => {
      await github.commit({ branch, files: { "notes.md": "see ticket 12\n" } });
      await github.commit({
        branch: "main",
        files: { [file]: renderListFile("webhook-china", prefixes(9), []) },
      });
    },
    prefixes(12),
  ],
])("says once that it is blocked where %s", async (_why, disturb, lists) => {
  await using world = await update.prepare();
  world.chat.setLists({ "webhook-china": lists });
  await disturb(world);
  const [comment, ...more] = (await requestsOf(world, update.inputs, "blocked")).filter(isWrite);
  expect(comment?.path).toMatch(/comments$/);
  expect(more).toEqual([]);
  await expectQuiet(world, update.inputs);
});

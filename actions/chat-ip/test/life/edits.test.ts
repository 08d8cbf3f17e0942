import type { GitHubRequest } from "@chat-ip/github-emulator";
import { expect, it } from "vitest";
import { runHere } from "../harness/run-here.ts";
import { expectSound, openPulls } from "../harness/scenes.ts";
import type { World } from "../harness/world.ts";
import { concurrently } from "./concurrently.ts";
import { create, join, type LifePath, update } from "./paths.ts";

const title = "Allowlists for the new office";
const words = "Ticket 12 says why.";

async function edit({ github }: World): Promise<void> {
  for (const { number, body } of github.pullRequests) {
    await github.editPullRequest(number, { title, body: `${words}\n\n${body}` });
  }
}

async function requestsOf(world: World, path: LifePath): Promise<readonly GitHubRequest[]> {
  const before = world.github.requests.length;
  const run = await runHere(world, path.inputs);
  expect(run.error).toBeNull();
  return world.github.requests.slice(before);
}

/** The requests before which a person may edit an open pull request, by their place in the run; the last is the body's. */
async function momentsOf(path: LifePath): Promise<number[]> {
  await using world = await path.prepare();
  const opened = world.github.pullRequests.length > 0;
  const asked = await requestsOf(world, path);
  expect(asked.at(-1)?.method).toBe("PATCH");
  const first = opened ? 0 : asked.findIndex(({ path: to }) => to.includes("/issues/"));
  // GitHub can't be told to write only what nobody has touched: after the last read it would be lost.
  const lastRead = asked.findLastIndex(
    ({ method, path: to }) => method === "GET" && /\/pulls\/\d+$/.test(to),
  );
  return asked.map((_, index) => index + 1).slice(first, lastRead + 1);
}

async function editBefore(path: LifePath, nth: number): Promise<void> {
  await using world = await path.prepare();
  world.github.addFault({ nth, kind: "run", run: () => edit(world) });
  await requestsOf(world, path);
  const where = `edited before request ${nth}`;
  const [pull, ...others] = openPulls(world);
  expect(others, where).toEqual([]);
  expect(pull?.title, where).toBe(title);
  expect(pull?.body, where).toMatch(new RegExp(`^${words}`));
  const again = await requestsOf(world, path);
  expect(
    again.filter(({ method }) => method !== "GET"),
    where,
  ).toEqual([]);
  await expectSound(world);
}

it.each([create, update, join])(
  "$name: what a person writes into title and body meanwhile stays",
  async (path) => {
    const moments = await momentsOf(path);
    expect(moments.length).toBeGreaterThan(4);
    await concurrently(moments, 3, (nth) => editBefore(path, nth));
  },
);

import type { EmulatorOptions } from "@chat-ip/emulator";
import type { GitHubEmulator, PullRequestState } from "@chat-ip/github-emulator";
import { expect } from "vitest";
import { errorText } from "./error-text.ts";
import { runHere } from "./run-here.ts";
import { createWorld, type World, type WorldOptions, type WorldRun } from "./world.ts";

/** One list is enough for most scenes, and short to read. */
export const oneList = { lists: "webhook-china" } as const;
export const file = "chat-ips/webhook-china.txt";
export const branch = "chat-ip/update";

export type Lists = NonNullable<EmulatorOptions["lists"]>;

/** Public prefixes that no guardrail minds, one after the other. */
export const prefixes = (count: number, from = 0): string[] =>
  Array.from(
    { length: count },
    (_, index) => `43.${128 + Math.floor((from + index) / 256)}.${(from + index) % 256}.0/24`,
  );

/** A world whose base holds ten prefixes of webhook-china, as the Action wrote them, with nothing open. */
export async function settledWorld(options: WorldOptions = {}): Promise<World> {
  const world = await createWorld(options);
  world.chat.setLists({ "webhook-china": prefixes(10) });
  const first = await runHere(world, oneList);
  expect(first.pullRequest?.operation, errorText(first)).toBe("created");
  await world.github.merge(1, { deleteBranch: true });
  return world;
}

/** The same, and one more prefix proposed by an open pull request. */
export async function proposedWorld(options: WorldOptions = {}): Promise<World> {
  const world = await settledWorld(options);
  world.chat.setLists({ "webhook-china": prefixes(11) });
  const run = await runHere(world, oneList);
  expect(run.pullRequest?.operation, errorText(run)).toBe("created");
  return world;
}

export const openPulls = ({ github }: World): PullRequestState[] =>
  github.pullRequests.filter(({ state }) => state === "open");

export function pull({ github }: World, number: number): PullRequestState {
  const found = github.pullRequests.find((one) => one.number === number);
  if (!found) throw new Error(`there is no pull request #${number}`);
  return found;
}

/** A person opens a pull request. */
export async function openByHand(github: GitHubEmulator, head: string, base: string): Promise<void> {
  const answer = await fetch(`${github.url}/repos/${github.repository}/pulls`, {
    method: "POST",
    headers: { authorization: `token ${github.token}`, "content-type": "application/json" },
    body: JSON.stringify({ title: "By hand", head, base }),
  });
  expect(answer.status).toBe(201);
}

/** A person opens a pull request from our branch to another base, a new branch off main. */
export async function openBackport({ github }: World, base: string): Promise<void> {
  await github.git("branch", base, "main");
  await openByHand(github, branch, base);
}

/** What a run wrote to GitHub. */
export const writes = ({ requests }: Pick<WorldRun, "requests">): string[] =>
  requests.filter(({ method }) => method !== "GET").map(({ method, path }) => `${method} ${path}`);

export const operation = ({ outputs }: Pick<WorldRun, "outputs">): string | undefined =>
  outputs["pull-request-operation"];

/** The entries of a file, without its comments. */
export async function entries({ github }: World, on: string, path: string = file): Promise<string[]> {
  const text = (await github.file(on, path)) ?? "";
  return text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
}

/** What must hold after every scene: requests and answers as GitHub describes them, and a sound repository. */
export async function expectSound({ github }: World): Promise<void> {
  expect(github.violations).toEqual([]);
  expect(await github.git("fsck", "--strict", "--no-dangling")).toBe("");
}

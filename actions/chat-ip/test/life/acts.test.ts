import { afterAll, expect, it } from "vitest";
import { errorText } from "../harness/error-text.ts";
import { runHere } from "../harness/run-here.ts";
import { branch, entries, expectSound, file, openPulls, prefixes } from "../harness/scenes.ts";
import type { World } from "../harness/world.ts";
import { concurrently } from "./concurrently.ts";
import { close, create, join, type LifePath, settle, update } from "./paths.ts";
import { requestsOf } from "./requests-of.ts";
import { createSample, routeOf } from "./sample.ts";

const kept = "43.200.0.1";

/** What a person does to the pull request, in its pages, or to its base. */
const acts: Readonly<Record<string, (world: World, number: number) => Promise<unknown>>> = {
  "keeps a line on the base": async ({ github }) => {
    const committed = (await github.file("main", file)) ?? "";
    return github.commit({ branch: "main", files: { [file]: `${committed}\n# keep: ours\n${kept}\n` } });
  },
  merges: ({ github }, number) => github.merge(number),
  squashes: ({ github }, number) => github.merge(number, { method: "squash" }),
  closes: ({ github }, number) => github.closePullRequest(number),
  "deletes the branch": async ({ github }) => {
    await github.git("update-ref", "-d", `refs/heads/${branch}`);
  },
};

/** The n-th request of a run, and the pull request that is open by then. */
interface Moment {
  readonly nth: number;
  readonly act: string;
  readonly route: string;
}

async function momentsOf(path: LifePath): Promise<Moment[]> {
  const asked = await requestsOf(path);
  const opening = asked.findIndex(({ method, path: to }) => method === "POST" && to.endsWith("/pulls"));
  return asked
    .map((request, index) => ({ nth: index + 1, route: routeOf(request) }))
    .slice(opening + 1)
    .flatMap((moment) => Object.keys(acts).map((act) => ({ ...moment, act })));
}

/** What the API says, in each of the paths the only list. */
const live = (path: LifePath): string[] => prefixes(path === close || path === create ? 10 : 12);

/**
 * The base, once what is open is merged, holds what the lists say and what a person keeps; or a person has closed what
 * proposed it, and a run says so.
 */
async function expectRight(world: World, path: LifePath, where: string): Promise<void> {
  const [open, ...others] = openPulls(world);
  expect(others, where).toEqual([]);
  const keeps = (await entries(world, "main")).includes(kept);
  const wanted = [...live(path), ...(keeps ? [kept] : [])];
  if (open) await world.github.merge(open.number);
  if ((await entries(world, "main")).join() !== wanted.join()) {
    expect(open, where).toBeUndefined();
    const run = await runHere(world, path.inputs);
    expect(run.pullRequest?.operation, where).toBe("suppressed");
    const closed = world.github.pullRequests.findLast(({ merged }) => !merged);
    await world.github.git("branch", "closed", closed?.headSha ?? "none");
    expect(await entries(world, "closed"), where).toEqual(wanted);
  }
}

async function actBefore(path: LifePath, { nth, act }: Moment): Promise<void> {
  await using world = await path.prepare();
  const { github } = world;
  const index = github.requests.length + nth - 1;
  const acted = Promise.withResolvers<boolean>();
  const number = github.pullRequests.length || 1;
  github.addFault({
    nth,
    kind: "run",
    run: () =>
      Promise.resolve(acts[act]?.(world, number)).then(
        () => acted.resolve(true),
        // A conflict, or a pull request that is closed by then: the button is not there.
        () => acted.resolve(false),
      ),
  });
  const run = await runHere(world, path.inputs);
  const request = github.requests[index];
  const where = `a person ${act} before request ${nth}, ${request?.method} ${request?.path}`;
  if (await acted.promise) done += 1;
  const next = await runHere(world, path.inputs);
  expect(
    [run, next].map(errorText).filter((text) => text !== undefined && !isRiddle(text)),
    where,
  ).toEqual([]);
  // With people's commits on it, a branch that the base moved away from is theirs to bring together, which they are told.
  const left = next.error !== null || next.pullRequest?.operation === "blocked";
  if (left) expect([path, act], where).toEqual([settle, expect.stringMatching(/squashes|keeps/)]);
  else await expectRight(world, path, where);
  await expectSound(world);
}

const isRiddle = (message: string): boolean =>
  /no open pull request and holds a person's commits/.test(message);

const sample = createSample<Moment>(({ act, route }) => [act, route]);
let done = 0;

it.each([create, update, close, join, settle])(
  "$name: what a person does to the pull request meanwhile is respected, before whichever request",
  async (path) => {
    await concurrently(sample(await momentsOf(path)), 3, (moment) => actBefore(path, moment));
  },
);

afterAll(() => console.info(`acts in the middle tried: ${done}`));

import { afterAll, expect, it } from "vitest";
import { errorText } from "../harness/error-text.ts";
import { runHere } from "../harness/run-here.ts";
import { branch, expectSound, file, openPulls } from "../harness/scenes.ts";
import type { World } from "../harness/world.ts";
import { concurrently } from "./concurrently.ts";
import { type LifePath, paths, tipOf } from "./paths.ts";
import { requestsOf } from "./requests-of.ts";
import { createSample, routeOf } from "./sample.ts";

interface Push {
  readonly path: string;
  readonly content: string;
}

const edit: Push = { path: file, content: "43.128.0.0/16\n" };
const note: Push = { path: "notes.md", content: "see ticket 12\n" };

/** What a person has done to the branch. */
interface Pushed extends Push {
  readonly sha: string;
  /** there was no branch of that name: now there is one of theirs */
  readonly made: boolean;
}

async function push(world: World, { path, content }: Push): Promise<Pushed> {
  const made = (await tipOf(world)) === null;
  const target = made ? { branch, from: "main" } : { branch };
  return { path, content, made, sha: await world.github.commit({ ...target, files: { [path]: content } }) };
}

/** What a run may end with. One push is no reason to give up: it reads and decides again. */
const refusals = /was not made by this Action|holds a person's commits/;

/**
 * Their commit is in the branch's history, and what it says is what the branch says; a branch that they made is theirs
 * alone.
 */
async function expectKept(world: World, { path, content, sha, made }: Pushed, where: string): Promise<void> {
  const { github } = world;
  expect(await github.git("merge-base", sha, branch), where).toBe(sha);
  expect(await github.file(branch, path), where).toBe(content);
  if (!made) return;
  expect(await tipOf(world), where).toBe(sha);
  expect(openPulls(world), where).toEqual([]);
}

/** A person pushes just before the n-th request takes effect. */
async function pushBefore(path: LifePath, nth: number, what: Push): Promise<void> {
  await using world = await path.prepare();
  const { github } = world;
  const index = github.requests.length + nth - 1;
  const pushing = Promise.withResolvers<Pushed>();
  github.addFault({ nth, kind: "run", run: () => push(world, what).then(pushing.resolve, pushing.reject) });
  const run = await runHere(world, path.inputs);
  const request = github.requests[index];
  const where = `${what.path} pushed before request ${nth}, ${request?.method} ${request?.path}`;
  const pushed = await pushing.promise;
  if (run.error) expect(errorText(run), where).toMatch(refusals);
  await expectKept(world, pushed, where);

  const next = await runHere(world, path.inputs);
  if (next.error) expect(errorText(next), where).toMatch(refusals);
  await expectKept(world, pushed, where);
  await expectSound(world);
}

interface Moment {
  readonly nth: number;
  readonly what: Push;
  readonly route: string;
}

const sample = createSample<Moment>(({ what, route }) => [`${what.path} ${route}`]);
let tried = 0;

it.each(paths)("$name: what a person pushes meanwhile stays, before whichever request", async (path) => {
  // An edit of the lists may change what a run decides, at any time; a note matters where something is written.
  const moments = (await requestsOf(path)).flatMap((request, index): Moment[] =>
    (request.method === "GET" ? [edit] : [edit, note]).map((what) => ({
      nth: index + 1,
      what,
      route: routeOf(request),
    })),
  );
  const picked = sample(moments);
  await concurrently(picked, 3, ({ nth, what }) => pushBefore(path, nth, what));
  tried += picked.length;
});

afterAll(() => console.info(`pushes in the middle tried: ${tried}`));

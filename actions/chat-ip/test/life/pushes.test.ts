import { afterAll, expect, it } from "vitest";
import { runHere } from "../harness/run-here.ts";
import { branch, expectSound, file } from "../harness/scenes.ts";
import type { World } from "../harness/world.ts";
import { concurrently } from "./concurrently.ts";
import { type LifePath, paths, tipOf } from "./paths.ts";

interface Push {
  readonly path: string;
  readonly content: string;
}

const edit: Push = { path: file, content: "43.128.0.0/16\n" };
const note: Push = { path: "notes.md", content: "see ticket 12\n" };

/** A person commits to the branch, or makes one of that name where there is none. */
async function push(world: World, { path, content }: Push): Promise<string> {
  const files = { [path]: content };
  const there = (await tipOf(world)) !== null;
  return world.github.commit(there ? { branch, files } : { branch, from: "main", files });
}

const refusals = /was not made by this Action|holds a person's commits|changed under us/;

/** The methods of the requests that an undisturbed run makes. */
async function methodsOf(path: LifePath): Promise<string[]> {
  await using world = await path.prepare();
  const before = world.github.requests.length;
  await runHere(world, path.inputs);
  return world.github.requests.slice(before).map(({ method }) => method);
}

/** Their commit is in the branch's history, and what it says is what the branch says. */
async function expectKept(
  world: World,
  theirs: string,
  { path, content }: Push,
  where: string,
): Promise<void> {
  const { github } = world;
  expect(await github.git("merge-base", theirs, branch), where).toBe(theirs);
  expect(await github.file(branch, path), where).toBe(content);
}

/** A person pushes just before the n-th request takes effect. */
async function pushBefore(path: LifePath, nth: number, pushed: Push): Promise<void> {
  await using world = await path.prepare();
  const { github } = world;
  const index = github.requests.length + nth - 1;
  let theirs = "";
  github.addFault({
    nth,
    kind: "run",
    async run() {
      theirs = await push(world, pushed);
    },
  });
  const run = await runHere(world, path.inputs);
  const request = github.requests[index];
  const where = `${pushed.path} pushed before request ${nth}, ${request?.method} ${request?.path}`;
  expect(theirs, where).not.toBe("");
  if (run.error) expect(run.error.message, where).toMatch(refusals);
  await expectKept(world, theirs, pushed, where);

  const next = await runHere(world, path.inputs);
  if (next.error) expect(next.error.message, where).toMatch(refusals);
  await expectKept(world, theirs, pushed, where);
  await expectSound(world);
}

let tried = 0;

it.each(paths)("$name: what a person pushes meanwhile stays, before whichever request", async (path) => {
  // An edit of the lists may change what a run decides, at any time; a note matters where something is written.
  const moments = (await methodsOf(path)).flatMap((method, index) =>
    (method === "GET" ? [edit] : [edit, note]).map((pushed) => ({ nth: index + 1, pushed })),
  );
  await concurrently(moments, 3, ({ nth, pushed }) => pushBefore(path, nth, pushed));
  tried += moments.length;
});

afterAll(() => console.info(`pushes in the middle tried: ${tried}`));

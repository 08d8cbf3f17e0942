import { afterAll, expect, it } from "vitest";
import { runHere } from "../harness/run-here.ts";
import { expectSound } from "../harness/scenes.ts";
import type { World, WorldRun } from "../harness/world.ts";
import { type EndState, endState, lastingOutputs } from "./end-state.ts";
import { type LifePath, paths } from "./paths.ts";
import { everyState, type Point, samplePoints, tryEach } from "./points.ts";
import { full } from "./sample.ts";

type Outputs = WorldRun["outputs"];

interface Ending {
  readonly state: EndState;
  readonly outputs: Outputs;
}

async function undisturbed(path: LifePath): Promise<Ending & Pick<WorldRun, "requests">> {
  await using world = await path.prepare();
  const run = await world.run(path.inputs);
  expect(run.outputs["pull-request-operation"], run.log).toBe(path.operation);
  return { state: await endState(world), outputs: lastingOutputs(run, world), requests: run.requests };
}

/** Runs the Action and kills it at the point; nothing that it asks for after that is carried out. */
async function runAndKill(world: World, path: LifePath, { nth, when }: Point): Promise<WorldRun> {
  const { github } = world;
  const dead = await world.run(path.inputs, {
    onStart(kill) {
      github.addFault({ nth, kind: "run", when, run: kill });
      github.addFault({ nth, kind: when === "before" ? "drop-before" : "drop-after" });
    },
  });
  github.clearFaults();
  return dead;
}

const withoutPullRequest = (outputs: Outputs): Outputs =>
  Object.fromEntries(Object.entries(outputs).filter(([name]) => !/^(pull-request-|only-ours$)/.test(name)));

/** The next run; `npm run test:all` starts it as the runner does, in a process of its own. */
async function runAgain(world: World, path: LifePath, expected: Outputs, where: string): Promise<void> {
  const run = await (full ? world.run(path.inputs) : runHere(world, path.inputs));
  expect(run.exitCode, `${where}\n${run.log}`).toBe(0);
  const operation = run.outputs["pull-request-operation"];
  expect([path.operation, path.nothingLeft], where).toContain(operation);
  // One that finds it merged finds no drift either, so nothing of it is left to tell.
  if (path.operation === "merged" && operation === "none") return;
  // A run that finds the pull request closed has none to name.
  const outputs = operation === "none" ? withoutPullRequest(expected) : expected;
  expect(lastingOutputs(run, world), where).toEqual(outputs);
}

async function dieAndRunAgain(path: LifePath, point: Point, ending: Ending): Promise<void> {
  await using world = await path.prepare();
  const dead = await runAndKill(world, path, point);
  const last = dead.requests.at(-1);
  const where = `killed ${point.when} request ${point.nth}, ${last?.method} ${last?.path}`;
  expect(dead.signal, where).toBe("SIGKILL");

  // Each state that a dead run can leave is gone on from, and what is said is compared. Between two writes it is the same one:
  // there the end will do.
  if (point.when === "after" && last?.method !== "GET") await runAgain(world, path, ending.outputs, where);
  else expect((await runHere(world, path.inputs)).error, where).toBeNull();
  expect(await endState(world), where).toEqual(ending.state);
  await expectSound(world);

  const settled = await runHere(world, path.inputs);
  expect(settled.pullRequest?.operation, where).toBe(path.nothingLeft);
  expect(await endState(world), where).toEqual(ending.state);
}

const sample = samplePoints();
let tried = 0;

it.each(paths)(
  "$name: killed at any request, the next run ends where an undisturbed one does",
  async (path) => {
    const { requests, ...ending } = await undisturbed(path);
    tried += await tryEach(sample(everyState(requests)), (point) => dieAndRunAgain(path, point, ending));
  },
);

afterAll(() => console.info(`crash points tried: ${tried}`));

import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, it } from "vitest";
import { runHere } from "../harness/run-here.ts";
import { expectSound } from "../harness/scenes.ts";
import { seeded } from "../harness/seeded.ts";
import type { World, WorldRun } from "../harness/world.ts";
import { endState } from "./end-state.ts";
import { close, create, extend, join, type LifePath, tickingClock, update } from "./paths.ts";
import { full } from "./sample.ts";

/** Ten processes take a while: a few rounds in the daily tests, more in `npm run test:all`. */
const rounds = full ? 50 : 3;
const runsAtOnce = 10;
const slowestRequestMs = 300;

const starts: readonly LifePath[] = [create, update, close, join, extend];

/** Numbers from 0 to 1, the same ones for the same seed. */
function fractions(seed: number): () => number {
  const next = seeded(seed);
  return () => next() / 2 ** 32;
}

/** Every request is held up before it takes effect, and its answer after that. */
function delayAll({ github }: World, random: () => number): void {
  for (const when of ["before", "after"] as const) {
    const run = (): Promise<void> => sleep((random() * slowestRequestMs) / 2);
    github.addFault({ nth: "every", kind: "run", when, run });
  }
}

async function undisturbed(path: LifePath): Promise<object> {
  await using world = await path.prepare(tickingClock());
  await runHere(world, path.inputs);
  return await endState(world, "content");
}

let gaveUp = 0;
/** writes that another run had been quicker with */
let beaten = 0;

function expectClearEnd(run: WorldRun, path: LifePath): void {
  if (run.exitCode === 0) {
    expect([path.operation, path.nothingLeft]).toContain(run.outputs["pull-request-operation"]);
    return;
  }
  gaveUp += 1;
  expect(run.log).toMatch(/::error.*The repository changed 3 times during this run/);
}

it.each(
  Array.from({ length: rounds }, (_, index) => ({
    seed: index + 1,
    path: starts[index % starts.length] ?? create,
  })),
)("ten runs at once end where one does: round $seed, $path.name", async ({ seed, path }) => {
  const expected = await undisturbed(path);
  await using world = await path.prepare(tickingClock());
  delayAll(world, fractions(seed));
  const runs = await Promise.all(Array.from({ length: runsAtOnce }, () => world.run(path.inputs)));
  world.github.clearFaults();
  beaten += world.github.requests.filter(({ status }) => status === 422).length;
  for (const run of runs) expectClearEnd(run, path);
  expect(runs.map((run) => run.outputs["pull-request-operation"])).toContain(path.operation);
  expect(await endState(world, "content")).toEqual(expected);
  await expectSound(world);

  const settled = await runHere(world, path.inputs);
  expect(settled.pullRequest?.operation).toBe(path.nothingLeft);
  expect(await endState(world, "content")).toEqual(expected);
});

afterAll(() =>
  console.info(
    `races: ${rounds} rounds of ${runsAtOnce} runs; ${beaten} writes came too late, ${gaveUp} runs gave up`,
  ),
);

import { afterAll, expect, it } from "vitest";
import { runHere } from "../harness/run-here.ts";
import { expectSound } from "../harness/scenes.ts";
import { type EndState, endState } from "./end-state.ts";
import { type LifePath, paths } from "./paths.ts";
import { type Asked, everyPoint, type Point, samplePoints, tryEach } from "./points.ts";

async function undisturbed(path: LifePath): Promise<{ state: EndState; requests: Asked[] }> {
  await using world = await path.prepare();
  const before = world.github.requests.length;
  await runHere(world, path.inputs);
  return {
    state: await endState(world),
    requests: world.github.requests.slice(before),
  };
}

async function loseConnection(path: LifePath, { nth, when }: Point, expected: EndState): Promise<void> {
  await using world = await path.prepare();
  const { github } = world;
  const lost = github.requests.length + nth - 1;
  github.addFault({ nth, kind: when === "before" ? "drop-before" : "drop-after" });
  const run = await runHere(world, path.inputs);
  const request = github.requests[lost];
  const where = `connection lost ${when} request ${nth}, ${request?.method} ${request?.path}`;
  expect(request?.status, where).toBeNull();
  expect(run.error, where).toBeNull();
  expect(run.pullRequest?.operation, where).toBe(path.operation);
  expect(await endState(world), where).toEqual(expected);
  await expectSound(world);
}

const sample = samplePoints();
let tried = 0;

it.each(paths)("$name: a connection lost at any request changes nothing", async (path) => {
  const { requests, state } = await undisturbed(path);
  tried += await tryEach(sample(everyPoint(requests)), (point) => loseConnection(path, point, state));
});

afterAll(() => console.info(`lost connections tried: ${tried}`));

import { afterAll, expect, it } from "vitest";
import { errorText } from "../harness/error-text.ts";
import { runHere } from "../harness/run-here.ts";
import { expectSound, openPulls } from "../harness/scenes.ts";
import { concurrently } from "./concurrently.ts";
import { close, create, type LifePath, update } from "./paths.ts";
import { requestsOf } from "./requests-of.ts";
import { createSample, routeOf } from "./sample.ts";

/** What no answer of GitHub's looks like; of some lists, the last one does. */
const bodies: readonly object[] = [{}, { number: null, object: null, head: null }, [null], []];

interface Odd {
  readonly nth: number;
  readonly body: object;
  readonly route: string;
}

const oddsOf = async (path: LifePath): Promise<Odd[]> =>
  (await requestsOf(path)).flatMap((request, index) =>
    bodies.map((body) => ({ nth: index + 1, body, route: routeOf(request) })),
  );

/** The words of a fault in this program. */
const internals = /Cannot|undefined|is not|must be of type|iterable|Invalid/;

async function answerOddly(path: LifePath, { nth, body }: Odd): Promise<void> {
  await using world = await path.prepare();
  const { github } = world;
  const index = github.requests.length + nth - 1;
  github.addFault({ nth, kind: "refuse", status: 200, body });
  const run = await runHere(world, path.inputs);
  const request = github.requests[index];
  const where = `${JSON.stringify(body)} for request ${nth}, ${request?.method} ${request?.path}`;
  expect(errorText(run) ?? "", where).not.toMatch(internals);
  const next = await runHere(world, path.inputs);
  expect(next.error, where).toBeNull();
  expect(openPulls(world).length, where).toBe(path === close ? 0 : 1);
  await expectSound(world);
}

const sample = createSample<Odd>(({ body, route }) => [JSON.stringify(body), route]);
let tried = 0;

it.each([create, update, close])(
  "$name: an answer that is not GitHub's ends the run in words, and the next one goes on",
  async (path) => {
    const odds = sample(await oddsOf(path));
    await concurrently(odds, 3, (odd) => answerOddly(path, odd));
    tried += odds.length;
  },
);

afterAll(() => console.info(`odd answers tried: ${tried}`));

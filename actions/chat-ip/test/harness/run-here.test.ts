import { expect, it } from "vitest";
import { endState } from "../life/end-state.ts";
import type { Said } from "./recorded-toolkit.ts";
import { runHere } from "./run-here.ts";
import { oneList, prefixes } from "./scenes.ts";
import { createWorld, type World } from "./world.ts";

const twoLists = { lists: "webhook-china, web-china" };

/** What was said, without ports, paths, times, and what the runner hides. */
function comparable({ exitCode, outputs, log, summary, report }: Said, { chat, github }: World): Said {
  const normalise = (text: string): string =>
    text
      .replaceAll(/^::(add-mask|debug)::.*\n/gm, "")
      .replaceAll(github.serverUrl, "https://github.example")
      .replaceAll(new URL(chat.url).host, "chat.example")
      .replaceAll(/\d+(\.\d+)? (ms|s)\b/g, "0 ms")
      .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "then")
      .replaceAll(/\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d/g, "that day")
      .replaceAll(/"durationMs":\d+/g, '"durationMs":0')
      .replaceAll(/"open-?[hH]ours":"?[\d.]+"?/g, '"openHours":0');
  const whole = JSON.stringify({ outputs: { ...outputs, report: "" }, report });
  return {
    exitCode,
    log: normalise(log),
    summary: normalise(summary),
    ...(JSON.parse(normalise(whole)) as Pick<Said, "outputs" | "report">),
  };
}

it.each<[string, Record<string, string>, (world: World) => unknown]>([
  ["opens a pull request", oneList, () => undefined],
  ["finds drift where it may only look", { ...oneList, mode: "check" }, () => undefined],
  [
    "warns, with what has to be escaped in the log",
    { ...oneList, labels: "50%, a:b", assignees: "nobody-here" },
    () => undefined,
  ],
  [
    "can't check a list, and holds another one back",
    twoLists,
    ({ chat }) => {
      chat.setLists({ "webhook-china": [...prefixes(3), "10.0.0.0/8"] });
      chat.addFault({ nth: "every", netType: 3, kind: "code", code: 70009 });
    },
  ],
  ["fails as a whole", { ...oneList, base: "trunk" }, () => undefined],
])(
  "does and says what the bundle does and says in its own process, where it %s",
  async (_what, inputs, prepare) => {
    const ways = [(world: World) => world.run(inputs), (world: World) => runHere(world, inputs)];
    const ends = ways.map(async (run) => {
      await using world = await createWorld({
        chat: { lists: { "webhook-china": prefixes(3) } },
        github: { now: () => Date.parse("2026-11-26T06:00:00Z") },
      });
      prepare(world);
      const said = comparable(await run(world), world);
      return { said, state: await endState(world, "content") };
    });
    const [bundle, here] = await Promise.all(ends);
    expect(here).toEqual(bundle);
  },
);

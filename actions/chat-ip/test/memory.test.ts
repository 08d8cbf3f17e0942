import { listNames } from "@chat-ip/core";
import { expect, it } from "vitest";
import { longList, longLists } from "./harness/long-lists.ts";
import { createWorld } from "./harness/world.ts";
import { full } from "./life/sample.ts";

/** What the program itself needs, and what an entry of the seven lists adds. Node ends a run that needs more. */
const heapMegabytes = (size: number): number => 25 + (size * 10) / 1000;

// Node's own peak depends on when it collects, so it is not the measure: a heap limit is the same on every machine.
it.each(full ? [5000, 20_000] : [2000])(
  "a first version of seven lists with %i entries each takes a heap of 25 MB and 10 kB an entry, so it grows with the lists and no faster",
  async (size) => {
    await using world = await createWorld({ chat: { lists: longLists(size) }, github: { validate: false } });
    const limited = { env: { NODE_OPTIONS: `--max-old-space-size=${heapMegabytes(size)}` } };
    const first = await world.run({}, limited);
    expect([first.exitCode, first.outputs["pull-request-operation"]], first.errorLog).toEqual([0, "created"]);
    expect(first.outputs.added).toBe(String(7 * size));
    expect(first.report).toMatchObject({ prefixes: { added: 7 * size, removed: 0 } });

    await world.github.merge(1, { deleteBranch: true });
    world.chat.setLists(
      Object.fromEntries(
        listNames.map((name, index) => [
          name,
          [...longList(size, index).slice(size / 20), `101.32.${index}.0/25`],
        ]),
      ),
    );
    const drift = await world.run({}, limited);
    expect([drift.exitCode, drift.outputs["pull-request-operation"]], drift.errorLog).toEqual([0, "created"]);
    expect(drift.outputs).toMatchObject({ added: "7", removed: String((7 * size) / 20) });
  },
);

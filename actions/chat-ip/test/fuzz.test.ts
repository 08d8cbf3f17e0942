import { expect, it } from "vitest";
import { createDice } from "./fuzz/mutations.ts";
import { runBatch } from "./fuzz/run-batch.ts";
import { full } from "./life/sample.ts";

// `npm run fuzz` goes on from here with other seeds. See fuzz/judge.ts for what is judged, and against which numbers.
const batches = full ? 8 : 1;
const apps = full ? 100 : 30;

it.each(Array.from({ length: batches }, (_, seed) => seed + 1))(
  `over ${apps * 7} lists whose files and answers were damaged, the bundle drops no address uncounted, opens none that is private or too broad, and keeps a person's lines (seed %i)`,
  async (seed) => {
    const tally = await runBatch(createDice(seed), apps);
    // Each way a list can end is tried.
    expect(Math.min(tally.drift, tally["held-back"], tally.failed)).toBeGreaterThan(apps / 2);
  },
);

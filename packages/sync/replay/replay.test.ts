import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { costTable, documentedSeeds, keepers, replay } from "./replay.ts";
import { createYear, looksAt } from "./year.ts";

const full = process.env.CHAT_IP_FULL === "1";

it("makes the same year from the same seed, of the real answer's size, with changes in order", () => {
  const year = createYear(7);
  expect(createYear(7)).toEqual(year);
  expect(createYear(8)).not.toEqual(year);
  expect(year.start).toHaveLength(143);
  const hours = year.changes.map((change) => change.hours);
  expect(hours).toEqual(hours.toSorted((one, other) => one - other));
  expect([...looksAt(year, 6)]).toHaveLength(1461);
});

it("shows what the wait is for: with it, fewer removals are taken back, and no addition waits longer", async () => {
  const ways = Object.entries(keepers).filter(([name]) => !name.includes("72"));
  // One year will do: `npm run test:all` compares two, and all those of the documentation.
  const costs = [...(await replay(full ? [3, 5] : [3], Object.fromEntries(ways))).values()];
  const [shell, atOnce, waiting] = costs;
  if (!shell || !atOnce || !waiting) throw new Error("three ways were compared");
  // Without the wait, the run is no better than the lines of shell: that is what breaking it would show.
  expect(atOnce.takenBack).toBe(shell.takenBack);
  expect(waiting.takenBack).toBeLessThan(atOnce.takenBack);
  expect(waiting.pullRequests).toBeLessThanOrEqual(atOnce.pullRequests);
  expect(waiting.waitHours).toBeLessThanOrEqual(atOnce.waitHours);
});

it.runIf(full)("is what the comparison shows", async () => {
  const page = readFileSync(join(import.meta.dirname, "../../../docs/comparison.md"), "utf8");
  expect(page).toContain(costTable(await replay(documentedSeeds)));
});

import { expect, it } from "vitest";
import { listOutcome, pullRequest, runOutcome } from "../../test/build-outcome.ts";
import { wordsOf } from "../words/words-of.ts";
import { steps } from "./steps.ts";

const words = wordsOf("en");
const lists = [
  listOutcome({ list: "all", committed: ["43.128.0.0/17"], live: ["43.128.0.0/17", "101.32.0.1"] }),
];

it.each([
  ["none", true, true, words.merge],
  ["routine", true, true, words.mergesItself],
  ["additions", true, true, words.mergesItself],
  ["routine", false, true, words.mergeByHand],
  ["routine", true, false, words.mergeByHand],
  ["routine", true, null, words.mergeByHand],
] as const)(
  "auto-merge: %s, where the lists may be merged (%s) and the branch is ours alone (%s)",
  (autoMerge, listsMayMerge, onlyOurs, said) => {
    const outcome = runOutcome(lists, {
      context: { autoMerge },
      listsMayMerge,
      pullRequest: pullRequest({ onlyOurs }),
    });
    expect(steps(outcome, words).split("\n")[0]).toBe(`- ${said}`);
  },
);

import type { CommittedFiles } from "../ports/committed-files.ts";
import { type ExpectedList, expectedList } from "./committed-list.ts";
import { compareList, wantedPrefixes } from "./compare-list.ts";
import type { ComparedList } from "./compared-list.ts";
import { listFilePath } from "./list-files.ts";
import type { ListTask } from "./list-settings.ts";
import type { LoadedLive } from "./live-list.ts";

/** A list's file as it is if nothing has changed, and what the list is beside it. */
export type Expectation = ExpectedList & { readonly compared: ComparedList };

/** Works out what a list's file is expected to be. Apps of a region mostly get the same answer: it is worked out once for all. */
export function createExpectations(
  idOf: CommittedFiles["idOf"],
): (task: ListTask, live: LoadedLive) => Expectation {
  const known = new Map<string, Expectation>();

  function workOut({ key, settings }: ListTask, live: LoadedLive): Expectation {
    const expected = expectedList(key, wantedPrefixes(live, settings), idOf);
    return { ...expected, compared: compareList(live, expected.committed, settings) };
  }

  return (task, live) => {
    const { key, settings } = task;
    // All that the result depends on, besides what is replaced below.
    const answer = JSON.stringify([key.list, settings.aggregate, live.prefixes, live.refused]);
    const found = known.get(answer) ?? workOut(task, live);
    known.set(answer, found);
    const committed = { ...found.committed, path: listFilePath(key) };
    const { durationMs, adjusted, flickered } = live;
    const file = { path: committed.path, exists: true };
    return {
      id: found.id,
      committed,
      compared: { ...found.compared, ...key, durationMs, adjusted, flickered, file },
    };
  };
}

import type { ListKey } from "@chat-ip/sync";
import { listLabel } from "../text/list-names.ts";
import type { Change } from "./collect-changes.ts";

/** Changes that happen in exactly the same lists. */
export interface ChangeGroup {
  readonly lists: readonly ListKey[];
  readonly changes: readonly Change[];
}

/** What a reader should meet first: what opens, then what only changes shape, then what closes. */
function rank(change: Change): number {
  if (change.gained > 0n) return change.lost > 0n ? 1 : 0;
  return change.lost > 0n ? 3 : 2;
}

/** Changes by the lists they happen in, in the run's order of lists; `all` alone comes last. */
export function groupChanges(changes: readonly Change[]): ChangeGroup[] {
  const groups = new Map<string, { lists: readonly ListKey[]; changes: Change[] }>();
  for (const change of changes) {
    const key = change.lists.map(listLabel).join();
    const group = groups.get(key);
    if (group) group.changes.push(change);
    else groups.set(key, { lists: change.lists, changes: [change] });
  }
  const onlyAll = ({ lists }: ChangeGroup): number => Number(lists.every(({ list }) => list === "all"));
  return [...groups.values()]
    .sort((a, b) => onlyAll(a) - onlyAll(b))
    .map((group) => ({
      lists: group.lists,
      changes: group.changes.toSorted((a, b) => rank(a) - rank(b)),
    }));
}

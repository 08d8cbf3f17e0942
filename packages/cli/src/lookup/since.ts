import { type History, type ListChange, readHistory } from "../history/read-history.ts";
import { allowedSince, tellStory } from "../history/story.ts";
import type { FolderList } from "../sets/read-lists.ts";

/** Since when a list allows a prefix: a date, `null` for not committed yet, undefined where there is no history. */
export type SinceWhen = (list: string, prefix: string) => Date | null | undefined;

/** Reads the histories of the folders that lists come from. */
export async function readSince(
  lists: readonly FolderList[],
): Promise<{ since: SinceWhen; shallow: boolean }> {
  const folders = [...new Set(lists.map(({ folder }) => folder))];
  const histories = new Map<string, History | null>();
  for (const folder of folders) histories.set(folder, await readHistory(folder));
  const changes = new Map<string, readonly ListChange[] | null>(
    lists.map(({ name, list, folder }) => {
      const all = histories.get(folder)?.changes;
      return [name, all === undefined ? null : all.filter((change) => change.list === list)];
    }),
  );
  const known = new Map<string, Date | null | undefined>();
  const since: SinceWhen = (list, prefix) => {
    const key = `${list} ${prefix}`;
    if (!known.has(key)) {
      const ofList = changes.get(list);
      known.set(key, ofList ? (allowedSince(tellStory(ofList, prefix))?.at ?? null) : undefined);
    }
    return known.get(key);
  };
  return { since, shallow: [...histories.values()].some((history) => history?.shallow === true) };
}

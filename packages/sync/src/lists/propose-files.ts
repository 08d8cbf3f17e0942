import { compare, type Drift, FormatLimitError, type Prefix, render, sortPrefixes } from "@chat-ip/allowlist";
import { lists } from "@chat-ip/core";
import type { CommittedFiles } from "../ports/committed-files.ts";
import type { ComparedList } from "./compared-list.ts";
import type { FileMap } from "./file-map.ts";
import type { Verdict } from "./guard-list.ts";
import { filePathsOfList, listFilePath, renderListFile } from "./list-files.ts";
import type { ListKey } from "./list-key.ts";
import type { ListOutcome } from "./list-outcome.ts";
import type { ListSettings } from "./list-settings.ts";
import type { FailedLive, ListFailure } from "./live-list.ts";
import type { Stay } from "./wait-list.ts";
import type { Missed } from "./wait-removals.ts";

/** A file to write. */
export interface NewFile {
  readonly id: string;
  readonly content: string;
}

/** The result for a list: what the report says about it, and the files that change. */
export interface ListResult {
  readonly key: ListKey;
  readonly outcome: ListOutcome;
  /** path → file, or `null` to delete it; `null` as a whole where the list's files must stay as they are */
  readonly files: ReadonlyMap<string, NewFile | null> | null;
  /** what is to be remembered of its removals; `null` where this look says nothing about them */
  readonly missed: readonly Missed[] | null;
}

/** A list that could not be loaded changes nothing. */
export const failedList = ({ key, durationMs, failure }: FailedLive): ListResult => ({
  key,
  outcome: { ...key, status: "failed", durationMs, failure },
  files: null,
  missed: null,
});

/** What the file is to hold: the live prefixes, and those that stay for now. */
interface Proposed {
  readonly prefixes: readonly Prefix[];
  readonly drift: Drift;
  readonly rewrite: boolean;
}

function proposedOf(
  { prefixes: { committed, live }, keep, drift, rewrite, invalid }: ComparedList,
  { waiting, heldRemovals }: Stay,
): Proposed {
  const stays = stayingPrefixes(drift, [...waiting.map(({ prefix }) => prefix), ...heldRemovals]);
  if (stays.length === 0) return { prefixes: live, drift, rewrite };
  const prefixes = sortPrefixes([...live, ...stays]);
  const kept = keep.flatMap((block) => block.prefixes);
  const proposed = compare({ committed, live: prefixes, keep: kept });
  return { prefixes, drift: proposed, rewrite: proposed.differs || invalid.length > 0 };
}

/**
 * What stays in the file, as it is written there where all of a prefix stays, so that a reviewer isn't shown a change that is none; of
 * other prefixes the part that stays, in the fewest prefixes.
 */
function stayingPrefixes({ removed, closed }: Drift, stays: readonly Prefix[]): readonly Prefix[] {
  if (stays.length === 0) return [];
  const gone = goneFrom(removed);
  const goes = compare({ committed: closed, live: stays }).closed;
  const whole = goes.length === 0 ? gone : goneFrom(compare({ committed: gone, live: goes }).removed);
  return [...whole, ...compare({ committed: stays, live: whole }).closed];
}

/** The prefixes of which nothing is left. */
const goneFrom = (removed: Drift["removed"]): Prefix[] =>
  removed.filter(({ relation }) => relation === "gone").map(({ prefix }) => prefix);

/** Works out which of the base's files a guarded list changes. Pure, except for the hash of the contents. */
export function proposeFiles(
  compared: ComparedList,
  { findings, heldBack }: Verdict,
  stay: Stay,
  base: { readonly files: FileMap; readonly idOf: CommittedFiles["idOf"] },
  { formats }: Pick<ListSettings, "formats">,
): ListResult {
  const { app, list, path, durationMs, unreadable } = compared;
  const key = { app, list, path };
  const { waiting, heldRemovals } = stay;
  const missed = unreadable ? null : stay.missed;
  if (heldBack === "list") {
    const proposed = compared.committed;
    const outcome = { ...compared, proposed, findings, waiting, heldRemovals, status: "held-back" } as const;
    return { key, outcome, files: null, missed };
  }
  const { prefixes, drift, rewrite } = proposedOf(compared, stay);
  const files = filesOrFailure({ ...compared, rewrite }, prefixes, base, formats);
  if ("failure" in files) {
    const outcome = { ...key, status: "failed", durationMs, failure: files.failure } as const;
    return { key, outcome, files: null, missed };
  }
  const status = files.changes.size > 0 ? "drift" : "current";
  const proposed = rewrite ? prefixes.length : compared.committed;
  return {
    key,
    outcome: { ...compared, proposed, drift, rewrite, findings, waiting, heldRemovals, status },
    files: files.changes,
    missed,
  };
}

/** A list that is too large for a format fails as a whole, so that its files stay consistent. The other lists are unaffected. */
function filesOrFailure(
  ...args: Parameters<typeof changedFiles>
): { readonly changes: ReadonlyMap<string, NewFile | null> } | { readonly failure: ListFailure } {
  try {
    return { changes: changedFiles(...args) };
  } catch (error) {
    if (!(error instanceof FormatLimitError)) throw error;
    const { list, format, reason, remedy } = error;
    const what = `\`${list}\` can't be written for ${format}: ${reason}.`;
    return { failure: { kind: "limit", code: null, secondLook: false, what, remedy, format } };
  }
}

/**
 * The files of a list that are to change: the `.txt` if there is drift, files in other formats that are missing or out of
 * date, and those of formats that are switched off or of a family that is gone, which are deleted.
 * @throws {FormatLimitError} where a format can't hold the list.
 */
function changedFiles(
  { app, list, path, keep, rewrite, prefixes }: ComparedList,
  proposed: readonly Prefix[],
  { files: committed, idOf }: { readonly files: FileMap; readonly idOf: CommittedFiles["idOf"] },
  formats: ListSettings["formats"],
): ReadonlyMap<string, NewFile | null> {
  const key = { app, list, path };
  const own = rewrite ? proposed : prefixes.committed;
  const wanted = new Map<string, string>();
  if (rewrite) wanted.set(listFilePath(key), renderListFile(list, own, keep));
  const allowed = [...own, ...keep.flatMap((block) => block.prefixes)];
  for (const format of formats) {
    const rendered = render({ name: list, description: lists[list].description, prefixes: allowed }, format);
    for (const [name, content] of rendered) wanted.set(`${path}/${name}`, content);
  }
  const changes = new Map<string, NewFile | null>();
  for (const [file, content] of wanted) {
    const id = idOf(content);
    if (committed.get(file) !== id) changes.set(file, { id, content });
  }
  const kept = new Set([listFilePath(key), ...wanted.keys()]);
  for (const file of filePathsOfList(key)) {
    if (committed.has(file) && !kept.has(file)) changes.set(file, null);
  }
  return changes;
}

import { FormatLimitError, render } from "@chat-ip/allowlist";
import { lists } from "@chat-ip/core";
import type { CommittedFiles, ListKey } from "../ports.ts";
import type { ListOutcome } from "../run-outcome.ts";
import type { ComparedList } from "./compared-list.ts";
import type { FileMap } from "./file-map.ts";
import type { Verdict } from "./guard-list.ts";
import { filePathsOfList, listFilePath, renderListFile } from "./list-files.ts";
import type { ListSettings } from "./list-settings.ts";
import type { FailedLive, ListFailure } from "./live-list.ts";

/** A file as it is to be written. */
export interface NewFile {
  readonly id: string;
  readonly content: string;
}

/** What a list comes to: what the report says of it, and the files that are to change. */
export interface ListResult {
  readonly key: ListKey;
  readonly outcome: ListOutcome;
  /** path → file, or `null` to delete it; `null` as a whole where the list's files must stay as they are */
  readonly files: ReadonlyMap<string, NewFile | null> | null;
}

/** A list that could not be loaded changes nothing. */
export const failedList = ({ key, durationMs, failure }: FailedLive): ListResult => ({
  key,
  outcome: { ...key, status: "failed", durationMs, failure },
  files: null,
});

/** Says which of the base's files a compared list wants changed. Pure but for the hash that names a content. */
export function proposeFiles(
  compared: ComparedList,
  { findings, heldBack }: Verdict,
  base: { readonly files: FileMap; readonly idOf: CommittedFiles["idOf"] },
  { formats }: Pick<ListSettings, "formats">,
): ListResult {
  const { app, list, path, durationMs } = compared;
  const key = { app, list, path };
  const loaded = { ...compared, findings, waiting: [], heldRemovals: [] };
  if (heldBack) return { key, outcome: { ...loaded, status: "held-back" }, files: null };
  const files = filesOrFailure(compared, base, formats);
  if ("failure" in files) {
    return { key, outcome: { ...key, status: "failed", durationMs, failure: files.failure }, files: null };
  }
  return {
    key,
    outcome: { ...loaded, status: files.changes.size > 0 ? "drift" : "current" },
    files: files.changes,
  };
}

/** A list that is too much for a format fails as a whole, so that its files stay in step. The other lists go on. */
function filesOrFailure(
  ...args: Parameters<typeof changedFiles>
): { readonly changes: ReadonlyMap<string, NewFile | null> } | { readonly failure: ListFailure } {
  try {
    return { changes: changedFiles(...args) };
  } catch (error) {
    if (!(error instanceof FormatLimitError)) throw error;
    const what = `\`${error.list}\` can't be written for ${error.format}: ${error.reason}.`;
    const remedy = `${error.remedy} Or leave \`${error.format}\` out of \`formats\`.`;
    return { failure: { kind: "limit", what, code: null, remedy } };
  }
}

/**
 * The files of a list that are to change: the `.txt` if there is drift, files in other formats that are missing or out of
 * date, and those of formats that are switched off or of a family that is gone, which are deleted.
 * @throws {FormatLimitError} where a format can't hold the list.
 */
function changedFiles(
  { app, list, path, keep, rewrite, prefixes }: ComparedList,
  { files: committed, idOf }: { readonly files: FileMap; readonly idOf: CommittedFiles["idOf"] },
  formats: ListSettings["formats"],
): ReadonlyMap<string, NewFile | null> {
  const key = { app, list, path };
  const own = rewrite ? prefixes.live : prefixes.committed;
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

import { type Prefix, parseEntry } from "@chat-ip/allowlist";
import { AllowlistSourceError } from "../errors.ts";
import { guardList } from "./guard-list.ts";
import type { ListOrigin, SourceSettings } from "./read-source-options.ts";

interface CachedList {
  readonly list: string;
  prefixes: readonly Prefix[] | null;
  updatedAt: number | null;
}

interface Cached {
  readonly prefixes: readonly Prefix[];
  readonly updatedAt: number;
}

type Report = (error: AllowlistSourceError) => void;

/** Takes lists from the cache that aren't loaded yet. A file that can't be used is reported and left out. */
export async function readCache(
  lists: readonly CachedList[],
  settings: Pick<
    SourceSettings,
    "accept" | "cacheFile" | "maxAddedPercent" | "maxRemovedPercent" | "now" | "origins"
  >,
  report: Report,
): Promise<void> {
  const { cacheFile, now, origins } = settings;
  if (cacheFile === null) return;
  const { readFile } = await import("node:fs/promises");
  try {
    const cached: unknown = JSON.parse(await readFile(cacheFile, "utf8"));
    const found = lists.map(({ list }) => readCached(cached, list));
    for (const [index, state] of lists.entries()) {
      const { prefixes, updatedAt } = found[index] as Cached;
      const origin = origins[index] as ListOrigin;
      if (prefixes.length === 0) continue;
      // Whoever can write the file shouldn't be able to open the server. What a person keeps may be private.
      const accept = origin.kind === "client" ? settings.accept : [...settings.accept, "not-global" as const];
      const nothing = { keep: [], refused: [], adjusted: [], unreadable: null, committed: [] };
      const guarded = guardList({ live: prefixes, ...nothing, origin, settings: { ...settings, accept } });
      if (guarded.prefixes === null) throw new Error(`${state.list} ${guarded.problem}`);
      state.prefixes = guarded.prefixes;
      state.updatedAt = Math.min(updatedAt, now());
    }
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return; // the first start
    report(new AllowlistSourceError("cache", "the cache file can't be read, so it isn't used.", error));
  }
}

/** @throws {Error} when a list of the cache isn't one */
function readCached(cached: unknown, list: string): Cached {
  const lists = (cached as { lists?: Record<string, unknown> } | null)?.lists;
  if (typeof lists !== "object" || lists === null) throw new Error("it has no lists");
  if (!Object.hasOwn(lists, list)) return { prefixes: [], updatedAt: 0 };
  const { prefixes, updatedAt } = lists[list] as { prefixes?: unknown; updatedAt?: unknown };
  const isWhole =
    Array.isArray(prefixes) &&
    prefixes.every((prefix) => typeof prefix === "string" && parseEntry(prefix).ok) &&
    typeof updatedAt === "number";
  if (!isWhole) throw new Error(`its list ${list} is damaged`);
  return { prefixes, updatedAt };
}

/** Writes the lists that are loaded, all at once, so that a crash can't leave half a file. */
export async function writeCache(
  lists: readonly CachedList[],
  { cacheFile }: Pick<SourceSettings, "cacheFile">,
  report: Report,
): Promise<void> {
  if (cacheFile === null || lists.every(({ prefixes }) => prefixes === null)) return;
  const loaded = lists.filter(({ prefixes }) => prefixes !== null);
  const content = Object.fromEntries(
    loaded.map(({ list, prefixes, updatedAt }) => [list, { updatedAt, prefixes }]),
  );
  const { rename, writeFile } = await import("node:fs/promises");
  try {
    const { randomUUID } = await import("node:crypto");
    const draft = `${cacheFile}.${randomUUID()}.tmp`;
    await writeFile(draft, `${JSON.stringify({ lists: content })}\n`);
    await rename(draft, cacheFile);
  } catch (error) {
    report(new AllowlistSourceError("cache", "the cache file can't be written.", error));
  }
}

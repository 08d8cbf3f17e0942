import { createMatcher, type Matcher, type Prefix } from "@chat-ip/allowlist";
import { callSafely } from "../call-safely.ts";
import { AllowlistSourceError } from "../errors.ts";
import { readCache, writeCache } from "./cache-file.ts";
import { guardList } from "./guard-list.ts";
import { loadList } from "./load-list.ts";
import { readSourceOptions, type SourceSettings } from "./read-source-options.ts";
import type { AllowlistSourceOptions } from "./source-options.ts";

/** What is known of one list. */
export interface ListStatus {
  /** Its name, or that of its file, or its URL without query. */
  readonly list: string;
  /** How many prefixes are in use; 0 if none was ever loaded. */
  readonly prefixes: number;
  /** When it was last loaded, in milliseconds since 1970; `null` if never. */
  readonly updatedAt: number | null;
  /** Why the last attempt failed or was held back; `null` if it didn't. */
  readonly problem: string | null;
}

/** How an {@link AllowlistSource} is doing. */
export interface AllowlistStatus {
  /** Is there anything to check addresses against? Until then, every call is refused. */
  readonly loaded: boolean;
  /** Age of the list that was loaded the longest ago, in milliseconds; `null` if one was never loaded. */
  readonly ageMs: number | null;
  /** Each of its lists. */
  readonly lists: readonly ListStatus[];
}

/** A list that is kept up to date in the background. It is a matcher: asking it never waits. */
export interface AllowlistSource extends Matcher {
  /** How it is doing now. */
  readonly status: AllowlistStatus;
  /**
   * Loads the lists if they are due: at first, after `refreshMs`, and sooner after a failure. Never rejects: `onError` gets what
   * fails, and the last good lists stay. Await it before you start to listen, to have the lists from the first call on.
   */
  refresh(options?: { /** Load them even if they aren't due. */ readonly force?: boolean }): Promise<void>;
  /** Stops the background. The lists stay as they are. */
  close(): void;
}

interface ListState {
  readonly list: string;
  prefixes: readonly Prefix[] | null;
  updatedAt: number | null;
  problem: string | null;
}

const FIRST_RETRY_MS = 15_000;

/**
 * Creates a live allowlist. Answers are guarded as the Action guards them: an empty, damaged, too broad or not routable one is
 * left out, and what an answer suddenly lacks stays. It is never empty once it was loaded.
 *
 * @throws {WebhookOptionsError} when the options can't be used
 */
export function createAllowlistSource(options: AllowlistSourceOptions): AllowlistSource {
  const settings = readSourceOptions(options);
  const { now, random, refreshMs, initial } = settings;
  const lists: readonly ListState[] = settings.origins.map(({ list }) => ({
    list,
    prefixes: null,
    updatedAt: null,
    problem: null,
  }));
  let matcher = createMatcher(initial);
  let cacheIsRead = settings.cacheFile === null;
  let failures = 0;
  let dueAt = Number.NEGATIVE_INFINITY;
  let underWay: Promise<void> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isClosed = false;

  const report = (error: AllowlistSourceError): void => {
    callSafely("onError", () => settings.onError(error));
  };

  const useLists = (): void => {
    const isComplete = lists.every(({ prefixes }) => prefixes !== null);
    matcher = createMatcher([
      ...lists.flatMap(({ prefixes }) => prefixes ?? []),
      ...(isComplete ? [] : initial),
    ]);
  };

  /** Reports a problem once, and again when it changes: a file is read every minute. */
  const settle = (state: ListState, problem: string | null, cause?: unknown): void => {
    const isNew = problem !== state.problem;
    state.problem = problem;
    if (problem !== null && isNew) report(new AllowlistSourceError(state.list, problem, cause));
  };

  const refreshList = async (state: ListState, origin: SourceSettings["origins"][number]): Promise<void> => {
    try {
      const loaded = await loadList(origin, settings);
      const committed = state.prefixes ?? (lists.length === 1 ? initial : []);
      const guarded = guardList({ ...loaded, committed, origin, settings });
      if (guarded.prefixes !== null) {
        state.prefixes = guarded.prefixes;
        state.updatedAt = now();
      }
      settle(state, guarded.problem);
    } catch (error) {
      settle(
        state,
        `could not be loaded: ${error instanceof Error ? error.message : "unknown error"}`,
        error,
      );
    }
  };

  const runRefresh = async (): Promise<void> => {
    if (!cacheIsRead) {
      await readCache(lists, settings, report);
      cacheIsRead = true;
      useLists();
    }
    await Promise.all(
      settings.origins.map((origin, index) => refreshList(lists[index] as ListState, origin)),
    );
    useLists();
    await writeCache(lists, settings, report);
    failures = lists.some(({ problem }) => problem !== null) ? failures + 1 : 0;
    dueAt = now() + nextDelay();
  };

  /** A tenth more or less, so that servers which started together don't ask together. */
  const nextDelay = (): number => {
    const wait =
      failures === 0 ? refreshMs : Math.min(refreshMs, FIRST_RETRY_MS * 2 ** Math.min(failures - 1, 20));
    return wait * (0.9 + 0.2 * random());
  };

  const refresh: AllowlistSource["refresh"] = ({ force = false } = {}) => {
    if (underWay) return underWay;
    if (!force && now() < dueAt) return Promise.resolve();
    underWay = runRefresh().finally(() => {
      underWay = null;
    });
    return underWay;
  };

  const keepFresh = async (): Promise<void> => {
    await refresh({ force: true });
    if (isClosed) return;
    timer = setTimeout(keepFresh, Math.max(0, dueAt - now()));
    // Deno and browsers number their timers, and a number can't be unreferenced.
    if (typeof timer === "object") timer.unref();
  };
  if (settings.background) void keepFresh();

  return {
    has: (address) => matcher.has(address),
    get status() {
      const times = lists.map(({ updatedAt }) => updatedAt);
      const isTimed = times.every((time) => time !== null);
      return {
        loaded: initial.length > 0 || lists.some(({ prefixes }) => prefixes !== null),
        ageMs: isTimed ? now() - Math.min(...times) : null,
        lists: lists.map(({ list, prefixes, updatedAt, problem }) => ({
          list,
          prefixes: prefixes?.length ?? 0,
          updatedAt,
          problem,
        })),
      };
    },
    refresh,
    close() {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}

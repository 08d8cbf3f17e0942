import { combine } from "./decision/proposal.ts";
import { isOverWeeklyCeiling } from "./decision/weekly-ceiling.ts";
import { ChangedMeanwhileError, ForgeError, RefusedError } from "./errors.ts";
import { createListCollector } from "./lists/collect-lists.ts";
import { gradeOf } from "./lists/grade.ts";
import type { Graded } from "./lists/graded.ts";
import type { ListFolder } from "./lists/list-files.ts";
import type { ListKey } from "./lists/list-key.ts";
import type { ListTask } from "./lists/list-settings.ts";
import type { ListResult } from "./lists/propose-files.ts";
import { type Message, messageKey } from "./message.ts";
import type { AskList } from "./ports/ask-list.ts";
import type { Clock } from "./ports/clock.ts";
import type { Forge } from "./ports/forge.ts";
import type { Texts } from "./ports/texts.ts";
import { listsMayMerge } from "./pull-request/merge.ts";
import {
  confirmAbsence,
  type ReadOptions,
  type RepositoryState,
  readHead,
  readRepository,
} from "./pull-request/read-base.ts";
import { memoryOf, rememberRemovals } from "./pull-request/remember-removals.ts";
import { overdue } from "./pull-request/remind.ts";
import {
  applyDecision,
  decidePullRequest,
  type PullRequestContext,
  readBranchAndComments,
} from "./pull-request/run-pull-request.ts";
import type { PullRequestSettings } from "./pull-request/settings.ts";
import { type ScheduledRun, warnOfQuiet } from "./quiet-schedule.ts";
import type { Progress, PullRequestOutcome, RunContext, RunOutcome } from "./run-outcome.ts";

/** What is known before the pull request is written, for its texts. */
export type Draft = Omit<RunOutcome, "pullRequest" | "error" | "durationMs">;

/** A run's settings and its ports. */
export interface RunOptions {
  readonly tasks: readonly ListTask[];
  readonly settings: PullRequestSettings;
  /** The base may not be known yet. */
  readonly context: Omit<RunContext, "base">;
  readonly read: ReadOptions;
  /** `null` where no schedule started the run, or where it runs on another branch than the base */
  readonly schedule: ScheduledRun | null;
  readonly ask: AskList;
  readonly forge: Forge;
  readonly clock: Clock;
  readonly texts: (draft: Draft) => Texts;
  readonly debug: (message: string) => void;
}

/** How often a run reads and decides again if the repository changes meanwhile. */
const maxTries = 3;

/** The folders of the lists, each once. */
export const foldersOf = (tasks: readonly ListTask[]): ListFolder[] => [
  ...new Map(tasks.map(({ key: { app, path } }) => [path, { app, path }])).values(),
];

/**
 * Carries out a run. Failures are in the outcome, not thrown.
 *
 * @param first the repository's state, requested before the rest of the program was loaded
 */
export async function run(
  options: RunOptions,
  first: Promise<RepositoryState>,
  report: Progress,
): Promise<RunOutcome> {
  const { tasks, ask, forge, clock } = options;
  const collector = createListCollector({ tasks, ask, files: forge, clock });
  const warnings = new Map<string, Message>();
  const abort = new AbortController();
  let base = options.read.base ?? "";
  let lists: RunOutcome["lists"] = [];
  let carried: readonly ListKey[] = [];
  let graded: Graded = { grade: null, reasons: [] };
  let pullRequest: PullRequestOutcome | null = null;
  /** what is known of it if the run fails halfway */
  let known: Partial<PullRequestOutcome> = {};

  const draft = (): Draft => ({
    context: { ...options.context, base },
    lists,
    carried,
    graded,
    listsMayMerge: listsMayMerge(options.settings.merging.when, {
      lists,
      carries: carried.length > 0,
      graded,
    }),
    warnings: [...warnings.values()],
  });
  const progress = (news: Partial<PullRequestOutcome>): void => {
    known = { ...known, ...news };
    report.pullRequest(news);
  };
  const pullRequestContext: PullRequestContext = {
    forge,
    settings: options.settings,
    folders: foldersOf(tasks),
    warn: (message) => void warnings.set(messageKey(message), message),
    debug: options.debug,
    progress,
    now: clock.now,
    sleep: clock.sleep,
  };

  /** Might the branch be needed? If so, it is read at the same time as the files. */
  const needsBranchEarly = (state: RepositoryState): boolean =>
    !options.read.readOnly && (state.pullRequests.some(({ open }) => open) || collector.mayDrift(state.base));

  async function attempt(state: RepositoryState): Promise<void> {
    base = state.base.name;
    const quiet =
      options.schedule &&
      warnOfQuiet(options.schedule, {
        base,
        now: clock.now(),
        committedAt: state.base.head?.committedAt ?? null,
      });
    if (quiet) pullRequestContext.warn(quiet);
    const meanwhile = needsBranchEarly(state) ? readBranchAndComments(pullRequestContext, state) : null;
    // Errors are thrown where this is awaited, after the lists are reported.
    meanwhile?.catch(() => undefined);
    // Before anything is reported or remembered: a list that counts as new passes most guardrails.
    if (state.base.absent.length > 0) {
      await confirmAbsence(forge, state.base, state.base.head ?? (await readHead(forge, base)));
    }
    // Let the request go out first: comparing keeps the processor busy for a while.
    if (meanwhile) await clock.sleep(0);
    const results = await collectAndRemember(state);
    lists = results.map(({ outcome }) => outcome);
    graded = gradeOf(lists, isOverWeeklyCeiling(state.pullRequests, lists, clock.now()));
    report.lists(lists, graded);
    if (options.read.readOnly) return;
    const proposal = combine(results, pullRequestContext.folders);
    const decided = await decidePullRequest(
      pullRequestContext,
      state,
      proposal,
      () => meanwhile ?? readBranchAndComments(pullRequestContext, state),
    );
    carried = decided.carried;
    known = {};
    const drafted = draft();
    pullRequest = await applyDecision(decided, state, drafted, options.texts(drafted), pullRequestContext);
    progress(pullRequest);
  }

  /** Removals that are missed for the first time are noted before anything else is written. */
  async function collectAndRemember(state: RepositoryState): Promise<readonly ListResult[]> {
    const results = await collector.collect(state.base, memoryOf(state));
    if (options.read.readOnly) return results;
    const { branch } = options.settings;
    const warning = await rememberRemovals({ forge, branch, debug: options.debug }, state, results);
    if (warning === null || !options.read.removalsWait) return results;
    warnings.set(messageKey(warning), warning);
    return collector.collect(state.base, null);
  }

  /** Decides and applies; if the repository changed in between, reads and decides again. */
  async function converge(state: RepositoryState): Promise<void> {
    for (let tries = 1; ; tries++) {
      try {
        return await attempt(state);
      } catch (error) {
        if (!(error instanceof ChangedMeanwhileError)) throw error;
        options.debug(`Try ${tries}: ${error.message}`);
        if (tries === maxTries) {
          const { reason } = error;
          throw new RefusedError({ id: "changed-too-often", tries, reason }, { cause: error });
        }
      }
      // Two runs that collided would collide again at the same pace.
      await clock.sleep(clock.random() * 1000 * tries);
      state = await readRepository(forge, options.read);
    }
  }

  let error: unknown = null;
  try {
    const [state] = await Promise.all([first, collector.ask(abort.signal)]);
    await converge(state);
    const late = pullRequest && overdue(pullRequest, lists, options.settings);
    if (late) error = new RefusedError(late);
  } catch (failure) {
    error = failure;
    report.pullRequest(known);
  } finally {
    abort.abort();
  }
  const { number, url } = known;
  return {
    ...draft(),
    pullRequest,
    error:
      error === null ? null : { message: toldOf(error), pullRequest: number && url ? { number, url } : null },
    durationMs: clock.now() - options.context.startedAt.getTime(),
  };
}

function toldOf(error: unknown): Message {
  if (error instanceof RefusedError || error instanceof ForgeError) return error.told;
  return { id: "unexpected-error", text: error instanceof Error ? error.message : String(error) };
}

import type { BranchState } from "../decision/branch.ts";
import { type Decision, decide, needsBranch } from "../decision/decide.ts";
import { openPull, previousOf } from "../decision/history.ts";
import type { OurComment } from "../decision/our-comments.ts";
import { carriedLists, type Proposal } from "../decision/proposal.ts";
import { RefusedError } from "../errors.ts";
import type { ListFolder } from "../lists/list-files.ts";
import type { ListKey } from "../lists/list-key.ts";
import type { Message } from "../message.ts";
import type { Forge } from "../ports/forge.ts";
import type { Commit } from "../ports/repository.ts";
import type { Texts } from "../ports/texts.ts";
import type { OthersWork, PullRequestOutcome, RunOutcome } from "../run-outcome.ts";
import { apply } from "./apply.ts";
import { onlyOurs, readMarkedComments } from "./comments.ts";
import { findRejected } from "./find-rejected.ts";
import { type Judged, mergeIfDue } from "./merge.ts";
import { confirmCommit, type RepositoryState, readHead } from "./read-base.ts";
import { readBranch } from "./read-branch.ts";
import type { PullRequestSettings } from "./settings.ts";

/** The branch, and our comments on its pull request. */
export interface BranchReading {
  /** of the base */
  readonly head: Commit;
  readonly branch: BranchState;
  /** on the open pull request */
  readonly ourComments: readonly OurComment[];
  /** Did the token's account open it? Somebody else's title and text are theirs. `true` where none is open. */
  readonly pullIsOurs: boolean;
}

export interface PullRequestContext {
  readonly forge: Forge;
  readonly settings: PullRequestSettings;
  readonly folders: readonly ListFolder[];
  readonly warn: (message: Message) => void;
  readonly debug: (message: string) => void;
  readonly progress: (known: Partial<PullRequestOutcome>) => void;
  /** ms since 1970 */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

const pathsOf = (folders: readonly ListFolder[]): string[] => folders.map(({ path }) => path);

/** Reads the branch, and with it the head of the base and our comments. */
export async function readBranchAndComments(
  { forge, settings, folders }: Pick<PullRequestContext, "forge" | "settings" | "folders">,
  state: RepositoryState,
): Promise<BranchReading> {
  const { name, head: known } = state.base;
  const paths = pathsOf(folders);
  const head = known ?? (await readHead(forge, name));
  const open = openPull(state.pullRequests, name);
  const [branch, marked, pullIsOurs] = await Promise.all([
    readBranch(forge, state, head, { folders: paths, branch: settings.branch }),
    open === null ? [] : readMarkedComments(forge, open),
    open === null ? true : forge.isTokenAccount(open.author),
    confirmCommit(forge, state.base, head, paths),
  ]);
  // An App's account is known from its commits, whoever opened the pull request.
  const authors = branch.kind === "present" ? branch.ownAuthors : [];
  const ourComments = await onlyOurs(forge, marked, open === null ? [] : [open.author, ...authors]);
  return { head, branch, ourComments, pullIsOurs };
}

/** What to do with the pull request, and which of its lists this run could not look at. */
export interface Decided {
  readonly decision: Decision;
  readonly carried: readonly ListKey[];
  /** what of the branch is not ours, before anything is written to it */
  readonly work: Work;
  /** of the base, as it was judged; `null` where the decision didn't depend on it */
  readonly head: Commit | null;
  /** on the open pull request */
  readonly ourComments: readonly OurComment[];
}

/** Whose the branch and its pull request are. */
export interface Work {
  readonly onlyOurs: boolean | null;
  readonly others: OthersWork | null;
  readonly pullIsOurs: boolean;
}

const nobodysWork: Work = { onlyOurs: null, others: null, pullIsOurs: true };

/**
 * Decides what becomes of branch and pull request.
 *
 * @param readingBranch called where the decision depends on the branch
 */
export async function decidePullRequest(
  { forge, settings, folders }: Pick<PullRequestContext, "forge" | "settings" | "folders">,
  { pullRequests, base }: RepositoryState,
  proposal: Proposal,
  readingBranch: () => Promise<BranchReading>,
): Promise<Decided> {
  if (!needsBranch(pullRequests, proposal)) {
    return { decision: { kind: "none" }, carried: [], work: nobodysWork, head: null, ourComments: [] };
  }
  const reading = readingBranch();
  const baseHead = base.head ?? (await reading).head;
  const [{ head, branch, ourComments, pullIsOurs }, rejected] = await Promise.all([
    reading,
    findRejected({ forge, base, baseHead, folders: pathsOf(folders) }, { base, pullRequests, proposal }),
  ]);
  const carries = branch.kind === "present" && openPull(pullRequests, base.name) !== null;
  const decision = decide({
    base: { ...head, name: base.name, files: base.files },
    pullRequests,
    branch,
    rejected,
    ourComments,
    proposal,
    recreateClosed: settings.recreateClosed,
    branchName: settings.branch,
  });
  return {
    decision,
    carried: carries ? carriedLists(base.files, proposal, branch) : [],
    work: { ...workOn(branch), pullIsOurs },
    head,
    ourComments,
  };
}

/** A branch that doesn't exist yet will hold only our commit. */
function workOn(branch: BranchState): Pick<Work, "onlyOurs" | "others"> {
  if (branch.kind === "absent") return { onlyOurs: true, others: null };
  if (branch.kind === "unrelated") return nobodysWork;
  const { onlyOurs, others } = branch;
  return { onlyOurs, others };
}

/**
 * Carries out the decision.
 * @throws {RefusedError} where a person has to do something first.
 */
export function applyDecision(
  { decision, work, carried, head, ourComments }: Decided,
  state: RepositoryState,
  { lists, graded }: Pick<RunOutcome, "lists" | "graded">,
  texts: Texts,
  { forge, settings, warn, debug, progress, now, sleep }: PullRequestContext,
): Promise<PullRequestOutcome> {
  debug(`Decision: ${decision.kind}`);
  if (decision.kind === "refuse") throw new RefusedError(decision.message);
  if ("pull" in decision) progress({ number: decision.pull.number, url: decision.pull.url });
  const previous = previousOf(state.pullRequests);
  const { base } = state;
  const judged: Judged = { lists, graded, carries: carried.length > 0, ...work };
  const mergeContext = { forge, merging: settings.merging, sleep, warn };
  return apply(decision, {
    ...work,
    lists,
    ourComments,
    async merging(pull, how) {
      if (head === null) return { kind: "open", waitsFor: null };
      return mergeIfDue({ ...mergeContext, base: { sha: head.sha, name: base.name } }, pull, judged, how);
    },
    forge,
    settings,
    base: state.base.name,
    texts,
    previous,
    progress,
    warn,
    now,
  });
}

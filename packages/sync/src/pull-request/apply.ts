import type { Decision } from "../decision/decide.ts";
import { mostTries } from "../decision/markers.ts";
import type { OurComment } from "../decision/our-comments.ts";
import { ChangedMeanwhileError, ForgeError, RefusedError } from "../errors.ts";
import type { Message } from "../message.ts";
import type { CommentKind, Forge, Moved, PullRequest, Refused, WrittenBranch } from "../ports.ts";
import type { Operation, PullRequestOutcome, Why } from "../run-outcome.ts";
import { deleteComments, leaveComment } from "./comments.ts";
import { recordFarewell } from "./farewell.ts";
import { writeMergeable } from "./join.ts";
import { hasLabelsOrPeople } from "./labels-and-people.ts";
import type { Merging } from "./merge.ts";
import { type RefreshContext, refreshPullRequest } from "./refresh.ts";
import { commentOf, regionOf } from "./region.ts";
import { openHours, type RemindContext, remindOfAdditions } from "./remind.ts";
import type { PullRequestSettings } from "./settings.ts";

export interface ApplyContext extends RefreshContext, RemindContext {
  readonly forge: Forge;
  readonly settings: PullRequestSettings;
  readonly base: string;
  /** Merges an open pull request if that is due. */
  readonly merging: (pull: PullRequest, how: { readonly patient: boolean }) => Promise<Merging>;
  /** Does the branch hold our commits only? `null` where that is not known. */
  readonly onlyOurs: boolean | null;
  /** called as soon as each value is known, so that a later failure doesn't lose it */
  readonly progress: (known: Partial<PullRequestOutcome>) => void;
}

type Executable = Exclude<Decision, { kind: "refuse" }>;

/**
 * Carries a decision out. Each step can be repeated: a run killed after any of them leaves a state from which the next
 * run ends where this one would have.
 */
export async function apply(decision: Executable, context: ApplyContext): Promise<PullRequestOutcome> {
  const carriedOut = await carryOut(decision, context);
  if ("pull" in decision && waiting.has(carriedOut.operation)) {
    await orWarn(context, `No reminder could be left on #${decision.pull.number}.`, () =>
      remindOfAdditions(context, decision.pull),
    );
  }
  return carriedOut;
}

/** After these, a pull request that was there before still waits for a person. */
const waiting: ReadonlySet<Operation> = new Set<Operation>(["updated", "unchanged", "blocked"]);

async function carryOut(decision: Executable, context: ApplyContext): Promise<PullRequestOutcome> {
  switch (decision.kind) {
    case "none":
      return outcome(
        context,
        "none",
        "nothing-to-change",
        null,
        "Nothing to change in the lists that were checked.",
      );
    case "undecided":
      return outcome(
        context,
        "unchanged",
        "others-unknown",
        decision.pull,
        "No drift in the lists that loaded. The others are unknown, so the pull request stays as it is.",
      );
    case "suppressed":
      return outcome(
        context,
        "suppressed",
        "closed-by-a-person",
        decision.pull,
        `A person closed #${decision.pull.number}, which proposes just this. Set \`recreate-closed: true\` to propose it again.`,
      );
    case "blocked":
      await comment(context, decision.pull, decision.why, decision.comments);
      return outcome(context, "blocked", decision.why, decision.pull, blockedReasons[decision.why]);
    case "unchanged":
      await deleteSettled(context, decision.pull, decision.settled);
      await refreshPullRequest(context, decision.pull, decision.digest);
      return merge(
        context,
        decision.pull,
        outcome(context, "unchanged", "up-to-date", decision.pull, "The open pull request is up to date."),
      );
    case "close":
      return close(decision, context);
    case "update":
      return update(decision, context);
    case "create":
      return create(decision, context);
    default:
      return decision satisfies never;
  }
}

const blockedReasons = {
  "obsolete-edited":
    "Nothing is left to change, but a person has edited the allowlists on the branch: close it by hand.",
  edited: "A person has edited the allowlists on the branch, so nothing was pushed.",
  conflict:
    "The base conflicts with the branch, and the branch has a person's commits, so nothing was pushed.",
} as const;

/** Turns what stands in the way into an error: the run reads again, or ends. */
function done<Done extends { readonly kind: string }>(result: Done | Moved | Refused): Done {
  if (isMoved(result)) throw new ChangedMeanwhileError(result.why, { cause: result.cause });
  if (isRefused(result)) throw new RefusedError(result.message, { cause: result.cause });
  return result;
}

const isMoved = (result: { readonly kind: string }): result is Moved => result.kind === "moved";
const isRefused = (result: { readonly kind: string }): result is Refused => result.kind === "refused";

async function putBranch(
  plan: Extract<Decision, { kind: "create" }>["branch"],
  pull: PullRequest | null,
  context: ApplyContext,
): Promise<WrittenBranch> {
  const { settings, progress } = context;
  const { branch } = settings;
  const written = done(await writeMergeable(context, plan, pull));
  progress({
    branch,
    headSha: written.sha,
    verified: written.commit?.verified ?? null,
    verificationReason: written.commit?.reason ?? null,
  });
  return written;
}

async function update(
  { pull, commit, settled }: Extract<Decision, { kind: "update" }>,
  context: ApplyContext,
): Promise<PullRequestOutcome> {
  await deleteSettled(context, pull, settled);
  const written = await putBranch({ kind: "append", commit }, pull, context);
  if (!context.pullIsOurs) {
    const former = context.ourComments.filter(({ kind }) => kind === "by-another");
    await comment(context, pull, "by-another", former);
  }
  await refreshPullRequest(context, pull, written.digest);
  const reason = "It proposes what the lists say now.";
  const updated = { ...pull, headSha: written.sha };
  return merge(context, updated, outcome(context, "updated", "proposed-again", updated, reason, written));
}

async function create(
  decision: Extract<Decision, { kind: "create" }>,
  context: ApplyContext,
): Promise<PullRequestOutcome> {
  const { forge, settings, texts, previous, others, progress, warn } = context;
  const written = await putBranch(decision.branch, null, context);
  const { digest } = written;
  const unfinished = hasLabelsOrPeople(settings) ? mostTries : 0;
  const tokenKind = forge.tokenKind(written.commit?.author ?? null);
  const body = regionOf(texts, {
    operation: "created",
    digest,
    previous,
    others,
    unfinished,
    tokenKind,
    around: 0,
  });
  const { pull, draftRefused } = done(
    await forge.openPullRequest({
      title: texts.title,
      body,
      head: settings.branch,
      base: context.base,
      draft: settings.draft,
    }),
  );
  progress({ operation: "created", number: pull.number, url: pull.url });
  if (draftRefused) warn(noDrafts(pull.number));
  if (unfinished > 0) await refreshPullRequest(context, pull, digest);
  const followed = previous === null ? "" : ` It follows #${previous}.`;
  const reason = `It proposes what differs between the committed and the live lists.${followed}`;
  const created = { ...pull, headSha: written.sha };
  return merge(context, created, outcome(context, "created", "proposed", created, reason, written));
}

/**
 * Merges the pull request if that is due; what keeps it from being merged is no reason to fail. The branch stays, unless the
 * repository deletes merged ones: a run that died before it could delete it would leave another state than one that didn't.
 */
async function merge(
  context: ApplyContext,
  pull: PullRequest,
  before: PullRequestOutcome,
): Promise<PullRequestOutcome> {
  const { forge, merging, progress } = context;
  let result: Merging = { kind: "open", waitsFor: null };
  await orWarn(context, `#${pull.number} could not be merged automatically.`, async () => {
    result = await merging(pull, { patient: before.operation === "created" });
  });
  // Within the callback above, the type is not narrowed.
  const { kind, waitsFor } = { waitsFor: null, ...(result as Merging) };
  if (kind === "open") return { ...before, mergeWaitsFor: waitsFor };
  progress({ operation: "merged" });
  const quiet =
    forge.tokenKind(pull.author) === "actions"
      ? " It was merged with the workflow's own token, so the push starts no other workflow."
      : "";
  const reason = `The change is routine and its checks have passed, so it was merged as judged.${quiet}`;
  return { ...before, operation: "merged", why: "merged-as-judged", reason, openHours: null };
}

const noDrafts = (number: number): Message => ({
  what: `#${number} was opened as a usual pull request: drafts aren't available in this repository.`,
  remedy: "Set `draft: false`. Drafts need a public repository or a paid plan.",
});

/**
 * Records that it is closed by us, says why, deletes the branch, closes. The branch is deleted while the pull request is open: should a person push in that
 * very moment, the host still keeps their commit with the pull request, and the branch is restored at it.
 */
async function close(
  { pull, branchMayGo, comments }: Extract<Decision, { kind: "close" }>,
  context: ApplyContext,
): Promise<PullRequestOutcome> {
  const { forge, settings, warn } = context;
  const { branch } = settings;
  // First of all, so that whatever happens after it, nobody takes the closing for a person's.
  await orWarn(context, `#${pull.number} could not be marked as closed by this Action.`, async () => {
    if (context.pullIsOurs) await recordFarewell(context, pull);
  });
  await comment(context, pull, "obsolete", comments);
  // GitHub closes a pull request whose base is deleted.
  const deletes = settings.deleteBranch && branchMayGo && !(await forge.isBase(branch));
  if (deletes) {
    await orWarn(context, `The branch ${branch} could not be deleted.`, async () => {
      done(await forge.deleteBranch(branch, pull.headSha));
    });
  }
  const { headSha } = await forge.closePullRequest(pull.number);
  if (deletes && headSha !== pull.headSha) {
    await orWarn(context, `The branch ${branch} could not be restored.`, () =>
      forge.restoreBranch(branch, headSha),
    );
    warn({
      what: `A person pushed to ${branch} while it was being deleted, so it is back, at their commit ${headSha}.`,
    });
  }
  return outcome(
    context,
    "closed",
    "drift-gone",
    pull,
    "The committed allowlists hold all live addresses again.",
  );
}

/** Leaves a comment; a conversation that is locked against it is no reason to leave the rest undone. */
const comment = (
  context: ApplyContext,
  pull: PullRequest,
  kind: CommentKind,
  former: readonly OurComment[],
): Promise<void> =>
  orWarn(context, `No comment could be left on #${pull.number}; its conversation may be locked.`, () =>
    leaveComment(context.forge, pull, commentOf(context.texts, kind, pull.number), former),
  );

/** Deletes comments of ours that are settled. */
const deleteSettled = (
  context: ApplyContext,
  pull: PullRequest,
  comments: readonly OurComment[],
): Promise<void> =>
  orWarn(context, `An outdated comment on #${pull.number} could not be deleted.`, () =>
    deleteComments(context.forge, comments),
  );

/** Turns the refusal of a step that the rest does not depend on into a warning. */
async function orWarn(context: ApplyContext, what: string, step: () => Promise<void>): Promise<void> {
  try {
    await step();
  } catch (error) {
    if (!(error instanceof ForgeError || error instanceof RefusedError)) throw error;
    context.warn({ ...error.told, what: `${what} ${error.told.what}` });
  }
}

function outcome(
  { settings, previous, onlyOurs, others, now }: ApplyContext,
  operation: Operation,
  why: Why,
  pull: PullRequest | null,
  reason: string,
  written?: WrittenBranch,
): PullRequestOutcome {
  return {
    operation,
    number: pull?.number ?? null,
    url: pull?.url ?? null,
    branch: settings.branch,
    headSha: pull?.headSha ?? null,
    verified: written?.commit?.verified ?? null,
    verificationReason: written?.commit?.reason ?? null,
    previous,
    why,
    reason,
    onlyOurs,
    others,
    mergeWaitsFor: null,
    openHours: pull?.open && operation !== "closed" ? openHours(pull, now()) : null,
  };
}

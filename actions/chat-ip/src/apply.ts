import type { Decision } from "./decide.ts";
import { GitHubError, RefusedError } from "./errors.ts";
import { hasTouches } from "./finishing-touches.ts";
import type { PullRequest } from "./github-model.ts";
import type { Inputs } from "./inputs.ts";
import type { OurComment } from "./our-comments.ts";
import type { Operation, PullRequestOutcome } from "./outcome.ts";
import { type RefreshContext, refreshPullRequest } from "./refresh-pull-request.ts";
import type { CommentKind } from "./report/comments.ts";
import { tokenKindOf } from "./token-kind.ts";
import { type BranchTarget, deleteBranch, type WrittenBranch, writeBranch } from "./write-branch.ts";
import { deleteComments, leaveComment } from "./write-comments.ts";
import { openPullRequest } from "./write-pull-request.ts";

export interface ApplyContext extends BranchTarget, RefreshContext {
  readonly base: string;
  /** web address of the repository */
  readonly repositoryUrl: string;
  readonly inputs: RefreshContext["inputs"] & Pick<Inputs, "draft" | "deleteBranch">;
  /** told as soon as each value is known, so that a later failure doesn't lose it */
  readonly progress: (known: Partial<PullRequestOutcome>) => void;
}

type Executable = Exclude<Decision, { kind: "refuse" }>;

/**
 * Carries a decision out. Each step can be repeated: a run killed after any of them leaves a state from which the next
 * run ends where this one would have.
 */
export async function apply(decision: Executable, context: ApplyContext): Promise<PullRequestOutcome> {
  switch (decision.kind) {
    case "none":
      return outcome(context, "none", null, "Nothing to change in the lists that were checked.");
    case "undecided":
      return outcome(
        context,
        "unchanged",
        decision.pull,
        "No drift in the lists that loaded; the others are not known, so the pull request stays as it is.",
      );
    case "suppressed":
      return outcome(
        context,
        "suppressed",
        decision.pull,
        `A person closed #${decision.pull.number}, which proposes just this. Set \`recreate-closed: true\` to propose it again.`,
      );
    case "blocked":
      await comment(context, decision.pull, decision.why, decision.comments);
      return outcome(context, "blocked", decision.pull, blockedReasons[decision.why]);
    case "unchanged":
      await takeBack(context, decision.pull, decision.outdated);
      await refreshPullRequest(context, decision.pull, decision.digest);
      return outcome(context, "unchanged", decision.pull, "The open pull request is current.");
    case "close":
      return close(decision, context);
    case "update": {
      await takeBack(context, decision.pull, decision.outdated);
      const written = await putBranch({ kind: "append", commit: decision.commit }, context);
      await refreshPullRequest(context, decision.pull, written.digest);
      return outcome(
        context,
        "updated",
        { ...decision.pull, headSha: written.sha },
        "It proposes what the lists say now.",
        written,
      );
    }
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
  conflict: "The base has moved in conflict, and the branch holds a person's commits, so nothing was pushed.",
} as const;

async function putBranch(
  plan: Parameters<typeof writeBranch>[1],
  context: ApplyContext,
): Promise<WrittenBranch> {
  const written = await writeBranch(context, plan, context.texts.commitMessage);
  context.progress({
    branch: context.branch,
    headSha: written.sha,
    verified: written.commit?.verified ?? null,
    verificationReason: written.commit?.reason ?? null,
  });
  return written;
}

async function create(
  decision: Extract<Decision, { kind: "create" }>,
  context: ApplyContext,
): Promise<PullRequestOutcome> {
  const { inputs, texts, previous } = context;
  const written = await putBranch(decision.branch, context);
  const { digest } = written;
  const unfinished = hasTouches(inputs);
  const tokenKind = tokenKindOf(written.commit?.author ?? null, context.token);
  const region = texts.region({ operation: "created", digest, previous, unfinished, tokenKind, around: 0 });
  const pull = await openPullRequest(
    context,
    { title: texts.title, body: region, head: context.branch, base: context.base, draft: inputs.draft },
    context.repositoryUrl,
  );
  context.progress({ operation: "created", number: pull.number, url: pull.url });
  if (unfinished) await refreshPullRequest(context, pull, digest);
  const followed = previous === null ? "" : ` It follows #${previous}.`;
  return outcome(
    context,
    "created",
    { ...pull, headSha: written.sha },
    `It proposes what differs between the committed and the live lists.${followed}`,
    written,
  );
}

/**
 * Says why, deletes the branch, closes. The branch goes while the pull request is open: should a person push in that
 * very moment, GitHub still keeps their commit with the pull request, and the branch is restored at it.
 */
async function close(
  decision: Extract<Decision, { kind: "close" }>,
  context: ApplyContext,
): Promise<PullRequestOutcome> {
  const { pull, branchMayGo, comments } = decision;
  const { branch, read, write } = context;
  await comment(context, pull, "obsolete", comments);
  // GitHub closes a pull request whose base is deleted.
  const deletes = context.inputs.deleteBranch && branchMayGo && !(await read.isBase(branch));
  if (deletes) {
    await orWarn(
      context,
      `The branch ${branch} could not be deleted.`,
      deleteBranch(context, branch, pull.headSha),
    );
  }
  const { headSha } = await write.updatePullRequest(pull.number, { state: "closed" });
  if (deletes && headSha !== pull.headSha) {
    await orWarn(context, `The branch ${branch} could not be restored.`, write.createRef(branch, headSha));
    context.warn(
      `A person pushed to ${branch} while it was being deleted: it is back, at their commit ${headSha}.`,
    );
  }
  return outcome(context, "closed", pull, "The committed allowlists hold all live addresses again.");
}

/** Leaves a comment; a conversation that is locked against it is no reason to leave the rest undone. */
const comment = (
  context: ApplyContext,
  pull: PullRequest,
  kind: CommentKind,
  former: readonly OurComment[],
): Promise<void> =>
  orWarn(
    context,
    `No comment could be left on #${pull.number}; its conversation may be locked.`,
    leaveComment(context, pull, context.texts.comment(kind, pull.number), former),
  );

/** Deletes comments of ours that are settled. */
const takeBack = (context: ApplyContext, pull: PullRequest, comments: readonly OurComment[]): Promise<void> =>
  orWarn(
    context,
    `A comment on #${pull.number} that is settled could not be deleted.`,
    deleteComments(context.write, comments),
  );

/** Turns GitHub's refusal of a step that the rest does not hang on into a warning. */
async function orWarn(context: ApplyContext, what: string, step: Promise<void>): Promise<void> {
  try {
    await step;
  } catch (error) {
    if (!(error instanceof GitHubError || error instanceof RefusedError)) throw error;
    context.warn(`${what} ${error.message}`);
  }
}

function outcome(
  context: ApplyContext,
  operation: Operation,
  pull: PullRequest | null,
  reason: string,
  written?: WrittenBranch,
): PullRequestOutcome {
  return {
    operation,
    number: pull?.number ?? null,
    url: pull?.url ?? null,
    branch: context.branch,
    headSha: pull?.headSha ?? null,
    verified: written?.commit?.verified ?? null,
    verificationReason: written?.commit?.reason ?? null,
    previous: context.previous,
    reason,
  };
}

import type { Decision } from "../decision/decide.ts";
import { mostTries } from "../decision/markers.ts";
import type { WrittenBranch } from "../ports/forge.ts";
import type { PullRequest } from "../ports/repository.ts";
import type { PullRequestOutcome } from "../run-outcome.ts";
import type { ApplyContext } from "./apply-context.ts";
import { commentOrWarn, deleteOrWarn } from "./comment-or-warn.ts";
import { writeMergeable } from "./join.ts";
import { hasLabelsOrPeople } from "./labels-and-people.ts";
import { mergeAtLast } from "./merge-at-last.ts";
import { outcomeOf } from "./outcome-of.ts";
import { refreshPullRequest } from "./refresh.ts";
import { orThrow } from "./refusals.ts";
import { regionOf } from "./region.ts";

async function putBranch(
  plan: Extract<Decision, { kind: "create" }>["branch"],
  pull: PullRequest | null,
  context: ApplyContext,
): Promise<WrittenBranch> {
  const { settings, progress } = context;
  const { branch } = settings;
  const written = orThrow(await writeMergeable(context, plan, pull));
  progress({
    branch,
    headSha: written.sha,
    verified: written.commit?.verified ?? null,
    verificationReason: written.commit?.reason ?? null,
  });
  return written;
}

/** Brings an open pull request up to date. */
export async function update(
  { pull, commit, settled }: Extract<Decision, { kind: "update" }>,
  context: ApplyContext,
): Promise<PullRequestOutcome> {
  await deleteOrWarn(context, pull, settled);
  const written = await putBranch({ kind: "append", commit }, pull, context);
  if (!context.pullIsOurs) {
    const former = context.ourComments.filter(({ kind }) => kind === "by-another");
    await commentOrWarn(context, pull, "by-another", former);
  }
  await refreshPullRequest(context, pull, written.digest);
  const updated = { ...pull, headSha: written.sha };
  return mergeAtLast(context, updated, outcomeOf(context, "updated", "proposed-again", updated, written));
}

/** Opens a pull request. */
export async function create(
  decision: Extract<Decision, { kind: "create" }>,
  context: ApplyContext,
): Promise<PullRequestOutcome> {
  const { forge, settings, texts, previous, others, onlyOurs, progress, warn } = context;
  const written = await putBranch(decision.branch, null, context);
  const { digest } = written;
  const unfinished = hasLabelsOrPeople(settings) ? mostTries : 0;
  const tokenKind = forge.tokenKind(written.commit?.author ?? null);
  const body = regionOf(texts, {
    operation: "created",
    digest,
    previous,
    others,
    onlyOurs,
    unfinished,
    tokenKind,
    around: 0,
  });
  const { pull, draftRefused } = orThrow(
    await forge.openPullRequest({
      title: texts.title,
      body,
      head: settings.branch,
      base: context.base,
      draft: settings.draft,
    }),
  );
  progress({ operation: "created", number: pull.number, url: pull.url });
  if (draftRefused) warn({ id: "no-drafts", number: pull.number });
  if (unfinished > 0) await refreshPullRequest(context, pull, digest);
  const created = { ...pull, headSha: written.sha };
  return mergeAtLast(context, created, outcomeOf(context, "created", "proposed", created, written));
}

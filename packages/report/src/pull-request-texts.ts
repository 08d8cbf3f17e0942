import type { BodyRequest, Draft, RunOutcome, Texts } from "@chat-ip/sync";
import { renderBody } from "./body.ts";
import { renderComment } from "./comments.ts";
import { renderCommitMessage, renderTitle } from "./title.ts";

/** Words that a person has chosen; `null` for our own. */
export interface TextSettings {
  readonly title: string | null;
  readonly commitMessage: string | null;
}

/** The port `Texts`: everything that is written into a pull request, rendered when it is needed. */
export function pullRequestTexts(draft: Draft, settings: TextSettings): Texts {
  // What differs from run to run is left out, and so is whether the run creates or updates. A new version of the Action is
  // nothing new to a reviewer either.
  const timeless: Draft = {
    ...draft,
    context: { ...draft.context, startedAt: new Date(0), runUrl: null, runNumber: null, version: "" },
  };
  const body = ({ tokenKind, reserved, timeless: plain, ...request }: BodyRequest): string => {
    const { context, ...rest } = plain ? timeless : draft;
    const outcome = asOutcome({ ...rest, context: { ...context, tokenKind } }, request);
    return renderBody(outcome, { reserved }).body;
  };
  return {
    title: settings.title ?? renderTitle(draft),
    commitMessage: settings.commitMessage ?? renderCommitMessage(draft),
    body,
    comment: (kind, options) => renderComment(kind, options.timeless ? timeless : draft, options.mention),
  };
}

/** The outcome as far as it is known when the texts are rendered: before the pull request is written. */
const asOutcome = (
  draft: Draft,
  {
    operation,
    previous,
    others,
    onlyOurs,
  }: Pick<BodyRequest, "operation" | "previous" | "others" | "onlyOurs">,
): RunOutcome => ({
  ...draft,
  pullRequest: {
    operation,
    number: null,
    url: null,
    branch: draft.context.branch,
    headSha: null,
    verified: null,
    verificationReason: null,
    previous,
    why: "proposed",
    startsNoWorkflow: false,
    onlyOurs,
    others,
    mergeWaitsFor: null,
    openHours: null,
  },
  error: null,
  durationMs: 0,
});

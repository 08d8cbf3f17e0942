import type { Inputs } from "./inputs.ts";
import { type BodyState, markComment, renderRegion, sha256 } from "./markers.ts";
import type { Operation, RunOutcome, TokenKind } from "./outcome.ts";
import { renderBody } from "./report/body.ts";
import { type CommentKind, renderComment } from "./report/comments.ts";
import { renderCommitMessage, renderTitle } from "./report/title.ts";

/** Everything that is written into a pull request, rendered when it is needed. */
export interface PullRequestTexts {
  readonly title: string;
  readonly commitMessage: string;
  /** the owned region of the body, with its markers */
  region(state: RegionState): string;
  /** of the region's text without time and link, to see whether it says anything new */
  textDigest(state: Pick<RegionState, "previous" | "tokenKind">): string;
  comment(kind: CommentKind, pull: number): string;
}

export interface RegionState {
  readonly operation: Operation;
  readonly digest: string;
  /** the closed pull request that this one follows */
  readonly previous: number | null;
  readonly unfinished: boolean;
  /** characters that people wrote around the region: GitHub limits the whole */
  readonly around: number;
  /** whose token opened it: checks on a pull request of the workflow's own token wait for a person */
  readonly tokenKind: TokenKind;
}

/** The two markers take less than this. */
const markersLength = 400;

/** The outcome as far as it is known when the texts are rendered: before the pull request is written. */
type Draft = Omit<RunOutcome, "pullRequest" | "error" | "durationMs">;

export function pullRequestTexts(
  draft: Draft,
  inputs: Pick<Inputs, "title" | "commitMessage">,
): PullRequestTexts {
  const outcome = (operation: Operation, previous: number | null, context = draft.context): RunOutcome => ({
    ...draft,
    context,
    pullRequest: {
      operation,
      number: null,
      url: null,
      branch: context.branch,
      headSha: null,
      verified: null,
      verificationReason: null,
      previous,
      reason: "",
    },
    error: null,
    durationMs: 0,
  });
  const title = inputs.title ?? renderTitle(outcome("created", null));
  // What differs from run to run is left out of the comparison, and so is whether the run creates or updates. A new
  // version of the Action is no news to a reviewer either.
  const timeless = { ...draft.context, startedAt: new Date(0), runUrl: null, version: "" };
  const textDigest: PullRequestTexts["textDigest"] = ({ previous, tokenKind }) => {
    return sha256(renderBody(outcome("created", previous, { ...timeless, tokenKind })).body);
  };

  return {
    title,
    commitMessage: inputs.commitMessage ?? renderCommitMessage(outcome("created", null)),
    region(state) {
      const { operation, digest, previous, unfinished, tokenKind } = state;
      const bodyState: BodyState = { digest, title: sha256(title), text: textDigest(state), unfinished };
      const context = { ...draft.context, tokenKind };
      const { body } = renderBody(outcome(operation, previous, context), {
        reserved: state.around + markersLength,
      });
      return renderRegion(bodyState, body);
    },
    textDigest,
    comment(kind, pull) {
      const text = sha256(renderComment(kind, outcome("blocked", null, timeless)));
      return markComment({ kind, text }, pull, renderComment(kind, outcome("blocked", null)));
    },
  };
}

import type { OurComment } from "../decision/our-comments.ts";
import type { PullRequest } from "../ports/repository.ts";
import type { CommentKind } from "../ports/texts.ts";
import type { ApplyContext } from "./apply-context.ts";
import { deleteComments, leaveComment } from "./comments.ts";
import { orWarn } from "./refusals.ts";
import { commentOf } from "./region.ts";

/** Leaves a comment. If the conversation is locked, the rest is still done. */
export const commentOrWarn = (
  context: ApplyContext,
  pull: PullRequest,
  kind: CommentKind,
  former: readonly OurComment[],
): Promise<void> =>
  orWarn(context, { step: "comment", number: pull.number }, () =>
    leaveComment(context.forge, pull, commentOf(context.texts, kind, pull.number), former),
  );

/** Deletes outdated comments of ours. */
export const deleteOrWarn = (
  context: ApplyContext,
  pull: PullRequest,
  comments: readonly OurComment[],
): Promise<void> =>
  orWarn(context, { step: "delete-comment", number: pull.number }, () =>
    deleteComments(context.forge, comments),
  );

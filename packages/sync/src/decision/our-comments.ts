import type { Comment, PullRequest } from "../ports.ts";
import { type CommentState, readComment } from "./markers.ts";

/** A comment of ours on a pull request. */
export interface OurComment extends CommentState {
  readonly id: number;
  readonly author: string;
  /** when it was last changed, ms since 1970 */
  readonly changedAt: number;
  /** A person has changed it since: it tells what was said, and is theirs to keep. */
  readonly edited: boolean;
}

export type Subject = Pick<PullRequest, "number" | "author">;

/**
 * Which comments on a pull request are ours? A person may have copied one, marker and all: ours is what stands as we wrote it
 * first, and what the same account, the pull request's author or a bot wrote.
 */
export function ourComments(comments: readonly Comment[], { number, author }: Subject): OurComment[] {
  const marked = comments.flatMap(({ id, author, body, changedAt }): OurComment[] => {
    const found = readComment(body, number);
    if (found === null) return [];
    const { kind, text, sealed } = found;
    return [{ id, author, changedAt, kind, text, edited: !sealed }];
  });
  const first = marked.find(({ edited }) => !edited);
  const accounts = new Set([author, first?.author]);
  return marked.filter((one) => accounts.has(one.author) || isBot(one.author));
}

/** GitHub's accounts of Apps, and of workflows' own tokens, are called so; no person can be. */
export const isBot = (login: string): boolean => login.endsWith("[bot]");

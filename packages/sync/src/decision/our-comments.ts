import type { Comment, PullRequest } from "../ports/repository.ts";
import { type CommentState, readComment } from "./markers.ts";

/** One of our comments on a pull request. */
export interface OurComment extends CommentState {
  readonly id: number;
  readonly author: string;
  /** when it was last changed, ms since 1970 */
  readonly changedAt: number;
  /** Has a person changed it since? Then it is theirs. */
  readonly edited: boolean;
}

export type Subject = Pick<PullRequest, "number" | "author">;

/** Who writes with the token of a workflow. */
export const workflowAccount = "github-actions[bot]";

/** The comments on a pull request that bear our mark. Anybody can copy one, so a mark alone proves nothing. */
export const markedComments = (comments: readonly Comment[], number: number): OurComment[] =>
  comments.flatMap(({ id, author, body, changedAt }): OurComment[] => {
    const found = readComment(body, number);
    if (found === null) return [];
    const { kind, text, sealed } = found;
    return [{ id, author, changedAt, kind, text, edited: !sealed }];
  });

/** Those of them that are ours: the ones that these accounts wrote. */
export const ourComments = (marked: readonly OurComment[], accounts: ReadonlySet<string>): OurComment[] =>
  marked.filter(({ author }) => accounts.has(author));

/** GitHub gives such names to Apps and to the workflow token; a person can't have one. */
export const isBot = (login: string): boolean => login.endsWith("[bot]");

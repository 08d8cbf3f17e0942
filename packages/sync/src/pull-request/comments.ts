import { readComment } from "../decision/markers.ts";
import {
  markedComments,
  type OurComment,
  ourComments,
  type Subject,
  workflowAccount,
} from "../decision/our-comments.ts";
import type { Forge } from "../ports/forge.ts";

type CommentWriter = Pick<
  Forge,
  "comments" | "isTokenAccount" | "addComment" | "editComment" | "deleteComment"
>;

/** Reads the comments on a pull request that bear our mark, oldest first. */
export const readMarkedComments = async (
  forge: Pick<Forge, "comments">,
  { number }: Subject,
): Promise<readonly OurComment[]> => markedComments(await forge.comments(number), number);

/**
 * Reads our comments on a pull request, oldest first: what its author wrote, or `github-actions[bot]`, if that is the token's
 * account.
 */
export async function readOurComments(
  forge: Pick<Forge, "comments" | "isTokenAccount">,
  pull: Subject,
): Promise<readonly OurComment[]> {
  return onlyOurs(forge, await readMarkedComments(forge, pull), [pull.author]);
}

/** @param authors who may be the token's account, besides `github-actions[bot]` */
export async function onlyOurs(
  forge: Pick<Forge, "isTokenAccount">,
  marked: readonly OurComment[],
  authors: readonly string[],
): Promise<readonly OurComment[]> {
  const candidates = new Set([...authors, workflowAccount]);
  const wrote = new Set(marked.map(({ author }) => author).filter((author) => candidates.has(author)));
  const accounts = new Set<string>();
  for (const author of wrote) if (await forge.isTokenAccount(author)) accounts.add(author);
  return ourComments(marked, accounts);
}

/**
 * Leaves one comment of ours on the pull request: the former one is rewritten, and one that says the same is left
 * alone. What a person has edited is not overwritten.
 *
 * @param former our comments, as they were read
 */
export async function leaveComment(
  forge: CommentWriter,
  pull: Subject,
  body: string,
  former: readonly OurComment[],
): Promise<void> {
  const said = readComment(body, pull.number)?.text;
  const saysSo = ({ text }: OurComment): boolean => text === said;
  const own = former.filter(({ edited }) => !edited);
  const kept = own.find(saysSo) ?? own[0];
  if (kept !== undefined) {
    if (!saysSo(kept)) await forge.editComment(kept.id, body);
    // Two runs at once may have left one each, and died before they noticed.
    await deleteComments(
      forge,
      own.filter((other) => other !== kept),
    );
    return;
  }
  if (former.some(saysSo)) return;
  await dropDoubles(forge, pull, await forge.addComment(pull.number, body));
}

export async function deleteComments(
  forge: Pick<Forge, "deleteComment">,
  comments: readonly OurComment[],
): Promise<void> {
  for (const { id } of comments) await forge.deleteComment(id);
}

/** Two runs at once may both have found no comment and written one each. Keep the first. */
async function dropDoubles(
  forge: Pick<Forge, "comments" | "deleteComment">,
  pull: Subject,
  author: string,
): Promise<void> {
  const [, ...doubles] = (await readMarkedComments(forge, pull)).filter(
    (comment) => comment.author === author && !comment.edited,
  );
  await deleteComments(forge, doubles);
}

import { readComment } from "../decision/markers.ts";
import { type OurComment, ourComments, type Subject } from "../decision/our-comments.ts";
import type { Forge } from "../ports.ts";

type CommentWriter = Pick<Forge, "comments" | "addComment" | "editComment" | "deleteComment">;

/** Reads our comments on a pull request, oldest first. */
export const readOurComments = async (
  forge: Pick<Forge, "comments">,
  pull: Subject,
): Promise<readonly OurComment[]> => ourComments(await forge.comments(pull.number), pull);

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
    // Runs that met may have left one each, and died before they could see it.
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

/** Runs that meet may all have found no comment, and written one each: the first of them stays. */
async function dropDoubles(forge: CommentWriter, pull: Subject, author: string): Promise<void> {
  const unedited = (await readOurComments(forge, pull)).filter(({ edited }) => !edited);
  const [, ...doubles] = unedited.filter((comment) => comment.author === author);
  await deleteComments(forge, doubles);
}

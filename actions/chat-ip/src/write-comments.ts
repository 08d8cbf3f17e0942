import { GitHubError } from "./errors.ts";
import type { PullRequest } from "./github-model.ts";
import type { GitHubReads } from "./github-reads.ts";
import type { GitHubWrites } from "./github-writes.ts";
import { readComment } from "./markers.ts";
import { type OurComment, readOurComments } from "./our-comments.ts";

interface GitHub {
  readonly read: GitHubReads;
  readonly write: GitHubWrites;
}

type Subject = Pick<PullRequest, "number" | "author">;

/**
 * Leaves one comment of ours on the pull request: the former one is rewritten, and one that says the same is left
 * alone. What a person has edited is not written over.
 *
 * @param former our comments, as they were read
 */
export async function leaveComment(
  github: GitHub,
  pull: Subject,
  body: string,
  former: readonly OurComment[],
): Promise<void> {
  const said = readComment(body, pull.number)?.text;
  const saysSo = ({ text }: OurComment): boolean => text === said;
  const own = former.filter(({ edited }) => !edited);
  const kept = own.find(saysSo) ?? own[0];
  if (kept !== undefined) {
    if (!saysSo(kept)) await github.write.updateComment(kept.id, body);
    // Runs that met may have left one each, and died before they could see it.
    await deleteComments(
      github.write,
      own.filter((other) => other !== kept),
    );
    return;
  }
  if (former.some(saysSo)) return;
  const author = await addComment(github, pull, body);
  if (author !== null) await dropDoubles(github, pull, author);
}

export async function deleteComments(write: GitHubWrites, comments: readonly OurComment[]): Promise<void> {
  for (const { id } of comments) await write.deleteComment(id);
}

const readUnedited = async ({ read }: GitHub, pull: Subject): Promise<OurComment[]> =>
  (await readOurComments(read, pull)).filter(({ edited }) => !edited);

/** Writes a comment, once: after a lost answer it is looked for. Returns who wrote it, or `null` where that is not told. */
async function addComment(github: GitHub, pull: Subject, body: string): Promise<string | null> {
  for (let tries = 1; ; tries++) {
    try {
      return await github.write.createComment(pull.number, body);
    } catch (error) {
      if (!(error instanceof GitHubError) || !error.ambiguous || tries === 3) throw error;
      if ((await readUnedited(github, pull)).length > 0) return null;
    }
  }
}

/** Runs that meet may all have found no comment, and written one each: the first of them stays. */
async function dropDoubles(github: GitHub, pull: Subject, author: string): Promise<void> {
  const [, ...doubles] = (await readUnedited(github, pull)).filter((comment) => comment.author === author);
  await deleteComments(github.write, doubles);
}

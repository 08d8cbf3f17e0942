import type { PullRequest } from "./github-model.ts";
import type { GitHubReads } from "./github-reads.ts";
import type { GitHubWrites } from "./github-writes.ts";
import { readComment } from "./markers.ts";
import { type OurComment, readOurComments } from "./our-comments.ts";
import { postOnce } from "./post-once.ts";

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
  await dropDoubles(github, pull, await addComment(github, pull, body));
}

export async function deleteComments(write: GitHubWrites, comments: readonly OurComment[]): Promise<void> {
  for (const { id } of comments) await write.deleteComment(id);
}

const readUnedited = async ({ read }: GitHub, pull: Subject): Promise<OurComment[]> =>
  (await readOurComments(read, pull)).filter(({ edited }) => !edited);

/** Returns who wrote it. */
const addComment = ({ read, write }: GitHub, pull: Subject, body: string): Promise<string> =>
  postOnce({
    send: () => write.createComment(pull.number, body),
    find: async () => (await readUnedited({ read, write }, pull))[0]?.author ?? null,
    pause: write.pause,
  });

/** Runs that meet may all have found no comment, and written one each: the first of them stays. */
async function dropDoubles(github: GitHub, pull: Subject, author: string): Promise<void> {
  const [, ...doubles] = (await readUnedited(github, pull)).filter((comment) => comment.author === author);
  await deleteComments(github.write, doubles);
}

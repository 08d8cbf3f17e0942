import type { PresentBranch } from "../decision/branch.ts";
import { digestOfCommit } from "../decision/markers.ts";
import { isManagedPath } from "../lists/list-files.ts";
import type { Forge } from "../ports/forge.ts";
import type { BranchCommit, Comparison } from "../ports/repository.ts";

/**
 * Did we make this commit? It bears our trailer, which anybody can copy, and its author is the token's account. An App's
 * commits are signed by the host; a person's claim to be that App isn't.
 */
async function isOwnCommit(forge: Pick<Forge, "isTokenAccount">, commit: BranchCommit): Promise<boolean> {
  const { author, hasAccount, verified, message } = commit;
  if (!hasAccount || digestOfCommit(message) === null) return false;
  if (author.endsWith("[bot]") && !verified) return false;
  return forge.isTokenAccount(author);
}

/** Reads what others have added to a branch, since merging includes it. */
export async function readOthersWork(
  forge: Pick<Forge, "isTokenAccount">,
  { commits, files, complete }: Comparison,
  folders: readonly string[],
): Promise<Pick<PresentBranch, "onlyOurs" | "ownAuthors" | "others">> {
  const own = await Promise.all(commits.map((commit) => isOwnCommit(forge, commit)));
  const ownAuthors = [...new Set(commits.filter((_, index) => own[index]).map(({ author }) => author))];
  const theirs = commits.filter((_, index) => !own[index]);
  const besides = (files ?? []).filter((file) => !isManagedPath(file, folders));
  const found = theirs.length > 0 || besides.length > 0;
  const others = found
    ? { commits: theirs.map(({ sha, author }) => ({ sha, author })), files: besides }
    : null;
  const known = complete && files !== null ? true : null;
  return { onlyOurs: found ? false : known, ownAuthors, others };
}

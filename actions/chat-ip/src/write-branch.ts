import type { BranchPlan, CommitPlan } from "./decide.ts";
import { ChangedUnderUsError, GitHubError, RefusedError } from "./errors.ts";
import type { GitHubReads } from "./github-reads.ts";
import { explainProtected, isProtection } from "./github-refusals.ts";
import type { GitHubWrites, NewCommit, TreeChange } from "./github-writes.ts";
import { withDigestTrailer } from "./markers.ts";
import { postOnce } from "./post-once.ts";

export interface BranchTarget {
  readonly read: GitHubReads;
  readonly write: GitHubWrites;
  readonly branch: string;
  /** folder of the allowlists */
  readonly path: string;
  /** content of the files to write, by git's id of it; what isn't here is in the repository already */
  readonly contents: ReadonlyMap<string, string>;
}

/** What the branch holds after it was written; `commit` is `null` where it held that already. */
export interface WrittenBranch {
  readonly sha: string;
  readonly digest: string;
  readonly commit: NewCommit | null;
}

/**
 * Brings the branch to the proposal: a commit that the branch is created at or moved forward to, never back.
 * @throws {ChangedUnderUsError} where the branch is no longer as it was read.
 * @throws {RefusedError} where a rule protects it.
 */
export async function writeBranch(
  target: BranchTarget,
  plan: BranchPlan,
  message: string,
): Promise<WrittenBranch> {
  if (plan.kind === "reuse") return { sha: plan.sha, digest: plan.digest, commit: null };
  const commit = await makeCommit(target, plan.commit, message);
  if (plan.kind === "create") await createRef(target, commit.sha);
  else await moveRef(target, commit.sha);
  return { sha: commit.sha, digest: plan.commit.digest, commit };
}

async function makeCommit(target: BranchTarget, plan: CommitPlan, message: string): Promise<NewCommit> {
  const { write, path, contents } = target;
  const changes = [...plan.files].map(([name, sha]): TreeChange => {
    const content = sha === null ? undefined : contents.get(sha);
    return { path: `${path}/${name}`, change: content === undefined ? { sha } : { content } };
  });
  const tree = await write.createTree(plan.baseTree, changes);
  return write.createCommit(withDigestTrailer(message, plan.digest), tree, plan.parents);
}

async function createRef({ read, write, branch }: BranchTarget, sha: string): Promise<void> {
  /** Is it there? */
  const find = async (cause?: GitHubError): Promise<true | null> => {
    const found = await read.refSha(branch);
    if (found !== null && found !== sha)
      throw new ChangedUnderUsError("the branch appeared meanwhile", { cause });
    return found === null ? null : true;
  };
  const send = async (): Promise<true> => {
    await write.createRef(branch, sha);
    return true;
  };
  try {
    await postOnce({ send, find, pause: write.pause });
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    const exists = error.status === 422 && /already exists/i.test(error.detail);
    if (!exists) throw withNameClash(branch, await explainRefRefusal(read, branch, error));
    if (!(await find(error))) throw new ChangedUnderUsError("the branch came and went", { cause: error });
  }
}

async function moveRef({ read, write, branch }: BranchTarget, sha: string): Promise<void> {
  try {
    await write.moveRef(branch, sha);
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    if (error.status === 422 && /fast.forward|does not exist/i.test(error.detail)) {
      throw new ChangedUnderUsError("the branch moved meanwhile", { cause: error });
    }
    throw await explainRefRefusal(read, branch, error);
  }
}

/**
 * Why a ref could not be written. GitHub often says no more than that it failed, so the rules in force are asked for
 * now, and only now.
 */
async function explainRefRefusal(read: GitHubReads, branch: string, error: GitHubError): Promise<Error> {
  const { status, detail } = error;
  if (status !== 409 && status !== 422 && !isProtection(detail)) return error;
  const rules = await read.ruleTypes(branch).catch(() => []);
  if (rules.length > 0 || isProtection(detail)) {
    return new RefusedError(explainProtected(branch, rules, detail), { cause: error });
  }
  return error;
}

/** Where no rule refuses a new branch, its name may: to git, one branch can't be the folder of another. */
function withNameClash(branch: string, error: Error): Error {
  if (!(error instanceof GitHubError) || error.status !== 422) return error;
  const parts = branch.split("/");
  const parents = parts.slice(1).map((_, index) => `\`${parts.slice(0, index + 1).join("/")}\``);
  const others = [...parents, `one that begins with \`${branch}/\``].join(" or ");
  return new RefusedError(
    `${error.message} If there is a branch ${others}, git can't hold \`${branch}\` beside it: choose another \`branch\`.`,
    { cause: error },
  );
}

/**
 * Deletes the branch where its tip is the commit that was read. Without that commit, or with another, it is not
 * touched.
 * @throws {ChangedUnderUsError} where somebody has pushed to it.
 */
export async function deleteBranch(
  { read, write }: Pick<BranchTarget, "read" | "write">,
  branch: string,
  sha: string,
): Promise<void> {
  const tip = await read.refSha(branch);
  if (tip === null) return;
  if (tip !== sha) throw new ChangedUnderUsError("the branch moved meanwhile");
  try {
    await write.deleteRef(branch);
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    if (/does not exist/i.test(error.detail)) return;
    throw await explainRefRefusal(read, branch, error);
  }
}

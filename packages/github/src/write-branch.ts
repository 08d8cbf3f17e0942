import type { CommitPlan, Forge, Message, Moved, MovedReason, Refused } from "@chat-ip/sync";
import { withDigestTrailer } from "@chat-ip/sync/start";
import { GitHubError } from "./failure.ts";
import type { Reads } from "./reads/reads.ts";
import { explainRefusedCreation } from "./refusals.ts";
import { postOnce } from "./retry.ts";
import type { NewCommit, TreeChange, Writes } from "./writes.ts";

export interface BranchWriter {
  readonly reads: Pick<Reads, "branchTip" | "ruleTypes" | "isProtected" | "branchInTheWay">;
  readonly writes: Pick<Writes, "createTree" | "createCommit" | "createRef" | "moveRef" | "deleteRef">;
  /** called before another try, when nothing was found */
  readonly pause: (tries: number) => Promise<void>;
}

const moved = (why: MovedReason, cause?: unknown): Moved => ({ kind: "moved", why, cause });

/** Brings the proposal onto the branch: creates the branch at a new commit, or moves it forward to one. */
export async function writeBranch(
  writer: BranchWriter,
  ...[branch, plan, message]: Parameters<Forge["writeBranch"]>
): ReturnType<Forge["writeBranch"]> {
  if (plan.kind === "reuse") return { kind: "written", sha: plan.sha, digest: plan.digest, commit: null };
  const commit = await makeCommit(writer, plan.commit, message).catch(movedIfUnknown);
  if ("kind" in commit) return commit;
  const write = plan.kind === "create" ? createRef : moveRef;
  const problem = await write(writer, branch, commit.sha);
  const { sha, ...signature } = commit;
  return problem ?? { kind: "written", sha, digest: plan.commit.digest, commit: signature };
}

/** Not all of GitHub's servers know yet what was just created, and all tries are used up: read and decide again. */
function movedIfUnknown(error: unknown): Moved {
  if (error instanceof GitHubError && error.kind === "passing") return moved("not-found-yet", error);
  throw error;
}

async function makeCommit({ writes }: BranchWriter, plan: CommitPlan, message: string): Promise<NewCommit> {
  const changes = [...plan.files].map(([path, file]): TreeChange => {
    if (file === null) return { path, change: { sha: null } };
    return { path, change: "content" in file ? file : { sha: file.id } };
  });
  const tree = await writes.createTree(plan.baseTree, changes);
  return writes.createCommit(withDigestTrailer(message, plan.digest), tree, plan.parents);
}

async function createRef(
  { reads, writes, pause }: BranchWriter,
  branch: string,
  sha: string,
): Promise<Moved | Refused | null> {
  /** `"there"` if the branch points to the new commit, `null` if there is no branch, and `Moved` if it points elsewhere. */
  const find = async (cause?: GitHubError): Promise<Moved | "there" | null> => {
    const found = await reads.branchTip(branch);
    if (found === null) return null;
    return found === sha ? "there" : moved("branch-appeared", cause);
  };
  const send = async (): Promise<"there"> => {
    await writes.createRef(branch, sha);
    return "there";
  };
  try {
    const made = await postOnce<Moved | "there">({ send, find, pause });
    return made === "there" ? null : made;
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    if (error.kind === "exists") {
      const found = await find(error);
      if (found === "there") return null;
      return found ?? moved("branch-came-and-went", error);
    }
    if (error.kind === "passing") return movedIfUnknown(error);
    if (error.kind !== "protected" && error.status !== 409 && error.status !== 422) throw error;
    return refusedCreation(reads, branch, error);
  }
}

/** GitHub only says that creating the branch failed. Look for a name that is in the way, and for the rules in force. */
async function refusedCreation(
  reads: BranchWriter["reads"],
  branch: string,
  error: GitHubError,
): Promise<Refused> {
  const [other, rules] = await Promise.all([
    reads.branchInTheWay(branch).catch(() => null),
    reads.ruleTypes(branch).catch(() => []),
  ]);
  const message: Message =
    other === null
      ? explainRefusedCreation(branch, rules, error.detail)
      : { id: "name-clash", branch, other };
  return { kind: "refused", message, cause: error };
}

async function moveRef(
  { reads, writes }: BranchWriter,
  branch: string,
  sha: string,
): Promise<Moved | Refused | null> {
  try {
    await writes.moveRef(branch, sha);
    return null;
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    if (error.kind === "moved") return moved("branch-moved", error);
    if (error.kind === "passing") return movedIfUnknown(error);
    const refused = await refusalByRules(reads, branch, error);
    if (refused) return refused;
    throw error;
  }
}

/**
 * Why a ref could not be written. GitHub often only says that it failed, so the rules in force are read now, and only
 * now. They don't include classic protection, which the branch itself reports.
 */
async function refusalByRules(
  reads: BranchWriter["reads"],
  branch: string,
  error: GitHubError,
): Promise<Refused | null> {
  const isProtected = error.kind === "protected";
  if (!isProtected && error.status !== 409 && error.status !== 422) return null;
  const rules = await reads.ruleTypes(branch).catch(() => []);
  if (rules.length === 0 && !isProtected && !(await reads.isProtected(branch).catch(() => false)))
    return null;
  const { detail } = error;
  return { kind: "refused", message: { id: "protected-branch", branch, rules, detail }, cause: error };
}

/** Deletes the branch, but only if its tip is still the commit that was read. */
export async function deleteBranch(
  { reads, writes, pause }: BranchWriter,
  branch: string,
  sha: string,
): ReturnType<Forge["deleteBranch"]> {
  let tip = await reads.branchTip(branch);
  if (tip === null) {
    // This server may not know the branch yet, so look twice before you believe that it is gone.
    await pause(1);
    tip = await reads.branchTip(branch);
  }
  if (tip === null) return { kind: "deleted" };
  if (tip !== sha) return moved("branch-moved");
  try {
    await writes.deleteRef(branch);
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    if (error.kind === "absent") return { kind: "deleted" };
    const refused = await refusalByRules(reads, branch, error);
    if (refused) return refused;
    throw error;
  }
  return { kind: "deleted" };
}

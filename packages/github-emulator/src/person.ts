import { type Account, noreplyEmail } from "./accounts.ts";
import { absent } from "./git/ref-move.ts";
import type { HostedRepository } from "./hosted-repository.ts";
import type { PersonCommit } from "./options.ts";
import { deleteMergedBranch, mergePullRequest } from "./pulls/merge-pull-request.ts";
import type { PullRequest } from "./pulls/pull-request.ts";
import type { MergeMethod } from "./settings.ts";

/**
 * A push. Rules and permissions don't apply to what people do here, by git or in the browser.
 * @throws {Error} when the branch exists already, or there is no commit to start from
 */
export async function commit(
  repository: HostedRepository,
  who: Account,
  input: PersonCommit,
): Promise<string> {
  const { git } = repository;
  const name = `refs/heads/${input.branch}`;
  const tip = await git.ref(name);
  const start = input.from === undefined ? tip : ((await git.branch(input.from)) ?? input.from);
  if (input.from !== undefined && tip !== null) throw new Error(`the branch ${input.branch} exists already`);
  const parent = start === null ? null : await git.commit(start);
  if (start !== null && parent === null) throw new Error(`${input.from} is neither a branch nor a commit`);
  const changes = Object.entries(input.files).map(([path, content]) => ({
    path,
    mode: "100644",
    sha: content === null ? null : git.writeBlob(Buffer.from(content)),
  }));
  const tree = await git.writeTree(parent?.tree ?? null, changes);
  const time = Math.floor(repository.now() / 1000);
  const identity = { ...(input.author ?? { name: who.login, email: noreplyEmail(who) }), time };
  const sha = git.writeCommit({
    tree,
    parents: start === null ? [] : [start],
    author: identity,
    committer: identity,
    signature: null,
    message: `${input.message ?? "Change files"}\n`,
  });
  await push(repository, name, tip, sha);
  await repository.pulls.follow(who);
  return sha;
}

async function push(
  repository: HostedRepository,
  name: string,
  from: string | null,
  to: string | null,
): Promise<void> {
  const moved = await repository.git.moveRef({ name, from: from ?? absent, to });
  if (!moved.ok) throw new Error(`${name} was not moved: ${moved.reason}`);
}

/** @throws {Error} when the pull request isn't open or can't be merged this way */
export async function merge(
  repository: HostedRepository,
  who: Account,
  pull: PullRequest,
  options: { method?: MergeMethod; deleteBranch?: boolean } = {},
): Promise<void> {
  if (pull.state !== "open") throw new Error(`pull request ${pull.number} is ${pull.state}`);
  const outcome = await mergePullRequest(repository, pull, { method: options.method ?? "merge", who });
  if (outcome.kind !== "merged")
    throw new Error(`pull request ${pull.number} ${mergeProblems[outcome.kind]}`);
  if (options.deleteBranch ?? repository.settings.deleteBranchOnMerge)
    await deleteMergedBranch(repository, pull);
  await repository.pulls.follow(who);
}

const mergeProblems = {
  conflicts: "has conflicts",
  "not-rebaseable": "can't be rebased",
  "base-moved": "has a base that moved meanwhile",
  "base-gone": "has no base branch any more",
} as const;

/** @throws {Error} when it is closed already */
export function close({ pulls }: HostedRepository, who: Account, pull: PullRequest): void {
  if (pull.state !== "open") throw new Error(`pull request ${pull.number} is ${pull.state}`);
  pulls.close(pull, who);
}

/** @throws {Error} when GitHub wouldn't offer the button */
export async function reopen({ pulls }: HostedRepository, who: Account, pull: PullRequest): Promise<void> {
  const problem = await pulls.reopeningProblem(pull);
  if (problem !== null) throw new Error(problem);
  pulls.reopen(pull, who);
}

/** A browser sends the text of a form with CRLF line ends, and GitHub keeps them. */
export function webText(text: string): string {
  return text.replace(/\r?\n/g, "\r\n");
}

/** @throws {Error} when the new base doesn't exist */
export async function edit(
  { git, pulls }: HostedRepository,
  pull: PullRequest,
  edits: { title?: string; body?: string; base?: string; draft?: boolean },
): Promise<void> {
  const { base } = edits;
  const baseSha = base === undefined ? null : await git.branch(base);
  if (base !== undefined && baseSha === null) throw new Error(`there is no branch ${base}`);
  if (base !== undefined && baseSha !== null) pulls.retarget(pull, base, baseSha);
  if (edits.title !== undefined) pull.title = edits.title;
  if (edits.body !== undefined) pull.body = webText(edits.body);
  if (edits.draft !== undefined) pull.draft = edits.draft;
  pulls.touch(pull);
}

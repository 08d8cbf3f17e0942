import { type Account, noreplyEmail } from "./accounts.ts";
import { absent } from "./git/ref-writer.ts";
import type { HostedRepository } from "./hosted-repository.ts";
import type { PersonCommit } from "./options.ts";
import type { PullRequest } from "./pulls/pull-request.ts";
import { placeholderSignature, webFlowIdentity } from "./web-flow.ts";

/**
 * A push. Like everything that people do here, by git or in the web pages, it is bound by no rule and no permission.
 * @throws {Error} when the branch or the commit to start from is not as the input says
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

/** @throws {Error} when the pull request is not open or has conflicts */
export async function merge(
  repository: HostedRepository,
  who: Account,
  pull: PullRequest,
  options: { method?: "merge" | "squash"; deleteBranch?: boolean } = {},
): Promise<void> {
  const { git, pulls } = repository;
  if (pull.state !== "open") throw new Error(`pull request ${pull.number} is ${pull.state}`);
  const base = await git.branch(pull.base);
  if (base === null) throw new Error(`the branch ${pull.base} is gone`);
  const tree = await git.history.mergeTree(base, pull.headSha);
  if (tree === null) throw new Error(`pull request ${pull.number} has conflicts`);
  const time = Math.floor(repository.now() / 1000);
  const squash = options.method === "squash";
  const title = squash
    ? `${pull.title} (#${pull.number})`
    : `Merge pull request #${pull.number} from ${repository.owner.login}/${pull.head}\n\n${pull.title}`;
  const sha = git.writeCommit({
    tree,
    parents: squash ? [base] : [base, pull.headSha],
    author: { name: who.login, email: noreplyEmail(who), time },
    committer: webFlowIdentity(time),
    signature: placeholderSignature,
    message: title,
  });
  await push(repository, `refs/heads/${pull.base}`, base, sha);
  pulls.markMerged(pull, sha, who);
  if (options.deleteBranch === true) await push(repository, `refs/heads/${pull.head}`, pull.headSha, null);
  await pulls.follow(who);
}

/** @throws {Error} when it is closed already */
export function close({ pulls }: HostedRepository, who: Account, pull: PullRequest): void {
  if (pull.state !== "open") throw new Error(`pull request ${pull.number} is ${pull.state}`);
  pulls.close(pull, who);
}

/** @throws {Error} when GitHub would not offer the button */
export async function reopen({ pulls }: HostedRepository, who: Account, pull: PullRequest): Promise<void> {
  const problem = await pulls.reopeningProblem(pull);
  if (problem !== null) throw new Error(problem);
  pulls.reopen(pull, who);
}

/** @throws {Error} when the new base does not exist */
export async function edit(
  { git, pulls }: HostedRepository,
  pull: PullRequest,
  edits: { title?: string; body?: string; base?: string },
): Promise<void> {
  const { base } = edits;
  const baseSha = base === undefined ? null : await git.branch(base);
  if (base !== undefined && baseSha === null) throw new Error(`there is no branch ${base}`);
  if (base !== undefined && baseSha !== null) pulls.retarget(pull, base, baseSha);
  if (edits.title !== undefined) pull.title = edits.title;
  if (edits.body !== undefined) pull.body = edits.body;
  pulls.touch(pull);
}

import { type Account, noreplyEmail } from "../accounts.ts";
import { rebase } from "../git/rebase.ts";
import type { HostedRepository } from "../hosted-repository.ts";
import type { MergeMethod } from "../settings.ts";
import { placeholderSignature, webFlowIdentity } from "../web-flow.ts";
import type { PullRequest } from "./pull-request.ts";

export interface MergeInput {
  readonly method: MergeMethod;
  readonly who: Account;
  /** The commit's title and text, where GitHub's own aren't wanted. A rebase has no use for them. */
  readonly title?: string | undefined;
  readonly text?: string | undefined;
}

export type MergeOutcome =
  | { readonly kind: "merged"; readonly sha: string }
  | { readonly kind: "conflicts" | "not-rebaseable" | "base-moved" | "base-gone" };

/** Merges an open pull request as its button does; no rule is asked. The head branch stays. */
export async function mergePullRequest(
  repository: HostedRepository,
  pull: PullRequest,
  input: MergeInput,
): Promise<MergeOutcome> {
  const { git, pulls } = repository;
  const base = await git.branch(pull.base);
  if (base === null) return { kind: "base-gone" };
  const tree = await git.history.mergeTree(base, pull.headSha);
  if (tree === null) return { kind: "conflicts" };
  const sha =
    input.method === "rebase"
      ? await rebase(git, { base, head: pull.headSha }, identityOf(repository, input.who))
      : await commitMerge(repository, pull, { ...input, base, tree });
  if (sha === null) return { kind: "not-rebaseable" };
  const moved = await git.moveRef({ name: `refs/heads/${pull.base}`, from: base, to: sha });
  if (!moved.ok) return { kind: "base-moved" };
  pulls.markMerged(pull, sha, input.who);
  return { kind: "merged", sha };
}

export function identityOf(
  repository: HostedRepository,
  who: Account,
): { name: string; email: string; time: number } {
  return { name: who.login, email: noreplyEmail(who), time: Math.floor(repository.now() / 1000) };
}

async function commitMerge(
  repository: HostedRepository,
  pull: PullRequest,
  input: MergeInput & { readonly base: string; readonly tree: string },
): Promise<string> {
  const squash = input.method === "squash";
  const usual = squash ? await squashMessage(repository, pull, input.base) : mergeMessage(repository, pull);
  const text = input.text ?? usual.text;
  const author = identityOf(repository, input.who);
  return repository.git.writeCommit({
    tree: input.tree,
    parents: squash ? [input.base] : [input.base, pull.headSha],
    author,
    committer: webFlowIdentity(author.time),
    signature: placeholderSignature,
    message: text === "" ? (input.title ?? usual.title) : `${input.title ?? usual.title}\n\n${text}`,
  });
}

interface Message {
  readonly title: string;
  readonly text: string;
}

function mergeMessage({ owner }: HostedRepository, pull: PullRequest): Message {
  return { title: `Merge pull request #${pull.number} from ${owner.login}/${pull.head}`, text: pull.title };
}

/** A single commit lends its own message; for several, the pull request's title is followed by their messages. */
async function squashMessage({ git }: HostedRepository, pull: PullRequest, base: string): Promise<Message> {
  const shas = (await git.history.commitsBetween(base, pull.headSha, 100)).toReversed();
  const messages = await Promise.all(
    shas.map(async (sha) => ((await git.commit(sha))?.message ?? "").trimEnd()),
  );
  const [only = ""] = messages;
  if (messages.length !== 1)
    return {
      title: `${pull.title} (#${pull.number})`,
      text: messages.map((message) => `* ${message}`).join("\n\n"),
    };
  const [subject = "", ...rest] = only.split("\n");
  return { title: `${subject} (#${pull.number})`, text: rest.join("\n").trim() };
}

/**
 * Deletes the head branch of a merged pull request, as the button below it and the setting do. Open pull requests into
 * that branch are first pointed at the branch that it was merged into; deleting it by `DELETE git/refs` closes them.
 */
export async function deleteMergedBranch(repository: HostedRepository, pull: PullRequest): Promise<boolean> {
  const { git, pulls } = repository;
  const base = await git.branch(pull.base);
  if (base !== null) pulls.retargetDependents(pull.head, { base: pull.base, baseSha: base });
  return (await git.moveRef({ name: `refs/heads/${pull.head}`, from: pull.headSha, to: null })).ok;
}

import { type Account, noreplyEmail } from "../accounts.ts";
import { type CommitObject, encodeCommit, type Identity } from "../git/objects.ts";
import type { HostedRepository } from "../hosted-repository.ts";
import { webFlow, webFlowEmail } from "../web-flow.ts";
import { nodeId, timestamp } from "./node-id.ts";
import { representUser } from "./user.ts";

function representIdentity({ name, email, time }: Identity): object {
  return { name, email, date: timestamp(time * 1000) };
}

/** git ends a message with a line break, which GitHub leaves out. */
const messageOf = ({ message }: CommitObject): string => message.replace(/\n$/, "");

/** GitHub's view of a signature. This emulator takes every signature for a valid one: it only makes its own. */
function representVerification(commit: CommitObject): object {
  if (commit.signature === null)
    return { verified: false, reason: "unsigned", signature: null, payload: null, verified_at: null };
  return {
    verified: true,
    reason: "valid",
    signature: commit.signature,
    payload: encodeCommit({ ...commit, signature: null }).toString("utf8"),
    verified_at: timestamp(commit.committer.time * 1000),
  };
}

/** GitHub's `git-commit`, from the Git Data API. */
export function representGitCommit(repository: HostedRepository, sha: string, commit: CommitObject): object {
  const { links } = repository;
  return {
    sha,
    node_id: nodeId("Commit", sha),
    url: links.api(`git/commits/${sha}`),
    html_url: links.web(`commit/${sha}`),
    author: representIdentity(commit.author),
    committer: representIdentity(commit.committer),
    tree: { sha: commit.tree, url: links.api(`git/trees/${commit.tree}`) },
    message: messageOf(commit),
    parents: commit.parents.map((parent) => ({
      sha: parent,
      url: links.api(`git/commits/${parent}`),
      html_url: links.web(`commit/${parent}`),
    })),
    verification: representVerification(commit),
  };
}

/** GitHub's `commit`, from the repository's own API: who wrote it is also given as accounts, where they are known. */
export function representCommit(repository: HostedRepository, sha: string, commit: CommitObject): object {
  const { links } = repository;
  const known = (identity: Identity): object | null => {
    const account = accountOf(repository, identity);
    return account === undefined ? null : representUser(links, account);
  };
  return {
    sha,
    node_id: nodeId("Commit", sha),
    commit: {
      author: representIdentity(commit.author),
      committer: representIdentity(commit.committer),
      message: messageOf(commit),
      tree: { sha: commit.tree, url: links.api(`git/trees/${commit.tree}`) },
      url: links.api(`git/commits/${sha}`),
      comment_count: 0,
      verification: representVerification(commit),
    },
    url: links.api(`commits/${sha}`),
    html_url: links.web(`commit/${sha}`),
    comments_url: links.api(`commits/${sha}/comments`),
    author: known(commit.author),
    committer: known(commit.committer),
    parents: commit.parents.map((parent) => ({
      sha: parent,
      url: links.api(`commits/${parent}`),
      html_url: links.web(`commit/${parent}`),
    })),
  };
}

function accountOf(repository: HostedRepository, identity: Identity): Account | undefined {
  if (identity.email === webFlowEmail) return webFlow;
  return [repository.actor, ...repository.collaborators].find((one) => noreplyEmail(one) === identity.email);
}

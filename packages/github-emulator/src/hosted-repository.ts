import type { Account, TokenKind } from "./accounts.ts";
import type { BranchRules } from "./branch-rules.ts";
import type { Checks } from "./checks.ts";
import type { GitRepository } from "./git/git-repository.ts";
import type { Lag } from "./lag.ts";
import type { Links } from "./links.ts";
import type { Lock } from "./lock.ts";
import type { Permissions } from "./options.ts";
import type { PullRequests } from "./pulls/pull-requests.ts";
import type { RepositorySettings } from "./settings.ts";

/** The state of the repository. */
export interface HostedRepository {
  owner: Account;
  name: string;
  /** "owner/name" */
  fullName: string;
  /** What it was called before it was renamed or transferred, in lower case. */
  readonly formerNames: Set<string>;
  readonly id: number;
  readonly private: boolean;
  readonly defaultBranch: string;
  readonly createdAt: number;
  readonly git: GitRepository;
  readonly pulls: PullRequests;
  readonly rules: BranchRules;
  readonly checks: Checks;
  readonly settings: RepositorySettings;
  readonly lag: Lag;
  /** Names of the labels that exist. */
  readonly labels: Set<string>;
  readonly collaborators: readonly Account[];
  readonly teams: readonly string[];
  readonly links: Links;
  /** Who the token acts as. */
  readonly actor: Account;
  readonly tokenKind: TokenKind;
  readonly permissions: Required<Permissions>;
  /** Whether GitHub Actions may create pull requests here. */
  mayCreatePullRequests: boolean;
  /** Held during every change, so that changes happen one after the other. */
  readonly lock: Lock;
  readonly now: () => number;
}

/** Whether there is any branch yet: an empty repository refuses most of the API. */
export async function isEmpty(repository: HostedRepository): Promise<boolean> {
  if ((await repository.git.branch(repository.defaultBranch)) !== null) return false;
  return (await repository.git.refs("refs/heads/")).length === 0;
}

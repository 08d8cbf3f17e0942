export type { TokenKind } from "./accounts.ts";
export type { CheckOutcome, StatusState } from "./checks.ts";
export { createGitHubEmulator } from "./github-emulator.ts";
export type {
  BranchRule,
  GitHubEmulator,
  GitHubEmulatorOptions,
  GitHubFault,
  GitHubRequest,
  Permissions,
  PersonCommit,
} from "./options.ts";
export type { PullRequestState, ReviewState } from "./pulls/pull-request.ts";
export { type Refusal, refusals } from "./refusals.ts";
export type { MergeMethod, RepositorySettings } from "./settings.ts";

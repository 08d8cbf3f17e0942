export { createGitHubEmulator } from "./github-emulator.ts";
export type {
  BranchRule,
  GitHubEmulator,
  GitHubEmulatorOptions,
  GitHubFault,
  GitHubRequest,
  Permissions,
  PersonCommit,
  PullRequestState,
  TokenKind,
} from "./options.ts";

import type { Forge } from "@chat-ip/sync";
import type { Octokit } from "../client.ts";
import type { Repository } from "../repository-name.ts";
import { type BranchReads, createBranchReads } from "./read-branches.ts";
import { createFileReads } from "./read-files.ts";
import { createPullRequestReads, type PullRequestReads } from "./read-pull-requests.ts";

/** The reading half of the port, and what the writing half looks up. */
export interface Reads extends Pick<Forge, "folders" | "tree" | "read">, BranchReads, PullRequestReads {}

/** What the Action asks of GitHub's REST API: a request each, with the part of the answer that it needs. */
export const createReads = (octokit: Octokit, repository: Repository): Reads => ({
  ...createFileReads(octokit, repository),
  ...createBranchReads(octokit, repository),
  ...createPullRequestReads(octokit, repository),
});

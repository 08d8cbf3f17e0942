import type { Environment } from "./environment.ts";
import { GitHubFetch } from "./github-fetch.ts";
import { GitHubReads } from "./github-reads.ts";
import { createOctokit, type Octokit, type Rim } from "./github-request.ts";
import type { Inputs } from "./inputs.ts";
import { readSnapshot, type Snapshot, type SnapshotOptions } from "./snapshot.ts";

/** A run under way: GitHub has been asked what the repository holds. */
export interface StartedRun {
  readonly inputs: Inputs;
  readonly environment: Environment;
  readonly rim: Rim;
  /** ms, as the rim's clock has it */
  readonly startedAt: number;
  readonly octokit: Octokit;
  readonly read: GitHubReads;
  readonly snapshotOptions: SnapshotOptions;
  readonly snapshot: Promise<Snapshot>;
  /** Waits until the first requests are on their way. */
  readonly departed: () => Promise<void>;
}

/** Starts a run with the requests that every run makes. */
export function startRun(inputs: Inputs, environment: Environment, rim: Rim): StartedRun {
  const startedAt = rim.now();
  const gitHub = new GitHubFetch({ signal: rim.over });
  const octokit = createOctokit(inputs.token, environment.apiUrl, gitHub.fetch, rim);
  const read = new GitHubReads(octokit, environment.owner, environment.repo);
  const { path, branch, mode } = inputs;
  const base = inputs.base ?? environment.defaultBranch;
  const { trigger } = environment;
  const snapshotOptions = {
    path,
    branch,
    base,
    triggeredAt: trigger !== null && trigger.branch === base ? trigger.sha : null,
    readOnly: mode === "check",
  };
  const snapshot = readSnapshot(read, snapshotOptions);
  // What goes wrong there is thrown where it is awaited.
  snapshot.catch(() => undefined);
  const departed = (): Promise<void> => gitHub.departed();
  return { inputs, environment, rim, startedAt, octokit, read, snapshotOptions, snapshot, departed };
}

import { type ChatClient, createChatClient } from "@chat-ip/core";
import { apply } from "./apply.ts";
import { combine } from "./assess.ts";
import { blobSha } from "./blob-sha.ts";
import { confirmFolder } from "./confirm-folder.ts";
import { type Decision, decide, needsBranch } from "./decide.ts";
import type { Environment } from "./environment.ts";
import { ChangedUnderUsError, RefusedError } from "./errors.ts";
import { findRejected } from "./find-rejected.ts";
import type { BranchHead } from "./github-model.ts";
import type { GitHubReads } from "./github-reads.ts";
import { pauseMs, type Rim } from "./github-request.ts";
import { GitHubWrites } from "./github-writes.ts";
import type { Inputs } from "./inputs.ts";
import { ListWeigher } from "./list-weigher.ts";
import { type OurComment, readOurComments } from "./our-comments.ts";
import type { PullRequestOutcome, RunOutcome } from "./outcome.ts";
import { carriedLists, type Proposal } from "./proposal.ts";
import { openPull, previousOf } from "./pull-request-history.ts";
import { pullRequestTexts } from "./pull-request-texts.ts";
import { type BranchState, readBranch } from "./read-branch.ts";
import { runContext } from "./run-context.ts";
import { readHead, readSnapshot, type Snapshot } from "./snapshot.ts";
import type { StartedRun } from "./start-run.ts";

/** What a run tells while it goes on, so that nothing known is lost when a later step fails. */
export interface Progress {
  lists(lists: RunOutcome["lists"]): void;
  pullRequest(known: Partial<PullRequestOutcome>): void;
}

/** Reads that a decision rests on are done again this often when the repository changes meanwhile. */
const maxTries = 3;

/** Takes a started run to its pull request. What goes wrong is told in the outcome, not thrown. */
export async function run(started: StartedRun, progress: Progress): Promise<RunOutcome> {
  return new Run(started, progress).outcome();
}

interface BranchReading {
  /** of the base */
  readonly head: BranchHead;
  readonly branch: BranchState;
  /** on the open pull request */
  readonly ourComments: readonly OurComment[];
}

class Run {
  readonly #inputs: Inputs;
  readonly #environment: Environment;
  readonly #rim: Rim;
  readonly #progress: Progress;
  readonly #started: StartedRun;
  readonly #chat: ChatClient;
  readonly #read: GitHubReads;
  readonly #write: GitHubWrites;
  readonly #weigher: ListWeigher;
  readonly #warnings = new Set<string>();
  #lists: RunOutcome["lists"] = [];
  #carried: RunOutcome["carried"] = [];
  #pullRequest: PullRequestOutcome | null = null;
  /** what is known of it, should the run fail before it has come to its end */
  #known: Partial<PullRequestOutcome> = {};
  #base: string;

  constructor(started: StartedRun, progress: Progress) {
    const { inputs, environment, rim, octokit, read } = started;
    this.#started = started;
    this.#inputs = inputs;
    this.#environment = environment;
    this.#rim = rim;
    this.#progress = progress;
    this.#base = inputs.base ?? environment.defaultBranch ?? "";
    const { sdkAppId, identifier, credential, server } = inputs;
    this.#chat = createChatClient({ sdkAppId, identifier, ...credential, ...server });
    this.#read = read;
    const pause = (tries: number): Promise<void> => rim.sleep(pauseMs(tries, rim.random));
    this.#write = new GitHubWrites(octokit, environment.owner, environment.repo, pause);
    this.#weigher = new ListWeigher(this.#chat, this.#read, inputs, rim);
  }

  async outcome(): Promise<RunOutcome> {
    const abort = new AbortController();
    try {
      const [snapshot] = await Promise.all([this.#started.snapshot, this.#weigher.ask(abort.signal)]);
      await this.#converge(snapshot);
      return this.#result(null);
    } catch (error) {
      this.#progress.pullRequest(this.#known);
      return this.#result(error instanceof Error ? error : new Error(String(error)));
    } finally {
      abort.abort();
      await this.#chat.close();
    }
  }

  /** Decides and applies; where the repository changed in between, reads and decides again. */
  async #converge(first: Snapshot): Promise<void> {
    let snapshot = first;
    for (let tries = 1; ; tries++) {
      try {
        return await this.#once(snapshot);
      } catch (error) {
        if (!(error instanceof ChangedUnderUsError)) throw error;
        this.#rim.debug(`Try ${tries}: ${error.message}`);
        if (tries === maxTries) {
          throw new RefusedError(
            `The repository changed under us ${maxTries} times while this run was writing (${error.message}). Nothing of anybody's was overwritten, and the next run goes on from what is there. Set \`concurrency\` in the workflow so that runs don't meet.`,
            { cause: error },
          );
        }
      }
      // Runs that met once would meet again at the same pace.
      await this.#rim.sleep(this.#rim.random() * 1000 * tries);
      snapshot = await readSnapshot(this.#read, this.#started.snapshotOptions);
    }
  }

  async #once(snapshot: Snapshot): Promise<void> {
    this.#base = snapshot.base.name;
    const meanwhile = this.#needsBranchEarly(snapshot) ? this.#readBranch(snapshot) : null;
    // What goes wrong there is thrown where it is awaited, when the lists are told.
    meanwhile?.catch(() => undefined);
    // Weighing takes the processor for a while: the request goes out first.
    if (meanwhile) await this.#rim.sleep(0);
    const assessments = await this.#weigher.weigh(snapshot.base);
    this.#lists = assessments.map(({ outcome }) => outcome);
    this.#progress.lists(this.#lists);
    if (this.#inputs.mode === "check") return;
    const proposal = combine(assessments);
    const decision = await this.#decide(snapshot, proposal, () => meanwhile ?? this.#readBranch(snapshot));
    await this.#apply(decision, snapshot, proposal);
  }

  /** Will the branch, as far as can be told before the files are read, be needed? Then it is read while they are. */
  #needsBranchEarly({ base, pullRequests }: Snapshot): boolean {
    if (this.#inputs.mode === "check") return false;
    return pullRequests.some(({ open }) => open) || this.#weigher.mayDrift(base);
  }

  async #readBranch(snapshot: Snapshot): Promise<BranchReading> {
    const { name, head: known } = snapshot.base;
    const head = known ?? (await readHead(this.#read, name));
    const open = openPull(snapshot.pullRequests, name);
    const [branch, ourComments] = await Promise.all([
      readBranch(this.#read, snapshot, head, this.#started.snapshotOptions),
      open === null ? [] : readOurComments(this.#read, open),
      confirmFolder(this.#read, snapshot, head, this.#inputs.path),
    ]);
    return { head, branch, ourComments };
  }

  async #decide(
    snapshot: Snapshot,
    proposal: Proposal,
    readingBranch: () => Promise<BranchReading>,
  ): Promise<Decision> {
    const { pullRequests, base } = snapshot;
    if (!needsBranch(pullRequests, proposal)) return { kind: "none" };
    const reading = readingBranch();
    const baseHead = base.head ?? (await reading).head;
    const point = { read: this.#read, base, baseHead, path: this.#inputs.path };
    const [{ head, branch, ourComments }, rejected] = await Promise.all([
      reading,
      findRejected(point, { base, pullRequests, proposal }),
    ]);
    const carries = branch.kind === "present" && openPull(pullRequests, base.name) !== null;
    this.#carried = carries ? carriedLists(base.files, proposal, branch) : [];
    return decide({
      base: { name: base.name, files: base.files, ...head },
      pullRequests,
      branch,
      rejected,
      ourComments,
      proposal,
      recreateClosed: this.#inputs.recreateClosed,
      branchName: this.#inputs.branch,
    });
  }

  async #apply(decision: Decision, snapshot: Snapshot, proposal: Proposal): Promise<void> {
    this.#rim.debug(`Decision: ${decision.kind}`);
    if (decision.kind === "refuse") throw new RefusedError(decision.message);
    this.#known = "pull" in decision ? { number: decision.pull.number, url: decision.pull.url } : {};
    const { owner, repo, serverUrl } = this.#environment;
    const draft = {
      context: runContext(this.#started, this.#base),
      lists: this.#lists,
      carried: this.#carried,
      warnings: [...this.#warnings],
    };
    const contents = [...proposal.changes.values()].filter((content) => content !== null);
    this.#pullRequest = await apply(decision, {
      read: this.#read,
      write: this.#write,
      branch: this.#inputs.branch,
      path: this.#inputs.path,
      contents: new Map(contents.map((content) => [blobSha(content), content])),
      base: snapshot.base.name,
      repositoryUrl: `${serverUrl}/${owner}/${repo}`,
      inputs: this.#inputs,
      token: this.#inputs.token,
      texts: pullRequestTexts(draft, this.#inputs),
      previous: previousOf(snapshot.pullRequests),
      progress: (known) => this.#tell(known),
      warn: (message) => void this.#warnings.add(message),
    });
    this.#tell(this.#pullRequest);
  }

  #tell(known: Partial<PullRequestOutcome>): void {
    this.#known = { ...this.#known, ...known };
    this.#progress.pullRequest(known);
  }

  #result(error: Error | null): RunOutcome {
    const { number, url } = this.#known;
    return {
      context: runContext(this.#started, this.#base),
      lists: this.#lists,
      carried: this.#carried,
      pullRequest: this.#pullRequest,
      error: error && { message: error.message, pullRequest: number && url ? { number, url } : null },
      warnings: [...this.#warnings],
      durationMs: this.#rim.now() - this.#started.startedAt,
    };
  }
}

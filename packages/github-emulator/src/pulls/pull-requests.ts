import type { Account } from "../accounts.ts";
import type { GitRepository } from "../git/git-repository.ts";
import { absent } from "../git/ref-move.ts";
import { Lock } from "../lock.ts";
import type { IssueComment, PullRequest, ReviewState, StateChange } from "./pull-request.ts";

export interface NewPullRequest {
  readonly title: string;
  readonly body: string | null;
  readonly head: string;
  readonly headSha: string;
  readonly base: string;
  readonly baseSha: string;
  readonly draft: boolean;
  readonly author: Account;
}

/** The pull requests of one repository, kept in step with its branches. */
export class PullRequests {
  readonly #git: GitRepository;
  readonly #now: () => number;
  readonly #pulls: PullRequest[] = [];
  readonly #following = new Lock();
  #commentCount = 0;
  #stateChangeCount = 0;

  constructor(git: GitRepository, now: () => number) {
    this.#git = git;
    this.#now = now;
  }

  /** Oldest first. */
  all(): readonly PullRequest[] {
    return this.#pulls;
  }

  find(number: number): PullRequest | undefined {
    return this.#pulls.find((pull) => pull.number === number);
  }

  findOpen(head: string, base: string): PullRequest | undefined {
    return this.#pulls.find((pull) => pull.state === "open" && pull.head === head && pull.base === base);
  }

  findComment(id: number): { pull: PullRequest; comment: IssueComment } | undefined {
    for (const pull of this.#pulls) {
      const comment = pull.comments.find((candidate) => candidate.id === id);
      if (comment !== undefined) return { pull, comment };
    }
    return undefined;
  }

  async open(input: NewPullRequest): Promise<PullRequest> {
    const at = this.#now();
    const pull: PullRequest = {
      ...input,
      seenBaseSha: input.baseSha,
      number: this.#pulls.length + 1,
      createdAt: at,
      updatedAt: at,
      closedAt: null,
      merge: null,
      state: "open",
      locked: false,
      labels: [],
      assignees: [],
      reviewers: [],
      teams: [],
      comments: [],
      stateChanges: [],
      reviews: [],
      mergeabilityReads: { of: "", count: 0 },
    };
    await this.#keepHead(pull);
    this.#pulls.push(pull);
    return pull;
  }

  addComment(pull: PullRequest, author: Account, body: string): IssueComment {
    const at = this.touch(pull);
    this.#commentCount += 1;
    const comment = { id: 1_000_000_000 + this.#commentCount, body, author, createdAt: at, updatedAt: at };
    pull.comments.push(comment);
    return comment;
  }

  editComment(pull: PullRequest, comment: IssueComment, body: string): void {
    comment.body = body;
    comment.updatedAt = this.touch(pull);
  }

  removeComment(pull: PullRequest, comment: IssueComment): void {
    this.touch(pull);
    pull.comments = pull.comments.filter((other) => other !== comment);
  }

  close(pull: PullRequest, by: Account): void {
    pull.closedAt = this.touch(pull);
    pull.state = "closed";
    this.#note(pull, "closed", by);
  }

  reopen(pull: PullRequest, by: Account): void {
    this.touch(pull);
    pull.closedAt = null;
    pull.state = "open";
    this.#note(pull, "reopened", by);
  }

  #note(pull: PullRequest, event: StateChange["event"], actor: Account): void {
    this.#stateChangeCount += 1;
    pull.stateChanges.push({ id: 3_000_000_000 + this.#stateChangeCount, event, actor, at: pull.updatedAt });
  }

  /** Why GitHub would not open a closed pull request again, or null. */
  async reopeningProblem(pull: PullRequest): Promise<string | null> {
    if (pull.merge !== null) return "The pull request was merged.";
    const [head, base] = await Promise.all([this.#git.branch(pull.head), this.#git.branch(pull.base)]);
    if (head === null) return `The ${pull.head} branch has been deleted.`;
    if (base === null) return `The ${pull.base} branch has been deleted.`;
    if (this.findOpen(pull.head, pull.base) !== undefined)
      return `There is already an open pull request from ${pull.head} to ${pull.base}.`;
    const { ancestry } = this.#git;
    if (!(await ancestry.isAncestor(pull.headSha, head)))
      return `The ${pull.head} branch was force-pushed or recreated.`;
    if (await ancestry.isAncestor(head, base)) return `There are no new commits on the ${pull.head} branch.`;
    return null;
  }

  markMerged(pull: PullRequest, commitSha: string, by: Account): void {
    pull.merge = { commitSha, by, at: this.touch(pull) };
    this.#note(pull, "merged", by);
    this.close(pull, by);
  }

  retarget(pull: PullRequest, base: string, baseSha: string): void {
    pull.base = base;
    pull.baseSha = baseSha;
    pull.seenBaseSha = baseSha;
  }

  /** Points every open pull request into a branch that is about to be deleted at another one, where that can be. */
  retargetDependents(branch: string, to: { readonly base: string; readonly baseSha: string }): void {
    for (const pull of this.#pulls) {
      if (pull.state !== "open" || pull.base !== branch || pull.head === to.base) continue;
      if (this.findOpen(pull.head, to.base) !== undefined) continue;
      this.retarget(pull, to.base, to.baseSha);
      this.touch(pull);
    }
  }

  addReview(pull: PullRequest, author: Account, state: ReviewState): void {
    const at = this.touch(pull);
    const id = 4_000_000_000 + pull.number * 1000 + pull.reviews.length;
    pull.reviews.push({ id, author, state, commitSha: pull.headSha, at });
  }

  /** Notes that a pull request was changed just now; returns when that is. */
  touch(pull: PullRequest): number {
    pull.updatedAt = this.#now();
    return pull.updatedAt;
  }

  /**
   * Lets every open pull request follow its branches, as GitHub does after a push: a moved head is taken over; a deleted
   * branch, or a head that was moved into its base, closes; a base that came to contain the head means "merged".
   */
  follow(pusher: Account): Promise<void> {
    return this.#following.run(async () => {
      for (const pull of this.#pulls) if (pull.state === "open") await this.#followOne(pull, pusher);
    });
  }

  async #followOne(pull: PullRequest, pusher: Account): Promise<void> {
    const [head, base] = await Promise.all([this.#git.branch(pull.head), this.#git.branch(pull.base)]);
    if (head === pull.headSha && base === pull.seenBaseSha) return;
    if (head === null || base === null) {
      this.close(pull, pusher);
      return;
    }
    const contained = await this.#git.ancestry.isAncestor(head, base);
    const headMoved = head !== pull.headSha;
    pull.seenBaseSha = base;
    if (headMoved) {
      pull.headSha = head;
      pull.baseSha = base;
      this.touch(pull);
      await this.#keepHead(pull);
    }
    if (!contained) return;
    if (headMoved) this.close(pull, pusher);
    else this.markMerged(pull, base, pusher);
  }

  /** Keeps the head reachable under its own ref after the branch is deleted. */
  async #keepHead(pull: PullRequest): Promise<void> {
    const name = `refs/pull/${pull.number}/head`;
    const from = (await this.#git.ref(name)) ?? absent;
    const moved = await this.#git.moveRef({ name, from, to: pull.headSha });
    if (!moved.ok) throw new Error(`${name} was not moved: ${moved.reason}`);
  }
}

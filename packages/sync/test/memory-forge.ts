import { withDigestTrailer } from "../src/decision/markers.ts";
import { RefusedError } from "../src/errors.ts";
import type { Forge } from "../src/ports/forge.ts";
import type { Comment, PullRequest, StateChange } from "../src/ports/repository.ts";
import type { ForgeWorld } from "./forge-contract.ts";
import { createMemoryRepository, type MemoryCommit } from "./memory-repository.ts";

interface MemoryPull extends Omit<PullRequest, "headSha" | "open"> {
  open: boolean;
  merged: boolean;
  mergedAt: number | null;
  requestedReviewers: string[];
  title: string;
  body: string;
  headSha: string;
  readonly head: string;
  readonly comments: Comment[];
  readonly changes: StateChange[];
  readonly labels: Set<string>;
  readonly assignees: Set<string>;
  readonly reviewers: Set<string>;
}

/** A git host in memory, with what people do there. */
export interface MemoryHost extends Omit<ForgeWorld, "commit" | "comment"> {
  readonly pulls: readonly MemoryPull[];
  /** what keeps pull requests from being merged */
  waitsFor: Awaited<ReturnType<Forge["mergeability"]>>["waitsFor"];
  requiresChecks: boolean;
  /** A push that says who made its commit, whether that is true or not. */
  commit(push: Parameters<ForgeWorld["commit"]>[0] & { readonly author?: string }): Promise<string>;
  comment(number: number, body: string, author?: string): Promise<number>;
  /** A person opens a pull request; returns its number. */
  openPull(head: string, base: string): Promise<number>;
  /** the methods of the port that write, as they were called */
  readonly writes: readonly string[];
}

const bot = "github-actions[bot]";
const person = "maintainer";

/**
 * The port `Forge` on a repository in memory, as small as the contract allows: branches move forward only, a branch that is
 * deleted closes its pull requests, one pull request is open at a time for a head and a base.
 *
 * @param now ms since 1970
 */
export function createMemoryForge(now: () => number): MemoryHost {
  const repository = createMemoryRepository();
  const pulls: MemoryPull[] = [];
  const writes: string[] = [];
  /** branch → commit that holds the note about waiting removals */
  const notes = new Map<string, string>();
  let commentIds = 0;

  const root = repository.makeCommit({
    parents: [],
    message: "Start",
    author: person,
    signed: false,
    files: new Map([["README.md", repository.store("# Firewall\n")]]),
  });
  repository.setBranch("main", root.sha);

  const publicPull = ({
    head: _head,
    comments: _c,
    changes: _s,
    labels: _l,
    assignees: _a,
    reviewers: _r,
    ...pull
  }: MemoryPull): PullRequest => ({ ...pull });
  function pull(number: number): MemoryPull {
    const found = pulls.find((one) => one.number === number);
    if (!found) throw new Error(`there is no pull request ${number}`);
    return found;
  }
  function change(one: MemoryPull, event: StateChange["event"], actor: string): void {
    one.open = event === "reopened";
    one.changes.push({ event, actor, at: now() });
  }
  /** Moves a branch; the pull requests from it follow. */
  function move(branch: string, sha: string): void {
    repository.setBranch(branch, sha);
    for (const one of pulls) if (one.open && one.head === branch) one.headSha = sha;
  }
  function remove(branch: string, actor: string): void {
    repository.removeBranch(branch);
    for (const one of pulls) if (one.open && one.head === branch) change(one, "closed", actor);
  }
  function say(number: number, author: string, body: string): number {
    commentIds += 1;
    pull(number).comments.push({ id: commentIds, author, body, changedAt: now() });
    return commentIds;
  }
  function findComment(id: number): { readonly all: Comment[]; readonly index: number } | null {
    for (const { comments } of pulls) {
      const index = comments.findIndex((one) => one.id === id);
      if (index !== -1) return { all: comments, index };
    }
    return null;
  }
  function rewrite(id: number, body: string): void {
    const found = findComment(id);
    const former = found?.all[found.index];
    if (!found || !former) throw new Error(`there is no comment ${id}`);
    found.all[found.index] = { ...former, body, changedAt: now() };
  }
  function push(
    branch: string,
    parents: readonly string[],
    files: MemoryCommit["files"],
    { message, author = person }: { readonly message: string; readonly author?: string },
  ): string {
    const { sha } = repository.makeCommit({ parents, message, author, signed: false, files });
    move(branch, sha);
    return sha;
  }
  const wrote = (name: string): void => void writes.push(name);

  const forge: Forge = {
    tokenKind: () => "actions",
    isTokenAccount: async (login) => login === bot,
    idOf: repository.idOf,
    read: async (id) => repository.content(id),
    async folders(paths, at) {
      const sha = at ?? repository.tip("main");
      const { files } = repository.commit(sha ?? "");
      for (const path of paths) {
        if (files.has(path)) throw new RefusedError({ id: "not-a-folder", path, type: "file" });
      }
      return new Map(paths.map((path) => [path, repository.folder(files, path)]));
    },
    defaultBranch: async () => "main",
    async branchHead(branch) {
      const sha = repository.tip(branch);
      return sha === null
        ? null
        : { sha, treeSha: repository.treeSha(repository.commit(sha)), committedAt: null };
    },
    branchTip: async (branch) => repository.tip(branch),
    tree: async (treeSha) => repository.folder(repository.filesOf(treeSha), ""),
    commitMessage: async (sha) => repository.commit(sha).message,
    async compare(base, head) {
      if (repository.mergeBase(base, head) === null) return null;
      const { commits, ...rest } = repository.compare(base, head);
      // This host signs for its bots, and believes whoever says that they are one.
      const told = commits.map(({ sha, message, author, signed }) => ({
        sha,
        message,
        author,
        hasAccount: true,
        verified: signed,
      }));
      return { ...rest, commits: told };
    },
    pullRequests: async (branch) =>
      pulls
        .filter(({ head }) => head === branch)
        .map(publicPull)
        .reverse(),
    pullRequest: async (number) => publicPull(pull(number)),
    mergeMethods: async () => ["merge", "squash", "rebase"],
    isBase: async (branch) => pulls.some(({ open, base }) => open && base === branch),
    stateChanges: async (number) => [...pull(number).changes],
    comments: async (number) => [...pull(number).comments],

    async writeBranch(branch, plan, message) {
      wrote("writeBranch");
      if (plan.kind === "reuse") return { kind: "written", sha: plan.sha, digest: plan.digest, commit: null };
      const { baseTree, parents, digest } = plan.commit;
      const files = new Map(repository.filesOf(baseTree));
      for (const [path, file] of plan.commit.files) {
        if (file === null) files.delete(path);
        else files.set(path, "content" in file ? repository.store(file.content) : file.id);
      }
      const made = repository.makeCommit({
        parents,
        message: withDigestTrailer(message, digest),
        author: bot,
        signed: true,
        files,
      });
      const tip = repository.tip(branch);
      if (plan.kind === "create" && tip !== null && tip !== made.sha)
        return { kind: "moved", why: "branch-appeared" };
      if (plan.kind === "append" && (tip === null || !repository.isAncestor(tip, made.sha))) {
        return { kind: "moved", why: "branch-moved" };
      }
      move(branch, made.sha);
      return {
        kind: "written",
        sha: made.sha,
        digest,
        commit: { verified: true, reason: "valid", author: bot },
      };
    },
    async deleteBranch(branch, sha) {
      wrote("deleteBranch");
      const tip = repository.tip(branch);
      if (tip !== null && tip !== sha) return { kind: "moved", why: "branch-moved" };
      if (tip !== null) remove(branch, bot);
      return { kind: "deleted" };
    },
    async restoreBranch(branch, sha) {
      wrote("restoreBranch");
      move(branch, sha);
    },
    async readWaitingNote(branch) {
      const sha = notes.get(branch);
      return sha === undefined ? null : { sha, message: repository.commit(sha).message };
    },
    async writeWaitingNote(branch, { former, message, treeSha }) {
      wrote("writeWaitingNote");
      if ((notes.get(branch) ?? null) !== (former?.sha ?? null))
        return { kind: "moved", why: "note-changed" };
      if (message === null) {
        notes.delete(branch);
        return { kind: "noted" };
      }
      const { sha } = repository.makeCommit({
        parents: former === null ? [] : [former.sha],
        message,
        author: bot,
        signed: true,
        files: repository.filesOf(treeSha),
      });
      notes.set(branch, sha);
      return { kind: "noted" };
    },
    async openPullRequest({ title, body, head, base }) {
      wrote("openPullRequest");
      const sha = repository.tip(head);
      if (sha === null) return { kind: "moved", why: "pull-request-changed" };
      const open = pulls.find((one) => one.open && one.head === head && one.base === base);
      if (open) return { kind: "moved", why: "pull-request-changed" };
      return {
        kind: "opened",
        draftRefused: false,
        pull: publicPull(openPull({ title, body, head, base, headSha: sha, author: bot })),
      };
    },
    async editPullRequest(number, { title, body }) {
      wrote("editPullRequest");
      const found = pull(number);
      found.title = title ?? found.title;
      found.body = body ?? found.body;
      return { kind: "edited", pull: publicPull(found) };
    },
    async closePullRequest(number) {
      wrote("closePullRequest");
      const found = pull(number);
      if (found.open) change(found, "closed", bot);
      return publicPull(found);
    },
    async mergeability(number) {
      return { headSha: pull(number).headSha, waitsFor: host.waitsFor };
    },
    requiresChecks: async () => host.requiresChecks,
    async merge(number, sha) {
      wrote("merge");
      const { open, headSha } = pull(number);
      if (headSha !== sha) return { kind: "moved", why: "branch-moved" };
      if (!open || host.waitsFor !== null) return { kind: "waits", for: host.waitsFor ?? "mergeability" };
      mergeInto(number, bot);
      return { kind: "merged" };
    },
    async addComment(number, body) {
      wrote("addComment");
      say(number, bot, body);
      return bot;
    },
    async editComment(id, body) {
      wrote("editComment");
      rewrite(id, body);
    },
    async deleteComment(id) {
      wrote("deleteComment");
      const found = findComment(id);
      found?.all.splice(found.index, 1);
    },
    async addLabels(number, labels) {
      wrote("addLabels");
      for (const label of labels) pull(number).labels.add(label);
      return null;
    },
    async addAssignees(number, logins) {
      wrote("addAssignees");
      for (const login of logins) pull(number).assignees.add(login);
      return { leftOut: [] };
    },
    async requestReviewers(number, who) {
      wrote("requestReviewers");
      for (const name of "teams" in who ? who.teams : who.reviewers) {
        pull(number).reviewers.add(name);
        pull(number).requestedReviewers.push(name);
      }
      return null;
    },
  };

  function openPull(
    made: Pick<MemoryPull, "title" | "body" | "head" | "base" | "headSha" | "author">,
  ): MemoryPull {
    const number = pulls.length + 1;
    const one: MemoryPull = {
      ...made,
      number,
      url: `https://git.example/pulls/${number}`,
      open: true,
      merged: false,
      mergedAt: null,
      openedAt: now(),
      requestedReviewers: [],
      comments: [],
      changes: [],
      labels: new Set(),
      assignees: new Set(),
      reviewers: new Set(),
    };
    pulls.push(one);
    return one;
  }

  /** Makes a merge commit, as a host does. */
  function mergeInto(number: number, actor: string): void {
    const merged = pull(number);
    const { head, base, headSha } = merged;
    const tip = repository.tip(base) ?? "";
    const { files: before } = repository.commit(repository.mergeBase(tip, headSha) ?? "");
    const files = new Map(repository.commit(tip).files);
    const theirs = repository.commit(headSha).files;
    for (const path of new Set([...before.keys(), ...theirs.keys()])) {
      const id = theirs.get(path);
      if (id === before.get(path)) continue;
      if (id === undefined) files.delete(path);
      else files.set(path, id);
    }
    push(base, [tip, headSha], files, { message: `Merge ${head}`, author: actor });
    merged.merged = true;
    merged.mergedAt = now();
    change(merged, "closed", actor);
  }

  const host: MemoryHost = {
    waitsFor: null,
    requiresChecks: false,
    forge,
    pulls,
    writes,
    tokenAccount: bot,
    async commit({ branch, from, files, message = "By hand", author = person }) {
      const parent = repository.tip(from ?? branch) ?? from ?? "";
      const changed = new Map(repository.commit(parent).files);
      for (const [path, content] of Object.entries(files)) {
        if (content === null) changed.delete(path);
        else changed.set(path, repository.store(content));
      }
      return push(branch, [parent], changed, { message, author });
    },
    async orphan(branch) {
      const files = new Map([["other.md", repository.store("another story\n")]]);
      return push(branch, [], files, { message: "Another story" });
    },
    async file(branch, path) {
      const sha = repository.tip(branch);
      const id = sha === null ? undefined : repository.commit(sha).files.get(path);
      return id === undefined ? null : Buffer.from(repository.content(id)).toString("utf8");
    },
    async parentsOf(sha) {
      return repository.commit(sha).parents;
    },
    async openPull(head, base) {
      return openPull({
        title: "By hand",
        body: "",
        head,
        base,
        headSha: repository.tip(head) ?? "",
        author: person,
      }).number;
    },
    async closePull(number) {
      change(pull(number), "closed", person);
    },
    async reopenPull(number) {
      change(pull(number), "reopened", person);
    },
    async mergePull(number) {
      mergeInto(number, person);
    },
    async requireCheck() {
      host.requiresChecks = true;
      host.waitsFor = "checks";
    },
    async passCheck() {
      host.waitsFor = null;
    },
    comment: async (number, body, author = person) => say(number, author, body),
    async [Symbol.asyncDispose]() {},
  };
  return host;
}

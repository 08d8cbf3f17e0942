import type { BranchCommit, BranchHead, Commit, PullRequest } from "@chat-ip/sync";
import { GitHubError } from "./failure.ts";

// GitHub's answers are typed, but what arrives may be anything: a proxy's page, or a server that isn't quite GitHub. What the
// Action depends on is checked where it is read.

function refuse(part: string): never {
  // The request may have been carried out.
  throw new GitHubError("lost", { id: "odd-answer", part }, { status: null, detail: "" });
}

/** @throws {GitHubError} unless it is a text that isn't empty. */
export const text = (value: unknown, part: string): string =>
  typeof value === "string" && value !== "" ? value : refuse(part);

/** A text that GitHub may leave out; `""` if it isn't a text. */
export const optionalText = (value: unknown): string => (typeof value === "string" ? value : "");

/** A text; `""` if it is missing. @throws {GitHubError} if it is anything else. */
export const anyText = (value: unknown, part: string): string =>
  value === null || value === undefined ? "" : typeof value === "string" ? value : refuse(part);

/** A time in ms since 1970. @throws {GitHubError} unless it is one. */
export function time(value: unknown, part: string): number {
  const ms = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isNaN(ms) ? refuse(part) : ms;
}

/** @throws {GitHubError} unless it is a number above 0. */
export const count = (value: unknown, part: string): number =>
  Number.isSafeInteger(value) && Number(value) > 0 ? Number(value) : refuse(part);

/** @throws {GitHubError} unless it is a whole number from 0. */
export const size = (value: unknown, part: string): number =>
  Number.isSafeInteger(value) && Number(value) >= 0 ? Number(value) : refuse(part);

/** @throws {GitHubError} unless it is an object. */
export const record = <T extends object>(value: T | null | undefined, part: string): T =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? value : refuse(part);

/** @throws {GitHubError} unless it is a list of objects. */
export const records = <T extends object>(value: readonly T[] | null | undefined, part: string): T[] =>
  Array.isArray(value) ? value.map((item: T) => record(item, part)) : refuse(part);

/** The texts under a key, of what is a list of objects. */
const namesIn = (list: readonly unknown[] | null | undefined, key: "login" | "slug"): string[] =>
  Array.isArray(list)
    ? list
        .map((item: unknown) => optionalText((item as Record<string, unknown> | null)?.[key]))
        .filter((name) => name !== "")
    : [];

interface RawPull {
  number: number;
  html_url: string;
  state: string;
  merged_at?: string | null;
  created_at: string;
  requested_reviewers?: readonly unknown[] | null | undefined;
  requested_teams?: readonly unknown[] | null | undefined;
  title: string;
  body: string | null;
  base: { ref: string; repo?: { owner?: { login?: string } } | null };
  head: { ref: string; sha: string };
  user: { login: string } | null;
}

/** The part of a pull request that the Action looks at. */
export const toPullRequest = (raw: RawPull): PullRequest => ({
  number: count(raw.number, "pull_request.number"),
  url: text(raw.html_url, "pull_request.html_url"),
  open: text(raw.state, "pull_request.state") === "open",
  merged: Boolean(raw.merged_at),
  mergedAt: raw.merged_at ? time(raw.merged_at, "pull_request.merged_at") : null,
  openedAt: time(raw.created_at, "pull_request.created_at"),
  title: anyText(raw.title, "pull_request.title"),
  body: anyText(raw.body, "pull_request.body"),
  base: text(record(raw.base, "pull_request.base").ref, "pull_request.base"),
  headSha: text(record(raw.head, "pull_request.head").sha, "pull_request.head"),
  author: optionalText(raw.user?.login),
  requestedReviewers: [
    ...namesIn(raw.requested_reviewers, "login"),
    ...namesIn(raw.requested_teams, "slug").map(
      (slug) => `${optionalText(raw.base.repo?.owner?.login)}/${slug}`,
    ),
  ],
});

export interface RawCommit {
  sha: string;
  commit: {
    message: string;
    tree: { sha: string };
    author?: { name?: string | undefined } | null;
    committer?: { date?: string | undefined } | null;
    verification?: { verified?: boolean } | undefined;
  };
  author?: object | null;
}

/** A commit with its tree. */
export function toCommit(raw: RawCommit): Commit {
  const { sha, commit } = record(raw, "commit");
  const { tree } = record(commit, "commit");
  return {
    sha: text(sha, "commit.sha"),
    treeSha: text(record(tree, "commit.tree").sha, "commit.tree"),
  };
}

/** A branch at this commit. A missing or invalid date is ignored. */
export function toBranchHead(raw: RawCommit): BranchHead {
  const committedAt = Date.parse(optionalText(raw?.commit?.committer?.date));
  return { ...toCommit(raw), committedAt: Number.isNaN(committedAt) ? null : committedAt };
}

export function toBranchCommit({ sha, commit, author }: RawCommit): BranchCommit {
  const { message, author: named, verification } = record(commit, "commit");
  const login = optionalText((author as { login?: unknown } | null | undefined)?.login);
  return {
    sha: text(sha, "commit.sha"),
    message: anyText(message, "commit.message"),
    author: login || optionalText(named?.name),
    hasAccount: login !== "",
    verified: verification?.verified === true,
  };
}

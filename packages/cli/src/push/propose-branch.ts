import { createHash } from "node:crypto";
import { realpathSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { renderCommitMessage, renderTitle } from "@chat-ip/report";
import { digestOfCommit, listFilePath, nextMemory, withDigestTrailer } from "@chat-ip/sync";
import { type AppLists, type CheckedList, compareAndRemember, compareLists } from "../check/compare-lists.ts";
import { failure } from "../errors.ts";
import { findInCommit } from "../files/git-files.ts";
import { createCommittedFiles, managedNames } from "../files/managed-files.ts";
import type { Repository } from "../git/repository.ts";
import { runGit, tryGit } from "../git/run-git.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { words } from "../words/words.ts";
import { makeCommit, mergedTree } from "./make-commit.ts";
import { type HostKind, type Link, pushCommit } from "./push-commit.ts";
import { fetchCommits, type RemoteBranches, readRemote } from "./remote-refs.ts";
import { readNote, writeNote } from "./waiting-note.ts";

export interface ProposeOptions {
  /** What paths in lists start from. */
  readonly root: string;
  readonly repository: Repository;
  readonly apps: readonly AppLists[];
  readonly remote: string;
  readonly base: string | null;
  readonly branch: string;
  readonly host: HostKind;
  readonly title: string | null;
  readonly commitMessage: string | null;
  readonly dryRun: boolean;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}

/** What became of the branch. */
export interface Proposed {
  /** `none`: no drift; `unchanged`: the branch proposes this already; `pushed`: it does so now. */
  readonly operation: "none" | "unchanged" | "pushed" | "would-push";
  readonly base: string;
  readonly branch: string;
  readonly commit: string | null;
  readonly link: Link | null;
  readonly warning: string | null;
}

const mostTries = 3;

/** Compares the remote's base with the live lists, and brings the branch forward by one commit where something differs. */
export async function proposeBranch(
  options: ProposeOptions,
): Promise<{ readonly lists: readonly CheckedList[]; readonly proposed: Proposed }> {
  const { repository, remote, base, branch } = options;
  for (let tries = 1; ; tries++) {
    options.signal.throwIfAborted();
    const refs = await readRemote(repository.root, remote, base, branch);
    await fetchCommits(repository.root, remote, refs, branch, repository.shallow && tries === 1);
    const lists = await compareWithCommit(options, refs);
    const proposed = await bringForward(options, refs, lists);
    if (proposed !== null) return { lists, proposed };
    if (tries === mostTries) {
      throw failure(words().git.movedTooOften(branch, mostTries));
    }
  }
}

function inRepository({ root, repository }: ProposeOptions, path: string): string {
  return relative(repository.root, join(realpathSync(root), path))
    .split(sep)
    .join("/");
}

async function compareWithCommit(
  options: ProposeOptions,
  refs: RemoteBranches,
): Promise<readonly CheckedList[]> {
  const { apps, repository, terminal, remote, branch, dryRun } = options;
  const find = findInCommit(repository.root, refs.baseHead);
  const files = createCommittedFiles((folder) => find(inRepository(options, folder)));
  const memory = await readNote(repository.root, refs.note);
  const { lists, committed } = await compareAndRemember(apps, files, memory, options);
  if (dryRun) return lists;
  // What is missed for the first time is noted before anything else is pushed.
  const looks = lists.map(({ key, missed }) => ({ file: listFilePath(key), missed }));
  const next = nextMemory(memory, looks, committed);
  const warning = await writeNote(repository.root, { remote, branch, refs, former: memory, next });
  if (warning === null) return lists;
  terminal.warn(warning);
  return compareLists(apps, files, options);
}

/** By what a proposal is recognised: the files that it changes, by path and content. */
function digestOf(texts: ReadonlyMap<string, string | null>): string {
  const lines = [...texts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([path, text]) =>
        `${text === null ? "deleted" : createHash("sha256").update(text).digest("hex")} ${path}\n`,
    );
  return `sha256:${createHash("sha256").update(lines.join("")).digest("hex")}`;
}

/** @returns null when somebody else pushed meanwhile */
async function bringForward(
  options: ProposeOptions,
  refs: RemoteBranches,
  lists: readonly CheckedList[],
): Promise<Proposed | null> {
  const { repository, remote, branch, host, dryRun } = options;
  const { base, baseHead, branchHead } = refs;
  const texts = new Map(
    lists.flatMap(({ files }) =>
      [...(files ?? [])].map(([path, file]) => [inRepository(options, path), file?.content ?? null] as const),
    ),
  );
  const result = { base, branch, commit: branchHead, link: null, warning: null };
  if (texts.size === 0) return { ...result, operation: "none" };
  const standing = await readStanding(repository.root, baseHead, branchHead);
  const digest = digestOf(texts);
  if (standing.digests[0] === digest) return { ...result, operation: "unchanged" };
  if (dryRun) return { ...result, operation: "would-push" };

  const outcomes = lists.map(({ outcome }) => outcome);
  const [subject = "", ...rest] = renderCommitMessage({ lists: outcomes, carried: [] }).split("\n");
  const message = withDigestTrailer([options.commitMessage ?? subject, ...rest].join("\n"), digest);
  const commit = await makeCommit(repository.root, {
    ...(await startOf(options, refs, standing)),
    texts,
    message,
  });
  const title = options.title ?? renderTitle({ lists: outcomes, carried: [] });
  const pushed = await pushCommit(repository.root, {
    remote,
    branch,
    commit,
    before: branchHead,
    host,
    target: base,
    words:
      standing.kind === "open"
        ? null
        : { title, description: `${rest.filter(Boolean).join("; ") || title}.` },
  });
  if (pushed.kind === "moved") return null;
  return { ...result, operation: "pushed", commit, link: pushed.link, warning: pushed.warning };
}

/** How the remote's branch stands to its base. */
interface Standing {
  /** `absent`: there is none; `spent`: all of it is merged; `open`: it has commits that the base lacks. */
  readonly kind: "absent" | "spent" | "open";
  /** The digests of our commits that the base lacks, the newest first. */
  readonly digests: readonly string[];
}

async function readStanding(root: string, base: string, branch: string | null): Promise<Standing> {
  if (branch === null) return { kind: "absent", digests: [] };
  const merged = await tryGit(["merge-base", "--is-ancestor", branch, base], { cwd: root });
  if (merged.exitCode === 0) return { kind: "spent", digests: [] };
  const related = await tryGit(["merge-base", base, branch], { cwd: root });
  if (related.exitCode !== 0) {
    throw failure(words().git.unrelated);
  }
  const log = await runGit(["log", "--first-parent", "--format=%B%x00", `${base}..${branch}`, "--"], {
    cwd: root,
  });
  const digests = log.split("\0").flatMap((message) => digestOfCommit(message.trim()) ?? []);
  return { kind: "open", digests };
}

/** What the new commit follows, and the tree that it changes. A person's commits on the branch are kept. */
async function startOf(
  options: ProposeOptions,
  { baseHead, branchHead }: RemoteBranches,
  { kind }: Standing,
): Promise<{ readonly tree: string; readonly parents: readonly string[] }> {
  if (kind !== "open" || branchHead === null) return { tree: baseHead, parents: [baseHead] };
  const { root } = options.repository;
  const fork = (await runGit(["merge-base", baseHead, branchHead], { cwd: root })).trim();
  const folders = options.apps.map(({ path }) => inRepository(options, path));
  const touched = await runGit(["diff", "--name-only", "-z", fork, baseHead, "--", ...folders], {
    cwd: root,
  });
  if (fork === baseHead || touched === "") return { tree: branchHead, parents: [branchHead] };
  const ours = (path: string): boolean =>
    folders.some((folder) => managedNames.some((name) => path === `${folder}/${name}`));
  // The branch's own versions of our files were made for a base that is gone: they begin anew from the base's.
  const tree = await mergedTree(root, branchHead, baseHead, ours);
  const texts = await textsAt(options, baseHead, tree, folders);
  const parents = [branchHead, baseHead];
  if (texts.size === 0) return { tree, parents };
  const restored = await makeCommit(root, { tree, parents: [branchHead], texts, message: "base" });
  return { tree: (await runGit(["rev-parse", `${restored}^{tree}`], { cwd: root })).trim(), parents };
}

/** Our files as a commit has them, where a tree has them otherwise. */
async function textsAt(
  { repository }: ProposeOptions,
  commit: string,
  tree: string,
  folders: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  const texts = new Map<string, string | null>();
  for (const folder of folders) {
    const wanted = await findInCommit(repository.root, commit)(folder);
    const present = await findInCommit(repository.root, tree)(folder);
    for (const name of new Set([...wanted.keys(), ...present.keys()])) {
      const bytes = wanted.get(name)?.bytes;
      texts.set(`${folder}/${name}`, bytes === undefined ? null : Buffer.from(bytes).toString("utf8"));
    }
  }
  return texts;
}

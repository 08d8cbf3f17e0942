import { failure } from "../errors.ts";
import { tryGit } from "../git/run-git.ts";
import { words } from "../words/words.ts";
import { remoteFailure } from "./remote-refs.ts";

/** Hosts that open merge requests by a push. */
export type HostKind = "gitlab" | "other";

export interface PushRequest {
  readonly remote: string;
  readonly branch: string;
  readonly commit: string;
  /** Where the branch stood; null where it wasn't there. */
  readonly before: string | null;
  readonly host: HostKind;
  readonly target: string;
  /** For a new merge request; null where one may be open, whose words are a person's by now. */
  readonly words: { readonly title: string; readonly description: string } | null;
}

/** What became of a push. */
export type Pushed =
  | { readonly kind: "pushed"; readonly link: Link | null; readonly warning: string | null }
  /** Somebody else pushed meanwhile. */
  | { readonly kind: "moved" };

/** What the host printed. */
export interface Link {
  readonly url: string;
  /** `open`: the merge request is there; `create`: a person can open one at the address. */
  readonly kind: "open" | "create";
}

/** Which kind of host an address leads to. In a job of GitLab CI, its own server is GitLab whatever its name. */
export function hostOf(url: string, env: NodeJS.ProcessEnv): HostKind {
  const host = /^(?:[a-z+]+:\/\/)?(?:[^@/]*@)?([^:/]+)/i.exec(url)?.[1]?.toLowerCase() ?? "";
  const own = env.CI_SERVER_HOST?.toLowerCase();
  return /(^|\.)gitlab\./.test(host) || (own !== undefined && own !== "" && own === host)
    ? "gitlab"
    : "other";
}

/** git refuses line breaks in an option. */
function optionText(text: string, limit: number): string {
  return text.replace(/\s+/g, " ").replaceAll("\\n", "\\ n").trim().slice(0, limit);
}

/**
 * GitLab's options: a merge request is created where none is open.
 *
 * @see https://docs.gitlab.com/topics/git/commit/#push-options (read 2026-11)
 */
function pushOptions({ host, target, words }: PushRequest): readonly string[] {
  if (host !== "gitlab") return [];
  const options = ["merge_request.create", `merge_request.target=${target}`];
  if (words !== null) {
    options.push(`merge_request.title=${optionText(words.title, 255)}`);
    options.push(`merge_request.description=${optionText(words.description, 10_000)}`);
    options.push("merge_request.remove_source_branch");
  }
  return options.flatMap((option) => ["--push-option", option]);
}

/**
 * Pushes a commit to its branch, forward only: the branch must still stand where it was read.
 *
 * @throws {CliError} when the remote refuses, with its words
 */
export async function pushCommit(root: string, request: PushRequest): Promise<Pushed> {
  const { remote, branch, commit, before } = request;
  const push = (options: readonly string[]) => [
    "push",
    "--porcelain",
    `--force-with-lease=refs/heads/${branch}:${before ?? ""}`,
    ...options,
    "--",
    remote,
    `${commit}:refs/heads/${branch}`,
  ];
  const options = pushOptions(request);
  let args = push(options);
  let { exitCode, stdout, stderr } = await tryGit(args, { cwd: root });
  if (exitCode !== 0 && options.length > 0 && /does not support push options/i.test(stderr)) {
    args = push([]);
    ({ exitCode, stdout, stderr } = await tryGit(args, { cwd: root }));
  }
  if (exitCode === 0) return { kind: "pushed", link: readLink(stderr), warning: readWarning(stderr) };
  const refused = /^!\t\S+\t\[(.*?)\](?: \((.*)\))?$/m.exec(stdout);
  if (refused !== null) {
    const [, what = "", why = ""] = refused;
    if (
      /stale info|fetch first|non-fast-forward|already exists|failed to update ref|cannot lock ref|incorrect old value/.test(
        `${what} ${why}`,
      )
    ) {
      return { kind: "moved" };
    }
    const said = remoteWords(stderr).join(" ").slice(0, 500);
    throw failure(words().git.branchRefused(branch, why === "" ? what : why, said));
  }
  throw remoteFailure(args, remote, exitCode, stderr);
}

/** What the server said: git writes it to stderr, with `remote:` before each line. */
function remoteWords(stderr: string): readonly string[] {
  return stderr
    .split("\n")
    .flatMap((line) => /^remote:\s?(.*?)\s*$/.exec(line)?.[1] ?? [])
    .filter((line) => line !== "");
}

/** The address that the host printed. GitLab's own end in the request's number once it is open. */
function readLink(stderr: string): Link | null {
  const urls = remoteWords(stderr).flatMap((line) => /https?:\/\/[^\s<>"]+/.exec(line)?.[0] ?? []);
  const open = urls.find((url) => /\/(-\/)?merge_requests\/\d+\/?$|\/pulls?\/\d+\/?$/.test(url));
  if (open !== undefined) return { url: open, kind: "open" };
  const create = urls.find((url) =>
    /merge_requests\/new|\/compare\/|pull[-_]?requests?\/(new|create)|\/pull\/new/i.test(url),
  );
  return create === undefined ? null : { url: create, kind: "create" };
}

/** GitLab says in a box what it could not do with the options, and lets the push pass. */
function readWarning(stderr: string): string | null {
  const words = remoteWords(stderr).filter((line) => !/^=+$/.test(line));
  const start = words.findIndex(
    (line) => /^WARNINGS?:?$/i.test(line) || /error encountered with push options/i.test(line),
  );
  return start < 0 ? null : words.slice(start).join(" ").slice(0, 500);
}

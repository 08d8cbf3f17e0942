import { CliError, failure } from "../errors.ts";
import { exitCodes } from "../exit-codes.ts";
import { gitFailure, tryGit } from "../git/run-git.ts";
import { oneLine } from "../one-line.ts";
import { words } from "../words/words.ts";

/** The branches that a run is about, as the remote has them. */
export interface RemoteBranches {
  readonly base: string;
  readonly baseHead: string;
  /** Null where there is no such branch yet. */
  readonly branchHead: string | null;
  /** The commit that says which removals wait; null where there is none. */
  readonly note: string | null;
}

/** The ref of the note about removals that wait: neither a branch nor a tag, so that no clone fetches it. */
export function noteRef(branch: string): string {
  return `refs/chat-ip/waiting/${branch}`;
}

/** A remote's name or address without a user name or password. */
export function withoutCredentials(text: string): string {
  return text.replace(/([a-z][a-z0-9+.-]*:\/\/)[^/@\s]*@/gi, "$1");
}

/** The error for a git command that talks to a remote. */
export function remoteFailure(
  args: readonly string[],
  remote: string,
  exitCode: number,
  stderr: string,
): CliError {
  const shown = withoutCredentials(remote);
  const why = oneLine(withoutCredentials(stderr.split("\n").filter(Boolean).slice(-4).join(" ")), 500);
  if (
    /authentication failed|could not read (user|pass)|permission denied|access denied|not allowed|HTTP 40[13]|error: 40[13]/i.test(
      stderr,
    )
  ) {
    return new CliError(exitCodes.notAuthorised, [words().git.refusesAccount(shown, why)]);
  }
  if (
    /repository .*not found|does not appear to be a git repository|could not resolve host|unable to access/i.test(
      stderr,
    )
  ) {
    return failure(words().git.unreachable(shown, why));
  }
  return gitFailure(args, exitCode, withoutCredentials(stderr));
}

/**
 * Asks the remote where the branches stand.
 *
 * @param wanted the base; null for the remote's default branch
 * @throws {CliError} when the remote can't be reached or has no such base
 */
export async function readRemote(
  root: string,
  remote: string,
  wanted: string | null,
  branch: string,
): Promise<RemoteBranches> {
  const args = ["ls-remote", "--symref", "--", remote, "HEAD", "refs/heads/*", noteRef(branch)];
  const { exitCode, stdout, stderr } = await tryGit(args, { cwd: root });
  if (exitCode !== 0) throw remoteFailure(args, remote, exitCode, stderr);
  const heads = new Map<string, string>();
  let head: string | null = null;
  let note: string | null = null;
  for (const line of stdout.split("\n")) {
    const symref = /^ref: refs\/heads\/(.+)\tHEAD$/.exec(line);
    const ref = /^([0-9a-f]{40,64})\trefs\/heads\/(.+)$/.exec(line);
    if (line.endsWith(`\t${noteRef(branch)}`)) note = line.split("\t")[0] ?? null;
    else if (symref?.[1] !== undefined) head = symref[1];
    else if (ref?.[1] !== undefined && ref[2] !== undefined) heads.set(ref[2], ref[1]);
  }
  const base = wanted ?? head;
  const baseHead = base === null ? undefined : heads.get(base);
  if (base === null || baseHead === undefined) {
    throw failure(words().git.noBase(withoutCredentials(remote), base));
  }
  if (base === branch) {
    throw failure(words().git.branchIsBase(branch));
  }
  return { base, baseHead, branchHead: heads.get(branch) ?? null, note };
}

/** Fetches commits whole, a shallow clone's missing history included. */
export async function fetchCommits(
  root: string,
  remote: string,
  branches: RemoteBranches,
  branch: string,
  shallow: boolean,
): Promise<void> {
  const refs = [branches.base, ...(branches.branchHead === null ? [] : [branch])];
  const args = [
    "fetch",
    "--quiet",
    "--no-tags",
    "--no-recurse-submodules",
    ...(shallow ? ["--unshallow"] : []),
    "--",
    remote,
    ...refs.map((name) => `+refs/heads/${name}:refs/chat-ip/fetched/${name}`),
    ...(branches.note === null ? [] : [`+${noteRef(branch)}:${noteRef(branch)}`]),
  ];
  const { exitCode, stderr } = await tryGit(args, { cwd: root });
  if (exitCode !== 0) throw remoteFailure(args, remote, exitCode, stderr);
}

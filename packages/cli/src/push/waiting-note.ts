import { emptyMemory, isSameMemory, readMemory, renderMemory, type WaitingMemory } from "@chat-ip/sync";
import { CliError, type Message } from "../errors.ts";
import { runGit, tryGit } from "../git/run-git.ts";
import { words } from "../words/words.ts";
import { makeCommit } from "./make-commit.ts";
import { noteRef, type RemoteBranches, withoutCredentials } from "./remote-refs.ts";

/** What earlier runs have noted about removals that wait; what is broken is left out. */
export async function readNote(root: string, note: string | null): Promise<WaitingMemory> {
  if (note === null) return emptyMemory;
  return readMemory(await runGit(["log", "-1", "--format=%B", note], { cwd: root }));
}

interface NoteChange {
  readonly remote: string;
  readonly branch: string;
  readonly refs: RemoteBranches;
  readonly former: WaitingMemory;
  readonly next: WaitingMemory;
}

/**
 * Leaves a note in the place of the former one, without force. If another run has just left one, this one's is not needed: what is
 * not remembered waits anew, so no address is ever removed early.
 *
 * @returns a warning where the remote takes no such note
 */
export async function writeNote(
  root: string,
  { remote, branch, refs, former, next }: NoteChange,
): Promise<Message | null> {
  const { note, baseHead } = refs;
  if (next.size === 0 ? note === null : isSameMemory(former, next)) return null;
  let commit = "";
  try {
    if (next.size > 0) {
      const parents = note === null ? [] : [note];
      commit = await makeCommit(root, {
        tree: baseHead,
        parents,
        texts: new Map(),
        message: renderMemory(next),
      });
    }
  } catch (error) {
    if (error instanceof CliError) return words().git.noNoteMade(error.message);
    throw error;
  }
  const ref = noteRef(branch);
  const lease = `--force-with-lease=${ref}:${note ?? ""}`;
  const args = ["push", "--porcelain", "--quiet", lease, "--", remote, `${commit}:${ref}`];
  const { exitCode, stdout, stderr } = await tryGit(args, { cwd: root });
  if (exitCode === 0 || /stale info|fetch first|non-fast-forward/.test(stdout)) return null;
  const why = withoutCredentials(stderr.split("\n").filter(Boolean).slice(-1).join(""));
  return words().git.noNoteTaken(withoutCredentials(remote), ref, why);
}

import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { endJournal, readJournal } from "./journal.ts";
import { withLock } from "./lock.ts";
import { takeSteps } from "./write-files.ts";

/**
 * Runs `work` with the folders to itself, after completing or clearing away what a run that was killed left behind.
 *
 * @param folders from the root
 * @param told is called when there was something to complete
 */
export async function withFilesToItself<T>(
  root: string,
  folders: readonly string[],
  signal: AbortSignal,
  told: () => void,
  work: () => Promise<T>,
): Promise<T> {
  return withLock(root, signal, async () => {
    const left = await readJournal(root);
    if (left !== null) {
      await takeSteps(left.steps);
      await endJournal(left.journal);
      told();
    }
    for (const folder of folders) await removeLeftovers(join(root, folder));
    return work();
  });
}

/** Prepared files that never got into their places. Nobody else is at work here, so they are nobody's. */
async function removeLeftovers(folder: string): Promise<void> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return [];
    throw error;
  });
  for (const name of names) {
    if (/^\.chat-ip-[0-9a-f]{12}\.tmp$/.test(name)) await rm(join(folder, name), { force: true });
  }
}

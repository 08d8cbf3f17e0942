import { endJournal, readJournal } from "./journal.ts";
import { withLock } from "./lock.ts";
import { takeSteps } from "./write-files.ts";

/**
 * Runs `work` with the folder to itself, after completing what a run that was killed left half done.
 *
 * @param told is called when there was something to complete
 */
export async function withFilesToItself<T>(
  root: string,
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
    return work();
  });
}

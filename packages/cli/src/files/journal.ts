import { open, readFile, rename, rm } from "node:fs/promises";
import { dirname, join, resolve, sep } from "node:path";

/** A prepared file and its place; without a prepared file, the place is emptied. */
export interface Step {
  readonly target: string;
  readonly temporary: string | null;
}

const journalName = ".chat-ip.journal";

/** Writes down which steps are about to be taken, so that a run that is killed meanwhile can be completed. */
export async function beginJournal(root: string, steps: readonly Step[]): Promise<string> {
  const journal = join(root, journalName);
  const draft = `${journal}.new`;
  const handle = await open(draft, "w");
  try {
    await handle.writeFile(JSON.stringify(steps));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, journal);
  return journal;
}

export async function endJournal(journal: string): Promise<void> {
  await rm(journal, { force: true });
}

/**
 * The steps that a run before this one did not come to the end of; null when there is nothing to complete. Steps that lead
 * out of the root are not followed, since anyone may have written the file.
 */
export async function readJournal(
  root: string,
): Promise<{ readonly journal: string; readonly steps: readonly Step[] } | null> {
  const journal = join(root, journalName);
  let steps: unknown;
  try {
    steps = JSON.parse(await readFile(journal, "utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) return { journal, steps: [] };
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
  const below = resolve(root) + sep;
  const isStep = (step: unknown): step is Step => {
    if (typeof step !== "object" || step === null) return false;
    const { target, temporary } = step as Partial<Record<keyof Step, unknown>>;
    if (typeof target !== "string" || resolve(target) !== target || !target.startsWith(below)) return false;
    return (
      temporary === null ||
      (typeof temporary === "string" &&
        dirname(temporary) === dirname(target) &&
        /[\\/]\.chat-ip-[0-9a-f]{12}\.tmp$/.test(temporary))
    );
  };
  return { journal, steps: Array.isArray(steps) ? steps.filter(isStep) : [] };
}

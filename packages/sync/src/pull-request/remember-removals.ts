import { ChangedMeanwhileError, ForgeError } from "../errors.ts";
import { listFilePath } from "../lists/list-files.ts";
import type { ListResult } from "../lists/propose-files.ts";
import {
  emptyMemory,
  forgetsAddresses,
  isSameMemory,
  nextMemory,
  readMemory,
  renderMemory,
  type WaitingMemory,
} from "../lists/waiting-memory.ts";
import type { Message } from "../message.ts";
import type { Forge } from "../ports/forge.ts";
import { type RepositoryState, readHead } from "./read-base.ts";

/** What earlier runs have noted. Broken parts are ignored. */
export const memoryOf = ({ waitingNote }: RepositoryState): WaitingMemory =>
  waitingNote === null ? emptyMemory : readMemory(waitingNote.message);

const cannotRemember = (because: Message): Message => ({ id: "cannot-remember", because });

interface RememberContext {
  readonly forge: Pick<Forge, "writeWaitingNote" | "branchHead">;
  readonly branch: string;
  readonly debug: (message: string) => void;
}

/**
 * Notes which removals wait. A run that can't write it because another one just did, or because an answer was lost, goes on: whatever
 * is not remembered waits anew, so no address is ever removed early. Only where an address was seen again must it be forgotten: else
 * it would be due at once when it is missing the next time.
 *
 * @throws {ChangedMeanwhileError} where an address must be forgotten and another run has changed the note: read it and decide again
 * @returns a warning where nothing can ever be noted in this repository; then a second look has to do
 */
export async function rememberRemovals(
  { forge, branch, debug }: RememberContext,
  state: RepositoryState,
  results: readonly ListResult[],
): Promise<Message | null> {
  const former = memoryOf(state);
  const looks = results.map(({ key, missed }) => ({ file: listFilePath(key), missed }));
  const next = nextMemory(former, looks, state.base.files);
  const isEmpty = next.size === 0;
  if (isEmpty ? state.waitingNote === null : isSameMemory(former, next)) return null;
  const mustForget = forgetsAddresses(former, next);
  try {
    const { treeSha } = state.base.head ?? (await readHead(forge, state.base.name));
    const written = await forge.writeWaitingNote(branch, {
      former: state.waitingNote,
      message: isEmpty ? null : renderMemory(next),
      treeSha,
    });
    if (written.kind === "moved" && mustForget)
      throw new ChangedMeanwhileError(written.why, { cause: written.cause });
    if (written.kind === "moved") debug(`Waiting removals: ${written.why}`);
    return written.kind === "refused" ? cannotRemember(written.message) : null;
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    if (["protected", "no-permission", "refused", "invalid"].includes(error.kind))
      return cannotRemember(error.told);
    if (mustForget) throw error;
    debug(`Waiting removals: ${error.message}`);
    return null;
  }
}

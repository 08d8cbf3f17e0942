import type { AskList } from "../ports/ask-list.ts";
import type { Clock } from "../ports/clock.ts";
import type { CommittedFiles, Entry } from "../ports/committed-files.ts";
import { askAgain } from "./ask-list.ts";
import { type CommittedList, readCommitted } from "./committed-list.ts";
import { compareList, losesAddresses } from "./compare-list.ts";
import type { ComparedList } from "./compared-list.ts";
import { createExpectations, type Expectation } from "./expect-list.ts";
import type { FileMap } from "./file-map.ts";
import { guardList, type Verdict } from "./guard-list.ts";
import { listFilePath } from "./list-files.ts";
import type { ListTask } from "./list-settings.ts";
import type { LiveList } from "./live-list.ts";
import { failedList, type ListResult, proposeFiles } from "./propose-files.ts";
import { type WaitContext, waitList } from "./wait-list.ts";
import type { WaitingMemory } from "./waiting-memory.ts";

/** The base, as far as the lists need it. */
export interface CollectBase {
  /** the managed files: path → entry */
  readonly entries: ReadonlyMap<string, Entry>;
  readonly files: FileMap;
}

/** Asks for the lists once, and compares them with a base as often as the repository has to be read. */
export interface ListCollector {
  /** Asks for all lists at once. */
  ask(signal: AbortSignal): Promise<void>;
  /** Without a look into any file: is a list's file other than expected, so that there may be drift? */
  mayDrift(base: CollectBase): boolean;
  /**
   * Compares the answers with the base, guards them, and lets removals wait.
   *
   * @param memory what earlier looks have missed; `null` where nothing can be remembered, so that a second look has to do
   */
  collect(base: CollectBase, memory: WaitingMemory | null): Promise<readonly ListResult[]>;
}

/** A list that would be held back, or lose addresses without a wait, is looked at again after this long. */
const secondLookMs = 5000;

interface Answer {
  readonly task: ListTask;
  readonly live: LiveList;
  /** the list if nothing has changed; `null` where it could not be loaded */
  readonly expected: Expectation | null;
}

/** A list beside its committed file. */
interface Guarded {
  readonly answer: Answer;
  readonly file: CommittedList;
  /** `null` where the list could not be loaded */
  readonly judged: { readonly compared: ComparedList; readonly verdict: Verdict } | null;
}

interface CollectorOptions {
  readonly tasks: readonly ListTask[];
  readonly ask: AskList;
  readonly files: CommittedFiles;
  readonly clock: Clock;
}

/** Apps often hold the same file: while it is being read, nobody asks for it again. */
function readsShared(files: CommittedFiles): CommittedFiles {
  const reading = new Map<string, Promise<Uint8Array>>();
  return {
    folders: (paths, at) => files.folders(paths, at),
    idOf: (content) => files.idOf(content),
    read(id) {
      const content = reading.get(id) ?? files.read(id).finally(() => reading.delete(id));
      reading.set(id, content);
      return content;
    },
  };
}

export function createListCollector({
  tasks,
  ask,
  files: committed,
  clock,
}: CollectorOptions): ListCollector {
  const files = readsShared(committed);
  const answers = new Map<ListTask, Answer>();
  const expectation = createExpectations(files.idOf);
  const lookedTwice = new Set<ListTask>();

  /** Worked out as each answer comes in, while the git host's are still on their way. */
  function take(task: ListTask, live: LiveList): Answer {
    const answer: Answer = { task, live, expected: live.ok ? expectation(task, live) : null };
    answers.set(task, answer);
    return answer;
  }

  async function compareWith(answer: Answer, base: CollectBase): Promise<Guarded> {
    const { task, expected } = answer;
    const file = await readCommitted(files, task.key, base.entries.get(listFilePath(task.key)), expected);
    return judge(answer, file);
  }

  function judge(answer: Answer, file: CommittedList): Guarded {
    const { live, expected, task } = answer;
    if (!live.ok) return { answer, file, judged: null };
    const compared =
      file === expected?.committed ? expected.compared : compareList(live, file, task.settings);
    return { answer, file, judged: { compared, verdict: guardList(compared, task.settings) } };
  }

  /** An API behind several machines may answer in halves. Lists are asked for once more, all after one pause. */
  async function lookTwice(lists: readonly Guarded[], canWait: boolean): Promise<readonly Guarded[]> {
    const wantsSecondLook = ({ answer: { task }, judged }: Guarded): boolean => {
      if (judged === null || lookedTwice.has(task)) return false;
      if (judged.verdict.heldBack !== null) return true;
      const waits = canWait && task.settings.removalsWaitHours > 0;
      return !waits && losesAddresses(judged.compared);
    };
    if (!lists.some(wantsSecondLook)) return lists;
    await clock.sleep(secondLookMs);
    return Promise.all(lists.map((one) => (wantsSecondLook(one) ? lookAgain(one) : one)));
  }

  async function lookAgain(first: Guarded): Promise<Guarded> {
    const { answer, file, judged } = first;
    if (!answer.live.ok) return first;
    lookedTwice.add(answer.task);
    const second = await askAgain(ask, answer.live, file.allowlist.prefixes);
    // A list that is held back anyway stays so, for the reasons that the first answer gave.
    if (!second.ok && judged?.verdict.heldBack) return first;
    return judge(take(answer.task, second), file);
  }

  function propose(
    { answer: { task, live }, judged }: Guarded,
    base: CollectBase,
    context: WaitContext | null,
  ): ListResult {
    if (!live.ok || judged === null) return failedList(live as Extract<LiveList, { ok: false }>);
    const { compared, verdict } = judged;
    const stay = waitList(compared, verdict, context, task.settings);
    return proposeFiles(compared, verdict, stay, { files: base.files, idOf: files.idOf }, task.settings);
  }

  return {
    async ask(signal) {
      await Promise.all(tasks.map(async (task) => take(task, await ask(task.key, signal))));
    },
    mayDrift({ entries }) {
      return [...answers.values()].some(
        ({ task, expected }) => expected !== null && entries.get(listFilePath(task.key))?.id !== expected.id,
      );
    },
    async collect(base, memory) {
      const asked = tasks.flatMap((task) => answers.get(task) ?? []);
      const first = await Promise.all(asked.map((answer) => compareWith(answer, base)));
      const guarded = await lookTwice(first, memory !== null);
      const now = clock.now();
      return guarded.map((one) => {
        const remembered = memory?.get(listFilePath(one.answer.task.key)) ?? [];
        return propose(one, base, memory === null ? null : { remembered, now });
      });
    },
  };
}

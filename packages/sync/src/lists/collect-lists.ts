import type { AskList, Clock, CommittedFiles, Entry, ListKey } from "../ports.ts";
import { askAgain } from "./ask-list.ts";
import { type CommittedList, type ExpectedList, expectedList, readCommitted } from "./committed-list.ts";
import { compareList, expectedText, losesAddresses } from "./compare-list.ts";
import type { ComparedList } from "./compared-list.ts";
import type { FileMap } from "./file-map.ts";
import { guardList } from "./guard-list.ts";
import { listFilePath } from "./list-files.ts";
import type { ListTask } from "./list-settings.ts";
import type { LiveList } from "./live-list.ts";
import { failedList, type ListResult, proposeFiles } from "./propose-files.ts";

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
  /** Compares the answers with the base and guards them. Removals are confirmed first. */
  collect(base: CollectBase): Promise<readonly ListResult[]>;
}

interface Answer {
  readonly task: ListTask;
  readonly live: LiveList;
  /** the list if nothing has changed; `null` where it could not be loaded */
  readonly expected: (ExpectedList & { readonly compared: ComparedList }) | null;
}

interface Compared {
  readonly answer: Answer;
  readonly file: CommittedList;
  /** `null` where the list could not be loaded */
  readonly compared: ComparedList | null;
}

interface CollectorOptions {
  readonly tasks: readonly ListTask[];
  readonly ask: AskList;
  readonly files: CommittedFiles;
  readonly clock: Clock;
  /** wait before lists that would lose addresses are asked for again; 0 turns the second look off */
  readonly confirmRemovalsAfterMs: number;
}

export function createListCollector(options: CollectorOptions): ListCollector {
  const { tasks, ask, files, clock, confirmRemovalsAfterMs } = options;
  const answers = new Map<ListTask, Answer>();
  const confirmed = new Set<ListKey>();

  /** Worked out as each answer comes in, while the git host's are still on their way. */
  function take(task: ListTask, live: LiveList): Answer {
    const answer: Answer = { task, live, expected: live.ok ? expect(task, live) : null };
    answers.set(task, answer);
    return answer;
  }

  function expect({ key, settings }: ListTask, live: Extract<LiveList, { ok: true }>): Answer["expected"] {
    const expected = expectedList(key, expectedText(live, settings), files.idOf);
    return { ...expected, compared: compareList(live, expected.committed, settings) };
  }

  async function compareWith(answer: Answer, base: CollectBase): Promise<Compared> {
    const { task, live, expected } = answer;
    const file = await readCommitted(files, task.key, base.entries.get(listFilePath(task.key)), expected);
    return { answer, file, compared: compareAnswer(answer, live, file) };
  }

  function compareAnswer(
    { task, expected }: Answer,
    live: LiveList,
    file: CommittedList,
  ): ComparedList | null {
    if (!live.ok) return null;
    return file === expected?.committed ? expected.compared : compareList(live, file, task.settings);
  }

  /** Lists that would lose addresses are asked for once more, all after one pause. */
  async function confirmRemovals(compared: readonly Compared[]): Promise<readonly Compared[]> {
    const isOpen = ({ answer, compared: list }: Compared): boolean =>
      list !== null && !confirmed.has(answer.task.key) && losesAddresses(list);
    if (confirmRemovalsAfterMs === 0 || !compared.some(isOpen)) return compared;
    await clock.sleep(confirmRemovalsAfterMs);
    return Promise.all(compared.map((one) => (isOpen(one) ? lookAgain(one) : one)));
  }

  async function lookAgain({ answer, file, compared }: Compared): Promise<Compared> {
    const { task, live: first } = answer;
    if (!first.ok) return { answer, file, compared };
    const live = await askAgain(ask, first, file.allowlist.prefixes);
    confirmed.add(task.key);
    const second = take(task, live);
    return { answer: second, file, compared: compareAnswer(second, live, file) };
  }

  function propose({ answer: { task, live }, compared }: Compared, base: CollectBase): ListResult {
    if (!live.ok) return failedList(live);
    if (compared === null) throw new Error("a list that was loaded has been compared");
    const verdict = guardList(compared, task.settings);
    return proposeFiles(compared, verdict, { files: base.files, idOf: files.idOf }, task.settings);
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
    async collect(base) {
      const asked = tasks.flatMap((task) => answers.get(task) ?? []);
      const compared = await Promise.all(asked.map((answer) => compareWith(answer, base)));
      return (await confirmRemovals(compared)).map((one) => propose(one, base));
    },
  };
}

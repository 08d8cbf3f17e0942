import type { ChatClient, ListName } from "@chat-ip/core";
import { type Assessment, assess } from "./assess.ts";
import { type CommittedList, readCommitted, type SettledList, settledList } from "./committed.ts";
import type { GitHubReads } from "./github-reads.ts";
import type { Rim } from "./github-request.ts";
import type { Inputs } from "./inputs.ts";
import { askAgain, askForList, type LiveList } from "./live-lists.ts";
import { listFileName } from "./managed-files.ts";
import type { Snapshot } from "./snapshot.ts";
import { losesAddresses, settledText, type Weighed, weighList } from "./weigh-list.ts";

interface Answer {
  readonly live: LiveList;
  /** the list where nothing has changed, which is the usual case; `null` where the list failed */
  readonly settled: (SettledList & { readonly weighed: Weighed }) | null;
}

interface Weighing {
  readonly live: LiveList;
  readonly file: CommittedList;
  readonly weighed: Weighed;
}

/**
 * Asks for the lists and weighs them against what is committed. They are asked for once, however often the repository
 * has to be read again.
 */
export class ListWeigher {
  readonly #chat: ChatClient;
  readonly #read: GitHubReads;
  readonly #inputs: Inputs;
  readonly #rim: Pick<Rim, "now" | "sleep">;
  /** the answers, confirmed ones in place of the first */
  readonly #answers = new Map<ListName, Answer>();
  readonly #confirmed = new Set<ListName>();

  constructor(chat: ChatClient, read: GitHubReads, inputs: Inputs, rim: Pick<Rim, "now" | "sleep">) {
    this.#chat = chat;
    this.#read = read;
    this.#inputs = inputs;
    this.#rim = rim;
  }

  /** Asks for all lists at once. */
  async ask(signal: AbortSignal): Promise<void> {
    const asked = this.#inputs.lists.map((list) => askForList(this.#chat, list, this.#rim.now, signal));
    await Promise.all(asked.map(async (answer) => this.#take(await answer)));
  }

  /** Worked out as each answer comes in, while GitHub's are still on their way. */
  #take(live: LiveList): void {
    const text = settledText(live, this.#inputs);
    const settled = text === null ? null : settledList(this.#inputs.path, live.list, text);
    const weighed = settled && { ...settled, weighed: weighList(live, settled.committed, this.#inputs) };
    this.#answers.set(live.list, { live, settled: weighed });
  }

  /** Tells, without a look into any file, whether there may be drift: a list's file is not the settled one. */
  mayDrift({ folder }: Snapshot["base"]): boolean {
    return [...this.#answers.values()].some(
      ({ live, settled }) => settled !== null && folder.get(listFileName(live.list))?.sha !== settled.sha,
    );
  }

  /** Weighs the answers against the base; removals are confirmed first. */
  async weigh(base: Snapshot["base"]): Promise<Assessment[]> {
    const { lists, formats } = this.#inputs;
    const answers = lists.flatMap((list) => this.#answers.get(list) ?? []);
    const first = await Promise.all(answers.map((answer) => this.#weigh(answer, base)));
    const confirmed = await this.#confirmRemovals(first);
    return confirmed.map(({ weighed }) => assess(weighed, base.files, formats));
  }

  async #weigh({ live, settled }: Answer, { folder }: Snapshot["base"]): Promise<Weighing> {
    const file = await readCommitted(this.#read, folder, this.#inputs.path, live.list, settled);
    const known = file === settled?.committed ? settled.weighed : null;
    return { live, file, weighed: known ?? weighList(live, file, this.#inputs) };
  }

  /** Lists that would lose addresses are asked for once more, all after one pause. */
  async #confirmRemovals(weighings: readonly Weighing[]): Promise<readonly Weighing[]> {
    const pauseMs = this.#inputs.confirmRemovalsAfterMs;
    const isOpen = ({ live, weighed }: Weighing): boolean =>
      !this.#confirmed.has(live.list) && losesAddresses(weighed);
    if (pauseMs === 0 || !weighings.some(isOpen)) return weighings;
    await this.#rim.sleep(pauseMs);
    return Promise.all(weighings.map((one) => (isOpen(one) ? this.#askAgain(one) : one)));
  }

  async #askAgain(weighing: Weighing): Promise<Weighing> {
    const { live: first, file } = weighing;
    if (!first.ok) return weighing;
    const live = await askAgain(this.#chat, first, file.allowlist.prefixes, this.#rim.now);
    this.#take(live);
    this.#confirmed.add(live.list);
    return { live, file, weighed: weighList(live, file, this.#inputs) };
  }
}

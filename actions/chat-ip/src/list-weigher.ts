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
    const { path, lists, formats } = this.#inputs;
    const committed = new Map(
      await Promise.all(
        lists.map(async (list): Promise<[ListName, CommittedList]> => {
          const settled = this.#answers.get(list)?.settled ?? null;
          return [list, await readCommitted(this.#read, base.folder, path, list, settled)];
        }),
      ),
    );
    await this.#confirmRemovals(committed);
    return this.#weighAll(committed).map(({ weighed }) => assess(weighed, base.files, formats));
  }

  #weighAll(
    committed: ReadonlyMap<ListName, CommittedList>,
  ): { live: LiveList; file: CommittedList; weighed: Weighed }[] {
    return this.#inputs.lists.flatMap((list) => {
      const answer = this.#answers.get(list);
      const file = committed.get(list);
      if (!answer || !file) return [];
      const { live, settled } = answer;
      const known = file === settled?.committed ? settled.weighed : null;
      return [{ live, file, weighed: known ?? weighList(live, file, this.#inputs) }];
    });
  }

  /** Lists that would lose addresses are asked for once more, all after one pause. */
  async #confirmRemovals(committed: ReadonlyMap<ListName, CommittedList>): Promise<void> {
    const pauseMs = this.#inputs.confirmRemovalsAfterMs;
    if (pauseMs === 0) return;
    const losing = this.#weighAll(committed).flatMap(({ live, file, weighed }) =>
      live.ok && !this.#confirmed.has(live.list) && losesAddresses(weighed) ? [{ live, file }] : [],
    );
    if (losing.length === 0) return;
    await this.#rim.sleep(pauseMs);
    await Promise.all(
      losing.map(async ({ live, file }) => {
        this.#take(await askAgain(this.#chat, live, file.allowlist.prefixes, this.#rim.now));
        this.#confirmed.add(live.list);
      }),
    );
  }
}

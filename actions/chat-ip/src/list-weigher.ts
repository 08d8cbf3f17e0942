import type { ChatClient, ListName } from "@chat-ip/core";
import { type Assessment, assessList, losesAddresses, settledFile } from "./assess.ts";
import { type CommittedList, readCommitted } from "./committed.ts";
import type { GitHubReads } from "./github-reads.ts";
import type { Rim } from "./github-request.ts";
import type { Inputs } from "./inputs.ts";
import { askAgain, askForList, type LiveList } from "./live-lists.ts";
import type { Snapshot } from "./snapshot.ts";

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
  readonly #answers = new Map<ListName, LiveList>();
  readonly #confirmed = new Set<ListName>();

  constructor(chat: ChatClient, read: GitHubReads, inputs: Inputs, rim: Pick<Rim, "now" | "sleep">) {
    this.#chat = chat;
    this.#read = read;
    this.#inputs = inputs;
    this.#rim = rim;
  }

  /** Asks for all lists at once. */
  async ask(signal: AbortSignal): Promise<void> {
    const { lists } = this.#inputs;
    const answers = await Promise.all(
      lists.map((list) => askForList(this.#chat, list, this.#rim.now, signal)),
    );
    for (const answer of answers) this.#answers.set(answer.list, answer);
  }

  /** Weighs the answers against the base; removals are confirmed first. */
  async weigh(base: Snapshot["base"]): Promise<Assessment[]> {
    const { path, lists } = this.#inputs;
    const committed = new Map(
      await Promise.all(
        lists.map(async (list): Promise<[ListName, CommittedList]> => {
          const live = this.#answers.get(list);
          const expected = live ? settledFile(live, this.#inputs) : null;
          return [list, await readCommitted(this.#read, base.folder, path, list, expected)];
        }),
      ),
    );
    await this.#confirmRemovals(committed);
    return this.#pairs(committed).map(({ live, file }) => assessList(live, file, base.files, this.#inputs));
  }

  #pairs(committed: ReadonlyMap<ListName, CommittedList>): { live: LiveList; file: CommittedList }[] {
    return [...this.#answers.values()].flatMap((live) => {
      const file = committed.get(live.list);
      return file ? [{ live, file }] : [];
    });
  }

  /** Lists that would lose addresses are asked for once more, all after one pause. */
  async #confirmRemovals(committed: ReadonlyMap<ListName, CommittedList>): Promise<void> {
    const pauseMs = this.#inputs.confirmRemovalsAfterMs;
    if (pauseMs === 0) return;
    const losing = this.#pairs(committed).flatMap(({ live, file }) => {
      if (!live.ok || this.#confirmed.has(live.list)) return [];
      return losesAddresses(live, file, this.#inputs) ? [{ live, file }] : [];
    });
    if (losing.length === 0) return;
    await this.#rim.sleep(pauseMs);
    await Promise.all(
      losing.map(async ({ live, file }) => {
        const again = await askAgain(this.#chat, live, file.allowlist.prefixes, this.#rim.now);
        this.#answers.set(live.list, again);
        this.#confirmed.add(live.list);
      }),
    );
  }
}

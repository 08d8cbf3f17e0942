import type { ChatClient, ListName } from "@chat-ip/core";
import { type Assessment, assessList, losesAddresses, settledText } from "./assess.ts";
import { blobSha } from "./blob-sha.ts";
import { type CommittedList, type ExpectedFile, readCommitted } from "./committed.ts";
import type { GitHubReads } from "./github-reads.ts";
import type { Rim } from "./github-request.ts";
import type { Inputs } from "./inputs.ts";
import { askAgain, askForList, type LiveList } from "./live-lists.ts";
import { listFileName } from "./managed-files.ts";
import type { Snapshot } from "./snapshot.ts";

interface Answer {
  readonly live: LiveList;
  /** what the base holds where nothing has changed; `null` where the list failed */
  readonly expected: ExpectedFile | null;
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
    this.#answers.set(live.list, { live, expected: text === null ? null : { text, sha: blobSha(text) } });
  }

  /** Tells, without a look into any file, whether there may be drift: a list's file is not the expected one. */
  mayDrift({ folder }: Snapshot["base"]): boolean {
    return [...this.#answers.values()].some(
      ({ live, expected }) => expected !== null && folder.get(listFileName(live.list))?.sha !== expected.sha,
    );
  }

  /** Weighs the answers against the base; removals are confirmed first. */
  async weigh(base: Snapshot["base"]): Promise<Assessment[]> {
    const { path, lists } = this.#inputs;
    const committed = new Map(
      await Promise.all(
        lists.map(async (list): Promise<[ListName, CommittedList]> => {
          const expected = this.#answers.get(list)?.expected ?? null;
          return [list, await readCommitted(this.#read, base.folder, path, list, expected)];
        }),
      ),
    );
    await this.#confirmRemovals(committed);
    return this.#pairs(committed).map(({ live, file }) => assessList(live, file, base.files, this.#inputs));
  }

  #pairs(committed: ReadonlyMap<ListName, CommittedList>): { live: LiveList; file: CommittedList }[] {
    return this.#inputs.lists.flatMap((list) => {
      const live = this.#answers.get(list)?.live;
      const file = committed.get(list);
      return live && file ? [{ live, file }] : [];
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
        this.#take(await askAgain(this.#chat, live, file.allowlist.prefixes, this.#rim.now));
        this.#confirmed.add(live.list);
      }),
    );
  }
}

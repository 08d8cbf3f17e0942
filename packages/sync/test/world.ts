import { type ListName, lists } from "@chat-ip/core";
import { createAskList } from "../src/lists/ask-list.ts";
import type { ListKey } from "../src/lists/list-key.ts";
import type { ListSettings, ListTask } from "../src/lists/list-settings.ts";
import type { ListFailure, LiveList } from "../src/lists/live-list.ts";
import type { AskList } from "../src/ports/ask-list.ts";
import type { Clock } from "../src/ports/clock.ts";
import type { Texts } from "../src/ports/texts.ts";
import { readRepository } from "../src/pull-request/read-base.ts";
import type { PullRequestSettings } from "../src/pull-request/settings.ts";
import { type Draft, run } from "../src/run.ts";
import type { RunOutcome } from "../src/run-outcome.ts";
import { createMemoryForge, type MemoryHost } from "./memory-forge.ts";

/** A clock that only tests move. */
export interface TestClock extends Clock {
  pass(hours: number): void;
}

export function createClock(): TestClock {
  let now = Date.UTC(2026, 10, 26, 6, 17);
  return {
    now: () => now,
    async sleep(ms) {
      now += ms;
    },
    random: () => 0,
    pass(hours) {
      now += hours * 3_600_000;
    },
  };
}

/** Public prefixes that no guardrail minds, one after the other. */
export const prefixes = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `43.128.${index}.0/24`);

/** What the Chat API says of a list: its entries, or that it fails. */
export type Answers = Readonly<Partial<Record<ListName, readonly string[] | "fails">>>;

const failure: ListFailure = {
  kind: "api",
  code: 60008,
  what: "No permission.",
  remedy: "Ask for it.",
  errorInfo: "",
  host: "adminapisgp.im.qcloud.com",
  attempts: 1,
  secondLook: false,
};

/** The port over a client that answers so. What it makes of the entries is the real thing. */
const answer = async (key: ListKey, said: Answers[ListName]): Promise<LiveList> =>
  said === undefined || said === "fails"
    ? { ok: false, key, durationMs: 1, failure }
    : createAskList(
        () => ({
          getIPList: async (list) => ({
            list,
            netType: lists[list].netType,
            entries: [...said],
            refused: [],
          }),
        }),
        () => 0,
      )(key);

/** Words that say no more than a test needs to tell one proposal from another. */
function plainTexts({ lists }: Draft): Texts {
  const drifting = lists.flatMap((one) =>
    one.status === "drift" ? [`${one.list}: ${one.committed} -> ${one.live}`] : [],
  );
  const told = drifting.join(", ");
  return {
    title: `Update ${told}`,
    commitMessage: `Update ${told}`,
    body: ({ previous, others }) =>
      [told, ...(previous === null ? [] : [`follows #${previous}`]), ...(others?.files ?? [])].join(", "),
    comment: (kind, { mention }) => `${kind}: ${[told, ...mention.map((name) => `@${name}`)].join(" ")}`,
  };
}

/** A Chat API that says what it is told to, a git host in memory, and the run between them. */
export interface World {
  readonly host: MemoryHost;
  readonly clock: TestClock;
  answers: Answers;
  /** apps that are told something of their own, by name */
  appAnswers: Readonly<Record<string, Answers>>;
  /** the folders of the run, each with its app; by default one folder without an app */
  folders: readonly Pick<ListKey, "app" | "path">[];
  /** what differs from a plain workflow */
  listSettings: Partial<ListSettings>;
  /** Only check? */
  readOnly: boolean;
  /** one run, with these settings above those of a plain workflow */
  run(settings?: Partial<PullRequestSettings>, lists?: readonly ListName[]): Promise<RunOutcome>;
}

/** Removals are proposed at once, unless a test is about their wait. */
const plainList: ListSettings = {
  aggregate: false,
  formats: [],
  maxRemovedPercent: 30,
  maxAddedPercent: 300,
  allowedAnswers: [],
  removalsWaitHours: 0,
};

const plain: PullRequestSettings = {
  branch: "chat-ip/update",
  draft: false,
  deleteBranch: true,
  recreateClosed: false,
  labels: [],
  assignees: [],
  reviewers: [],
  teamReviewers: [],
  merging: { when: "none", method: "squash" },
  remindAfterHours: 48,
  failAfterHours: null,
};

export function createWorld(): World {
  const clock = createClock();
  const host = createMemoryForge(clock.now);
  const world: World = {
    host,
    clock,
    answers: {},
    appAnswers: {},
    folders: [{ app: null, path: "chat-ips" }],
    listSettings: {},
    readOnly: false,
    async run(settings = {}, lists = ["webhook-china"]) {
      const ask: AskList = async (key) =>
        answer(key, (world.appAnswers[key.app ?? ""] ?? world.answers)[key.list]);
      const tasks = world.folders.flatMap((folder) =>
        lists.map(
          (list): ListTask => ({
            key: { ...folder, list },
            settings: { ...plainList, ...world.listSettings },
          }),
        ),
      );
      const { branch } = plain;
      const removalsWait = (world.listSettings.removalsWaitHours ?? plainList.removalsWaitHours) > 0;
      const read = {
        folders: world.folders.map(({ path }) => path),
        branch,
        base: "main",
        triggeredAt: null,
        readOnly: world.readOnly,
        removalsWait,
      };
      return await run(
        {
          tasks,
          settings: { ...plain, ...settings },
          context: {
            repository: "acme/firewall",
            serverUrl: "https://git.example",
            runUrl: null,
            runNumber: null,
            source: { region: "singapore" },
            sdkAppId: 1_400_000_001,
            path: "chat-ips",
            branch,
            mode: "pull-request",
            startedAt: new Date(clock.now()),
            tokenKind: "actions",
            program: "chat-ip-action",
            version: "0.0.0",
            autoMerge: "none",
            language: "en",
          },
          read,
          schedule: null,
          ask,
          forge: host.forge,
          clock,
          texts: plainTexts,
          debug: () => undefined,
        },
        readRepository(host.forge, read),
        { lists: () => undefined, pullRequest: () => undefined },
      );
    },
  };
  return world;
}

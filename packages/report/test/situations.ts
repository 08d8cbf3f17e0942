import { type ListName, listNames } from "@chat-ip/core";
import type { ListOutcome, RunOutcome } from "@chat-ip/sync";
import type { InputProblem } from "../src/words/input-problem.ts";
import { apiFailure, failedList, listOutcome, noAnswer, pullRequest, runOutcome } from "./build-outcome.ts";
import { hostileOutcome } from "./hostile-outcome.ts";
import { committedLists, newPrefixes, singleAddresses } from "./sample-lists.ts";

interface Move {
  readonly add?: readonly string[];
  readonly remove?: readonly string[];
}

/** Lists as committed, but for what is added and removed; `all` follows the others. */
function moved(
  lists: readonly ListName[],
  changes: Partial<Record<ListName, Move>>,
  app?: string,
): ListOutcome[] {
  return lists.map((list, index) => {
    const own = list === "all" ? Object.values(changes) : [changes[list] ?? {}];
    const removed = new Set(own.flatMap((change) => change.remove ?? []));
    const live = committedLists[list].filter((prefix) => !removed.has(prefix));
    return listOutcome({
      ...(app === undefined ? {} : { app }),
      list,
      committed: committedLists[list],
      live: [...live, ...own.flatMap((change) => change.add ?? [])],
      durationMs: 180 + 17 * index,
    });
  });
}

const timedOut = apiFailure(
  60008,
  {
    what: "GetIPList failed with code 60008 (the service timed out, or the HTTP request was malformed) after 4 attempts at adminapisgp.im.qcloud.com.",
    remedy: "Try again later.",
  },
  { attempts: 4 },
);

const wrongRegion = apiFailure(70020, {
  what: "Region `singapore` doesn't know SDKAppID 1400000001 (code 70020).",
  remedy: "Set `region` to the region shown for this app in the console.",
});

function firstRun(): RunOutcome {
  const lists = listNames.map((list) => listOutcome({ list, committed: null, live: committedLists[list] }));
  return runOutcome(lists, { context: { tokenKind: "actions" } });
}

function onePrefix(): RunOutcome {
  return runOutcome(
    moved(["webhook-china", "native-global"], { "webhook-china": { add: ["101.32.118.0/25"] } }),
    {
      context: { tokenKind: "actions" },
    },
  );
}

function splitAndMerge(): RunOutcome {
  const committed = [
    ...committedLists["webhook-global"],
    "43.154.0.0/25",
    "43.154.8.128/25",
    "43.154.16.0/25",
    "43.154.16.128/25",
    "43.154.32.0/24",
    "119.29.7.1",
    "2402:4e00:1020::/48",
  ];
  const live = [
    ...committedLists["webhook-global"],
    "43.154.0.0/26",
    "43.154.0.64/26",
    "43.154.8.0/24",
    "43.154.16.0/24",
    "43.154.32.0/25",
    "119.29.7.1",
    "129.226.3.9/32",
    "2402:4e00:1020::/48",
    "2402:4e00:1021::1/48",
  ];
  const keep = "# keep: office in Shenzhen, ask Wei before removing\n101.33.4.0/28\n";
  return runOutcome(
    [
      listOutcome({ list: "all", committed, live }),
      listOutcome({
        list: "webhook-global",
        committed: `# webhook-global\n${committed.join("\n")}\n43.154.300.1\n43.154.9.7,\n\n${keep}; keep: old office\n`,
        live,
        flickered: ["119.29.7.1"],
      }),
    ],
    { pullRequest: pullRequest({ operation: "updated", why: "proposed-again" }) },
  );
}

function threeHundred(): RunOutcome {
  let taken = 0;
  const share = (
    list: Exclude<ListName, "all">,
    add: number,
    remove: number,
  ): Partial<Record<ListName, Move>> => {
    taken += add;
    return { [list]: { add: newPrefixes(taken - add, add), remove: committedLists[list].slice(0, remove) } };
  };
  return runOutcome(
    moved(listNames, {
      ...share("native-china", 90, 4),
      ...share("native-global", 80, 6),
      ...share("web-china", 50, 2),
      ...share("web-global", 40, 0),
      ...share("webhook-china", 14, 1),
      ...share("webhook-global", 12, 1),
    }),
    {
      pullRequest: pullRequest({ operation: "updated", why: "proposed-again" }),
      context: { tokenKind: "actions" },
    },
  );
}

function fiveThousand(): RunOutcome {
  const committed = singleAddresses(40, 4000);
  const live = [...committed.slice(100), ...singleAddresses(60, 4900)];
  const stays = committedLists["native-global"];
  return runOutcome(
    [
      listOutcome({ list: "native-global", committed: stays, live: stays }),
      listOutcome({ list: "webhook-global", committed, live, durationMs: 1204 }),
    ],
    { pullRequest: pullRequest({ previous: 9 }) },
  );
}

function removalOnly(): RunOutcome {
  return runOutcome(
    moved(["all", "native-global", "webhook-global"], {
      "native-global": { remove: committedLists["native-global"].slice(3, 5) },
    }),
    {
      context: { tokenKind: "personal" },
      pullRequest: pullRequest({ verified: false, verificationReason: "unsigned" }),
    },
  );
}

function heldBack(): RunOutcome {
  const add = newPrefixes(290, 2);
  return runOutcome([
    ...moved(["webhook-china"], { "webhook-china": { add: newPrefixes(292, 1) } }),
    listOutcome({
      list: "all",
      committed: committedLists.all,
      live: [...committedLists.all.slice(60), ...add],
    }),
    listOutcome({
      list: "native-china",
      committed: committedLists["native-china"],
      live: [...committedLists["native-china"], "20.0.0.0/8", "10.12.0.0/16", "127.0.0.2"],
    }),
    listOutcome({ list: "native-global", committed: committedLists["native-global"], live: [] }),
    listOutcome({
      list: "web-global",
      committed: committedLists["web-global"],
      live: committedLists["web-global"].slice(0, 12),
      allowSuspicious: true,
    }),
    listOutcome({
      list: "web-china",
      committed: "# caf\u0000\n43.1.2.0/25\n",
      live: committedLists["web-china"],
    }),
  ]);
}

function partlyFailed(): RunOutcome {
  return runOutcome(
    [
      ...moved(["webhook-china"], { "webhook-china": { add: ["101.32.118.0/25", "101.32.120.7"] } }),
      failedList("native-china", timedOut),
      failedList("native-global", timedOut),
      failedList(
        "web-china",
        noAnswer(
          "GetIPList got no answer from adminapisgp.im.qcloud.com in 10 s, 4 attempts.",
          "Check that the runner can reach the host on port 443.",
        ),
        { durationMs: 41_250 },
      ),
    ],
    {
      carried: [{ app: null, list: "web-china", path: "chat-ips" }],
      warnings: [
        {
          id: "not-added",
          kind: "reviewer",
          names: ["retired-person"],
          because: {
            id: "request-refused",
            purpose: "request-reviewers",
            status: 422,
            detail: "Reviews may only be requested from collaborators.",
          },
        },
      ],
    },
  );
}

function checkMode(): RunOutcome {
  return runOutcome(
    moved(["native-global", "web-global", "webhook-global"], {
      "native-global": { add: ["129.226.3.9"], remove: committedLists["native-global"].slice(0, 1) },
      "web-global": { add: ["2402:4e00:1020::/48"] },
    }),
    {
      pullRequest: null,
      context: {
        mode: "check",
        runUrl: null,
        runNumber: null,
        source: { endpoint: "chat-proxy.internal.example" },
      },
    },
  );
}

const missedSince = new Date("2026-11-26T06:17:00Z");
const dueAt = new Date("2026-11-27T06:17:00Z");

/** Two removals wait, one list failed, and two lists gain addresses. */
function waitingRemovals(): RunOutcome {
  const add = ["43.134.90.0/25", "101.32.118.0/25"];
  const [first = "", second = ""] = committedLists["webhook-global"];
  const waiting = [first, second].map((prefix) => ({ prefix, missedSince, dueAt }));
  const gone = new Set([first, second]);
  const live = (list: ListName, more: readonly string[]): string[] => [
    ...committedLists[list].filter((prefix) => !gone.has(prefix)),
    ...more,
  ];
  return runOutcome([
    listOutcome({
      list: "all",
      committed: committedLists.all,
      live: live("all", [...add, "129.226.3.0/25"]),
      waiting,
    }),
    failedList("native-china", timedOut),
    ...moved(["native-global", "web-china", "web-global", "webhook-china"], {}),
    listOutcome({
      list: "webhook-global",
      committed: committedLists["webhook-global"],
      live: live("webhook-global", add),
      waiting,
    }),
  ]);
}

function othersCommits(): RunOutcome {
  return runOutcome(moved(["webhook-china"], { "webhook-china": { add: newPrefixes(293, 1) } }), {
    pullRequest: pullRequest({
      operation: "updated",
      why: "proposed-again",
      onlyOurs: false,
      openHours: 75,
      others: {
        commits: [
          { sha: "5f0c1f2b8f8d4f3c9e1a7b6d5c4e3f2a1b0c9d8e", author: "octocat" },
          { sha: "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567", author: "octocat" },
        ],
        files: ["src/server.js"],
      },
    }),
  });
}

function autoMerge(): RunOutcome {
  return runOutcome(moved(["webhook-global", "all"], { "webhook-global": { add: newPrefixes(294, 2) } }), {
    context: { autoMerge: "additions" },
    listsMayMerge: true,
    pullRequest: pullRequest({ mergeWaitsFor: "checks", onlyOurs: true }),
  });
}

function allFailed(): RunOutcome {
  return runOutcome(
    listNames.map((list) => failedList(list, wrongRegion, { durationMs: 214 })),
    {
      pullRequest: pullRequest({
        operation: "none",
        why: "nothing-to-change",
        number: null,
        url: null,
        headSha: null,
      }),
    },
  );
}

/** Forty apps share their lists; three of them have not seen the last change, and one could not be asked. */
function fortyApps(): RunOutcome {
  const apps = Array.from({ length: 40 }, (_, index) => `app-${String(index + 1).padStart(2, "0")}`);
  const add = newPrefixes(296, 2);
  const more = newPrefixes(298, 1);
  const lists: readonly ListName[] = ["webhook-global", "all"];
  return runOutcome(
    apps.flatMap((app, index) => {
      if (index === 39) return lists.map((list) => failedList(list, wrongRegion, { app }));
      if (index === 38) return moved(lists, {}, app);
      return moved(lists, { "webhook-global": { add: index < 3 ? [...add, ...more] : add } }, app);
    }),
    { context: { runNumber: 1204 } },
  );
}

/** Numbers and names as long as they get. */
function longNumbers(): RunOutcome {
  const blocks = (from: number, count: number): string[] =>
    Array.from({ length: count }, (_, index) => `43.${from + index}.0.0/17`);
  const stays = blocks(128, 16);
  const lists = ["internationalpaymentsproduction", "eu-central-messaging-staging"].flatMap((app, index) =>
    (["webhook-global", "all"] as const).map((list) =>
      listOutcome({
        app,
        list,
        committed: [...stays, ...blocks(150, 4)],
        live: [...stays, ...blocks(160, 4 + index), "2402:4e00:20::/48"],
      }),
    ),
  );
  return runOutcome(lists);
}

/** The situations that the golden files and the preview show, by file name. */
export const situations: Readonly<Record<string, () => RunOutcome>> = {
  "01-first-run": firstRun,
  "02-one-list-one-prefix": onePrefix,
  "03-split-and-merge": splitAndMerge,
  "04-three-hundred-over-seven": threeHundred,
  "05-five-thousand": fiveThousand,
  "06-removal-only": removalOnly,
  "07-held-back": heldBack,
  "08-partly-failed": partlyFailed,
  "09-check-mode": checkMode,
  "10-hostile-text": hostileOutcome,
  "11-waiting-removals": waitingRemovals,
  "12-commits-of-others": othersCommits,
  "13-auto-merge": autoMerge,
  "14-all-failed": allFailed,
  "15-forty-apps": fortyApps,
  "16-long-numbers": longNumbers,
};

/** The same run in Chinese. */
export function inChinese(outcome: RunOutcome): RunOutcome {
  return { ...outcome, context: { ...outcome.context, language: "zh-CN" } };
}

/** What a run with wrong inputs says. */
export const wrongInputs: readonly InputProblem[] = [
  { id: "sdk-app-id-empty" },
  {
    id: "unknown-name",
    place: { input: "lists" },
    value: "webhook-chna",
    known: listNames,
    suggestion: "webhook-china",
  },
];

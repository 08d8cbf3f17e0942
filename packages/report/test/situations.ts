import type { ListName } from "@chat-ip/core";
import { listNames } from "@chat-ip/core";
import type { RunOutcome } from "@chat-ip/sync";
import { failedList, listOutcome, pullRequest, runOutcome } from "./build-outcome.ts";
import { hostileOutcome } from "./hostile-outcome.ts";

/** `count` neighbouring-but-one /24s from 43.`start`.0.0 on: no two of them can be merged. */
function networks(start: number, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `43.${start + (index >> 7)}.${(index & 127) * 2}.0/24`);
}

/** Single addresses, one in every eight. */
function hosts(start: number, count: number): string[] {
  return Array.from(
    { length: count },
    (_, index) => `119.${start + (index >> 13)}.${(index >> 5) & 255}.${(index & 31) * 8 + 1}`,
  );
}

const ipv6 = ["2402:4e00:1020::/48", "2402:4e00:1400::/40"];

const settled: Readonly<Record<Exclude<ListName, "all">, readonly string[]>> = {
  "native-china": [...networks(136, 40), ...ipv6],
  "native-global": networks(152, 60),
  "web-china": [...networks(137, 30), ...ipv6],
  "web-global": networks(153, 25),
  "webhook-china": [...networks(139, 12), ...hosts(28, 29)],
  "webhook-global": [...networks(154, 18), ...hosts(29, 10)],
};
const all = Object.values(settled).flat();
const committedOf = (list: ListName): readonly string[] => (list === "all" ? all : settled[list]);

/** Lists as committed, but for what is added and taken away; `all` follows the others. */
function moved(
  lists: readonly ListName[],
  changes: Partial<
    Record<ListName, { readonly add?: readonly string[]; readonly remove?: readonly string[] }>
  >,
): ReturnType<typeof listOutcome>[] {
  return lists.map((list, index) => {
    const own = list === "all" ? Object.values(changes) : [changes[list] ?? {}];
    const removed = new Set(own.flatMap((change) => change.remove ?? []));
    const live = committedOf(list).filter((prefix) => !removed.has(prefix));
    return listOutcome({
      list,
      committed: committedOf(list),
      live: [...live, ...own.flatMap((change) => change.add ?? [])],
      durationMs: 180 + 17 * index,
    });
  });
}

function firstRun(): RunOutcome {
  const lists = listNames.map((list) => listOutcome({ list, committed: null, live: committedOf(list) }));
  return runOutcome(lists, { context: { tokenKind: "actions" } });
}

function onePrefix(): RunOutcome {
  return runOutcome(
    moved(["webhook-china", "native-global"], { "webhook-china": { add: ["101.32.118.0/24"] } }),
    {
      context: { tokenKind: "actions" },
    },
  );
}

function splitAndMerge(): RunOutcome {
  const committed = [
    "43.154.0.0/24",
    "43.154.8.0/25",
    "43.154.16.0/24",
    "43.154.17.0/24",
    "43.154.32.0/23",
    "43.154.64.0/22",
    "119.29.7.1",
    "2402:4e00:1020::/48",
  ];
  const live = [
    "43.154.0.0/25",
    "43.154.0.128/25",
    "43.154.8.0/24",
    "43.154.16.0/23",
    "43.154.32.0/24",
    "43.154.64.0/22",
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
        committed: `# webhook-global\n${committed.join("\n")}\n43.154.300.1\n\n${keep}`,
        live,
        flickered: ["119.29.7.1"],
      }),
    ],
    { pullRequest: pullRequest({ operation: "updated", reason: "The lists have changed again since." }) },
  );
}

function threeHundred(): RunOutcome {
  const share = (list: Exclude<ListName, "all">, start: number, add: number, remove: number): object => ({
    [list]: { add: networks(start, add), remove: settled[list].slice(0, remove) },
  });
  return runOutcome(
    moved(listNames, {
      ...share("native-china", 160, 90, 4),
      ...share("native-global", 162, 80, 6),
      ...share("web-china", 164, 50, 2),
      ...share("web-global", 166, 40, 0),
      ...share("webhook-china", 168, 14, 1),
      ...share("webhook-global", 170, 12, 1),
    }),
    { pullRequest: pullRequest({ operation: "updated", reason: "The lists have changed again since." }) },
  );
}

function fiveThousand(): RunOutcome {
  const committed = hosts(40, 4000);
  const live = [...committed.slice(100), ...hosts(60, 4900)];
  return runOutcome(
    [
      listOutcome({ list: "native-global", committed: networks(152, 60), live: networks(152, 60) }),
      listOutcome({ list: "webhook-global", committed, live, durationMs: 1204 }),
    ],
    { pullRequest: pullRequest({ previous: 9, reason: "The lists differ from the committed files." }) },
  );
}

function removalOnly(): RunOutcome {
  return runOutcome(
    moved(["all", "webhook-china", "webhook-global"], {
      "webhook-china": { remove: settled["webhook-china"].slice(3, 5) },
    }),
    {
      context: { tokenKind: "personal" },
      pullRequest: pullRequest({ verified: false, verificationReason: "unsigned" }),
    },
  );
}

function heldBack(): RunOutcome {
  return runOutcome([
    ...moved(["webhook-china"], { "webhook-china": { add: ["101.32.118.0/24"] } }),
    listOutcome({
      list: "native-china",
      committed: settled["native-china"],
      live: [...networks(136, 20), "10.12.0.0/16", "127.0.0.2"],
    }),
    listOutcome({ list: "native-global", committed: settled["native-global"], live: [] }),
    listOutcome({
      list: "web-global",
      committed: settled["web-global"],
      live: settled["web-global"].slice(0, 12),
      allowSuspicious: true,
    }),
  ]);
}

function partlyFailed(): RunOutcome {
  return runOutcome(
    [
      ...moved(["webhook-china"], { "webhook-china": { add: ["101.32.118.0/24", "101.32.120.7"] } }),
      failedList("native-china", {
        kind: "api",
        code: 60007,
        what: 'GetIPList was refused with code 60007 (called too often), 4 attempts at adminapisgp.im.qcloud.com; the server says "req freq limit".',
        remedy: "Ask less often, or spread the runs of several apps.",
      }),
      failedList(
        "web-china",
        {
          kind: "network",
          code: null,
          what: "GetIPList got no answer from adminapisgp.im.qcloud.com in 10 s, 4 attempts.",
          remedy: "Check that the runner may reach the host on port 443.",
        },
        41_250,
      ),
    ],
    {
      warnings: [
        {
          what: 'The reviewer "retired-person" was refused by GitHub: not a collaborator. The others were asked.',
        },
      ],
    },
  );
}

function checkMode(): RunOutcome {
  return runOutcome(
    moved(["native-global", "web-global", "webhook-global"], {
      "native-global": { add: ["129.226.3.9"], remove: settled["native-global"].slice(0, 1) },
      "web-global": { add: ["2402:4e00:1020::/48"] },
    }),
    {
      pullRequest: null,
      context: { mode: "check", runUrl: null, source: { endpoint: "chat-proxy.internal.example" } },
    },
  );
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
};

import type { PagedCommandName } from "@chat-ip/commands";
import { paging } from "@chat-ip/commands/paging";
import { createEmulator, type Emulator } from "@chat-ip/emulator";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ChatApiError, ChatConfigError, ChatResponseError } from "../src/index.ts";
import { connect } from "./connect.ts";
import { createManualClock } from "./manual-clock.ts";
import { type Served, serve } from "./serve.ts";

type Json = Record<string, unknown>;

/** Each command over three pages: what the pages say, and what the requests must have asked for. */
const rows: [PagedCommandName, body: Json, answers: [Json, Json, Json], requests: [Json, Json, Json]][] = [
  [
    "openim/admin_getroammsg",
    { MaxTime: 900, MaxCnt: 2 },
    [
      { MsgList: [{}, {}], Complete: 0, LastMsgTime: 800, LastMsgKey: "k1" },
      { MsgList: [{}, {}], Complete: 0, LastMsgTime: 700, LastMsgKey: "k2" },
      { MsgList: [{}], Complete: 1, LastMsgTime: 600, LastMsgKey: "k3" },
    ],
    [
      { MaxTime: 900, MaxCnt: 2 },
      { MaxTime: 800, MaxCnt: 2, LastMsgKey: "k1" },
      { MaxTime: 700, MaxCnt: 2, LastMsgKey: "k2" },
    ],
  ],
  [
    "group_open_http_svc/group_msg_get_simple",
    { GroupId: "g", ReqMsgNumber: 2 },
    [
      { RspMsgList: [{ MsgSeq: 6 }, { MsgSeq: 5 }], IsFinished: 1 },
      { RspMsgList: [{ MsgSeq: 4 }, { MsgSeq: 3 }], IsFinished: 1 },
      { RspMsgList: [{ MsgSeq: 2 }, { MsgSeq: 1 }], IsFinished: 1 },
    ],
    [
      { GroupId: "g", ReqMsgNumber: 2 },
      { GroupId: "g", ReqMsgNumber: 2, ReqMsgSeq: 4 },
      { GroupId: "g", ReqMsgNumber: 2, ReqMsgSeq: 2 },
    ],
  ],
  [
    "group_open_http_svc/get_group_msg_receipt_detail",
    { GroupId: "g" },
    [
      { ReadList: [{}], IsFinished: 0, Cursor: "c1" },
      { ReadList: [{}], IsFinish: 0, Cursor: "c2" },
      { ReadList: [{}], IsFinish: 1, Cursor: "" },
    ],
    [{ Cursor: "" }, { Cursor: "c1" }, { Cursor: "c2" }],
  ],
  ...(
    ["openim_msg_ext_http_svc/get_key_values", "openim_msg_ext_http_svc/group_get_key_values"] as const
  ).map(
    (command) =>
      [
        command,
        { StartSeq: 1 },
        [
          {
            ExtensionList: [
              { Key: "a", Seq: 1 },
              { Key: "b", Seq: 4 },
            ],
            CompleteFlag: 0,
          },
          {
            ExtensionList: [
              { Key: "b", Seq: 4 },
              { Key: "c", Seq: 9 },
            ],
            CompleteFlag: 0,
          },
          {
            ExtensionList: [
              { Key: "c", Seq: 9 },
              { Key: "d", Seq: 9 },
            ],
            CompleteFlag: 1,
          },
        ],
        [{ StartSeq: 1 }, { StartSeq: 4 }, { StartSeq: 9 }],
      ] as (typeof rows)[number],
  ),
  [
    "recentcontact/get_list",
    { From_Account: "u" },
    [
      { SessionItem: [{}], CompleteFlag: 0, TimeStamp: 1, StartIndex: 2, TopTimeStamp: 3, TopStartIndex: 4 },
      { SessionItem: [{}], CompleteFlag: 0, TimeStamp: 5, StartIndex: 6, TopTimeStamp: 7, TopStartIndex: 8 },
      { SessionItem: [{}], CompleteFlag: 1, TimeStamp: 0, StartIndex: 0, TopTimeStamp: 0, TopStartIndex: 0 },
    ],
    [
      { TimeStamp: 0, StartIndex: 0, TopTimeStamp: 0, TopStartIndex: 0 },
      { TimeStamp: 1, StartIndex: 2, TopTimeStamp: 3, TopStartIndex: 4 },
      { TimeStamp: 5, StartIndex: 6, TopTimeStamp: 7, TopStartIndex: 8 },
    ],
  ],
  copying(
    "recentcontact/get_contact_group",
    "ContactItem",
    "StartIndex",
    "NextStartIndex",
    [0, 5, 9],
    { CompleteFlag: 1 },
    { CompleteFlag: 0 },
  ),
  copying(
    "group_open_http_svc/get_appid_group_list",
    "GroupIdList",
    "Next",
    "Next",
    [0, 18446744073709551615n, 9007199254740993n],
    { Next: 0 },
  ),
  offset("group_open_http_svc/get_joined_group_list", "GroupIdList", { TotalCount: 5 }),
  offset("group_open_http_svc/get_group_member_info", "MemberList", { MemberNum: 5 }),
  copying(
    "group_open_avchatroom_http_svc/get_members",
    "MemberList",
    "Timestamp",
    "NextTimestamp",
    [0, 11, 12],
    { NextTimestamp: 0 },
  ),
  copying(
    "group_open_http_svc/get_group_ban_member",
    "BannedAccountList",
    "Offset",
    "NextOffset",
    [0, 3, 6],
    { NextOffset: 0 },
  ),
  copying(
    "sns/friend_get",
    "UserDataItem",
    "StartIndex",
    "NextStartIndex",
    [0, 100, 200],
    { CompleteFlag: 1 },
    { CompleteFlag: 0 },
  ),
  copying("sns/black_list_get", "BlackListItem", "StartIndex", "StartIndex", [0, 4, 8], { StartIndex: 0 }),
  copying(
    "group_open_http_svc/get_permission_group",
    "PermissionGroupInfoList",
    "Next",
    "Next",
    ["", "x", "y"],
    { Next: "" },
  ),
  copying(
    "official_account_open_http_svc/get_subscriber_info",
    "SubscriberList",
    "Next",
    "Next",
    ["", "x", "y"],
    { Next: "" },
  ),
  copying(
    "official_account_open_http_svc/official_account_msg_get_simple",
    "RspMsgList",
    "LastMsgKey",
    "LastMsgKey",
    [undefined, "x", "y"],
    { IsFinished: 1 },
    { IsFinished: 0 },
  ),
  copying(
    "official_account_open_http_svc/get_subscribed_official_account_list",
    "OfficialAccountInfoList",
    "Offset",
    "Next",
    [0, 2, 4],
    { CompleteFlag: 1 },
    { CompleteFlag: 0 },
  ),
  offset("im_msg_audit_mgr/get_local_audit_keywords", "LocalAuditWords", { CurCount: 3, CurRegCount: 2 }),
  offset("im_msg_audit_mgr/get_cloud_audit_keywords_ids", "Infos", { TotalCount: 5 }),
  offset("im_msg_audit_mgr/get_cloud_audit_keywords", "Infos", { TotalCount: 5 }),
  copying("follow/follow_get", "FollowItem", "StartCursor", "NextCursor", ["", "x", "y"], { NextCursor: "" }),
];

/** A command whose answer says what the next request sends in a field. */
function copying(
  command: PagedCommandName,
  items: string,
  field: string,
  source: string,
  values: readonly unknown[],
  last: Json,
  others: Json = {},
): (typeof rows)[number] {
  const [first, second, third] = values.map((value) => (value === undefined ? {} : { [field]: value }));
  const page = { [items]: [{}] };
  return [
    command,
    { GroupId: "g" },
    [
      { ...page, ...others, [source]: values[1] },
      { ...page, ...others, [source]: values[2] },
      { ...page, ...last },
    ],
    [first ?? {}, second ?? {}, third ?? {}],
  ];
}

/** A command that counts items: five of them, two in a page. */
function offset(command: PagedCommandName, items: string, total: Json): (typeof rows)[number] {
  return [
    command,
    { Limit: 2 },
    [
      { ...total, [items]: [{}, {}] },
      { ...total, [items]: [{}, {}] },
      { ...total, [items]: [{}] },
    ],
    [
      { Limit: 2, Offset: 0 },
      { Limit: 2, Offset: 2 },
      { Limit: 2, Offset: 4 },
    ],
  ];
}

/** JSON with bigints as numbers. */
const toJson = (value: unknown): string =>
  JSON.stringify(value, (_key, each: unknown) => (typeof each === "bigint" ? `#${each}#` : each)).replaceAll(
    /"#(\d+)#"/g,
    "$1",
  );

let emulator: Emulator;
let server: Served;
let answers: string[] = [];
let bodies: string[] = [];

beforeAll(async () => {
  emulator = await createEmulator();
  server = await serve((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (chunk: string) => {
      body += chunk;
    });
    request.on("end", () => {
      bodies.push(body);
      response.end(answers.shift() ?? '{"ErrorCode":60009}');
    });
  });
});

afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await emulator.close();
});

function script(...pages: readonly Json[]): void {
  bodies = [];
  answers = pages.map((page) => toJson({ ActionStatus: "OK", ErrorCode: 0, ...page }));
}

const client = () => connect(emulator, { endpoint: server.url, rateLimits: false });

test("every command that pages is here", () => {
  expect(rows.map(([command]) => command).sort()).toEqual(Object.keys(paging).sort());
});

test.each(rows)("%s is read over three pages", async (command, body, pages, requests) => {
  script(...pages);
  await using chat = client();
  let count = 0;
  for await (const page of chat.pages(command, body)) {
    expect(page.ErrorCode).toBe(0);
    count++;
  }
  expect(count).toBe(3);
  expect(bodies).toEqual(requests.map((request) => expect.toSatisfy((sent: string) => holds(sent, request))));
  expect(answers).toEqual([]);
});

/** Whether a body has these fields, digit for digit. */
function holds(sent: string, fields: Json): boolean {
  return Object.entries(fields).every(([name, value]) => sent.includes(`"${name}":${toJson(value)}`));
}

describe("paging", () => {
  test("drops items that come twice", async () => {
    const [, , pages] = rows.find(([command]) => command === "openim_msg_ext_http_svc/get_key_values") ?? [];
    script(...(pages ?? []));
    await using chat = client();
    const keys: unknown[] = [];
    for await (const page of chat.pages("openim_msg_ext_http_svc/get_key_values", { StartSeq: 1 } as never)) {
      keys.push(...page.ExtensionList.map((each: { Key: string }) => each.Key));
    }
    expect(keys).toEqual(["a", "b", "c", "d"]);
  });

  test("goes the community's way where the answer has it", async () => {
    script(
      { MemberList: [{}], MemberNum: 3, Next: "n1" },
      { MemberList: [{}], MemberNum: 3, Next: "n2" },
      { MemberList: [{}], MemberNum: 3, Next: "" },
    );
    await using chat = client();
    for await (const page of chat.pages("group_open_http_svc/get_group_member_info", { GroupId: "@TGS#_x" }))
      expect(page).toBeDefined();
    expect(bodies.map((body) => JSON.parse(body))).toEqual([
      { GroupId: "@TGS#_x", Offset: 0 },
      { GroupId: "@TGS#_x", Next: "n1" },
      { GroupId: "@TGS#_x", Next: "n2" },
    ]);
  });

  test("asks for a page only when it is wanted, and stops when you do", async () => {
    script({ GroupIdList: [], Next: 1 }, { GroupIdList: [], Next: 2 });
    await using chat = client();
    for await (const page of chat.pages("group_open_http_svc/get_appid_group_list")) {
      expect(page.Next).toBe(1);
      break;
    }
    expect(bodies).toHaveLength(1);
  });

  test("ends with an error where an answer doesn't lead on, after the pages that came", async () => {
    script({ GroupIdList: [], Next: 7 }, { GroupIdList: [], Next: 7 });
    await using chat = client();
    const seen: unknown[] = [];
    const read = async (): Promise<void> => {
      for await (const page of chat.pages("group_open_http_svc/get_appid_group_list")) seen.push(page.Next);
    };
    await expect(read()).rejects.toThrow(ChatResponseError);
    expect(seen).toEqual([7, 7]);
    script({ GroupIdList: [] });
    await expect(read()).rejects.toThrow("lacks what Next needs");
  });

  test("ends with an error where a server leads round in circles", async () => {
    script(...[1, 2, 3, 1].map((Next) => ({ GroupIdList: [], Next })));
    await using chat = client();
    const seen: unknown[] = [];
    const read = async (): Promise<void> => {
      for await (const page of chat.pages("group_open_http_svc/get_appid_group_list")) seen.push(page.Next);
    };
    await expect(read()).rejects.toThrow("leads back to a page that was read already");
    expect(seen).toEqual([1, 2, 3, 1]);
  });

  test("ends with the error of a page", async () => {
    script({ GroupIdList: [], Next: 7 });
    await using chat = client();
    const read = async (): Promise<void> => {
      for await (const page of chat.pages("group_open_http_svc/get_appid_group_list"))
        expect(page).toBeDefined();
    };
    await expect(read()).rejects.toThrow(ChatApiError);
  });

  test("stops when its signal aborts", async () => {
    script({ GroupIdList: [], Next: 1 }, { GroupIdList: [], Next: 2 });
    await using chat = client();
    const controller = new AbortController();
    const read = async (): Promise<void> => {
      for await (const page of chat.pages(
        "group_open_http_svc/get_appid_group_list",
        {},
        { signal: controller.signal },
      )) {
        expect(page.Next).toBe(1);
        controller.abort(new Error("enough"));
      }
    };
    await expect(read()).rejects.toThrow("enough");
    expect(bodies).toHaveLength(1);
  });

  test("keeps the documented rate", async () => {
    script({ GroupIdList: [], Next: 1 }, { GroupIdList: [], Next: 2 }, { GroupIdList: [], Next: 0 });
    const clock = createManualClock();
    await using chat = connect(emulator, { endpoint: server.url, clock });
    for await (const page of chat.pages("group_open_http_svc/get_appid_group_list"))
      expect(page).toBeDefined();
    expect(clock.elapsedMs()).toBeGreaterThanOrEqual(2_000);
  });

  test("refuses a command that doesn't page", async () => {
    await using chat = client();
    const pages = chat.pages("openim/sendmsg" as PagedCommandName);
    await expect(pages.next()).rejects.toThrow(ChatConfigError);
  });
});

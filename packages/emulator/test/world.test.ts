import type { CommandBody, CommandName } from "@chat-ip/commands";
import { expect, onTestFinished, test } from "vitest";
import { isObject } from "../src/fields/check-fields.ts";
import { createEmulator, type Emulator, type EmulatorOptions } from "../src/index.ts";
import { parseJson, writeJson } from "../src/json.ts";
import { getIPListUrl } from "./ask.ts";
import { signedAt, signUserSig } from "./sign-user-sig.ts";

async function start(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await createEmulator({ now: () => signedAt * 1000, ...options });
  onTestFinished(() => emulator.close());
  return emulator;
}

/** Calls a command and gives its answer, with every digit. */
async function call<Name extends CommandName>(
  emulator: Emulator,
  name: Name,
  body: CommandBody<Name>,
  query: Readonly<Record<string, string>> = {},
): Promise<Readonly<Record<string, unknown>>> {
  const url = getIPListUrl(emulator.url, query).replace("ConfigSvc/GetIPList", name);
  const answer = parseJson(await (await fetch(url, { method: "POST", body: writeJson(body) })).text());
  return isObject(answer) ? answer : expect.fail("The answer isn't an object.");
}

const hello = [{ MsgType: "TIMTextElem", MsgContent: { Text: "hello" } }] as const;

test("keeps one-to-one messages, and gives them back newest first", async () => {
  const emulator = await start();
  const sent = await call(emulator, "openim/sendmsg", { To_Account: "bob", MsgRandom: 7, MsgBody: hello });
  expect(sent).toMatchObject({
    ErrorCode: 0,
    MsgTime: signedAt,
    MsgKey: expect.stringMatching(/^\d+_7_\d+$/),
  });
  const history = await call(emulator, "openim/admin_getroammsg", {
    Operator_Account: "bob",
    Peer_Account: "administrator",
    MaxCnt: 100,
    MinTime: 0,
    MaxTime: signedAt,
  });
  expect(history).toMatchObject({
    Complete: 1,
    MsgCnt: 1,
    MsgList: [{ MsgKey: sent.MsgKey, MsgBody: hello }],
  });
});

test("knows only the given accounts, and those imported later", async () => {
  const emulator = await start({ accounts: ["alice"] });
  const message = { To_Account: "bob", MsgRandom: 7, MsgBody: hello };
  expect(await call(emulator, "openim/sendmsg", message)).toMatchObject({ ErrorCode: 70107 });
  expect(
    await call(emulator, "openim/batchsendmsg", { ...message, To_Account: ["alice", "bob"] }),
  ).toMatchObject({ ErrorCode: 0, ErrorList: [{ To_Account: "bob", ErrorCode: 70107 }] });
  await call(emulator, "im_open_login_svc/account_import", { UserID: "bob" });
  expect(await call(emulator, "openim/sendmsg", message)).toMatchObject({ ErrorCode: 0 });
  await call(emulator, "im_open_login_svc/account_delete", { DeleteItem: [{ UserID: "bob" }] });
  const CheckItem = [{ UserID: "alice" }, { UserID: "bob" }];
  expect(await call(emulator, "im_open_login_svc/account_check", { CheckItem })).toMatchObject({
    ResultItem: [{ AccountStatus: "Imported" }, { AccountStatus: "NotImported" }],
  });
});

test("creates a group, adds and removes members, and disbands it", async () => {
  const emulator = await start();
  const { GroupId } = await call(emulator, "group_open_http_svc/create_group", {
    Type: "Public",
    Name: "Crew",
    Owner_Account: "alice",
    MemberList: [{ Member_Account: "bob", Role: "Admin" }],
  });
  if (typeof GroupId !== "string") expect.fail("There is no GroupId.");
  const added = { GroupId, MemberList: [{ Member_Account: "bob" }, { Member_Account: "carol" }] };
  expect(await call(emulator, "group_open_http_svc/add_group_member", added)).toMatchObject({
    MemberList: [{ Result: 2 }, { Result: 1 }],
  });
  await call(emulator, "group_open_http_svc/delete_group_member", { GroupId, MemberToDel_Account: ["bob"] });
  const User_Account = ["alice", "bob", "carol"];
  expect(
    await call(emulator, "group_open_http_svc/get_role_in_group", { GroupId, User_Account }),
  ).toMatchObject({
    UserIdList: [{ Role: "Owner" }, { Role: "NotMember" }, { Role: "Member" }],
  });
  const joined = { Member_Account: "carol", ResponseFilter: { GroupBaseInfoFilter: ["Name"] } };
  expect(await call(emulator, "group_open_http_svc/get_joined_group_list", joined)).toMatchObject({
    TotalCount: 1,
    GroupIdList: [{ GroupId, Name: "Crew" }],
  });
  await call(emulator, "group_open_http_svc/destroy_group", { GroupId });
  expect(await call(emulator, "group_open_http_svc/destroy_group", { GroupId })).toMatchObject({
    ErrorCode: 10010,
  });
});

test("answers group profiles with a code for each, and 0 at the top", async () => {
  const emulator = await start();
  const answer = await call(emulator, "group_open_http_svc/get_group_info", {
    GroupIdList: ["group-1", "lost"],
  });
  expect(answer).toMatchObject({
    ErrorCode: 0,
    GroupInfo: [
      { GroupId: "group-1", ErrorCode: 0, MemberNum: 25 },
      { GroupId: "lost", ErrorCode: 10010 },
    ],
  });
});

test("keeps group messages in order", async () => {
  const emulator = await start();
  const sent = await call(emulator, "group_open_http_svc/send_group_msg", {
    GroupId: "group-1",
    Random: 7,
    MsgBody: hello,
  });
  expect(sent).toMatchObject({ ErrorCode: 0, MsgSeq: 26 });
  const history = { GroupId: "group-1", ReqMsgNumber: 2 };
  expect(await call(emulator, "group_open_http_svc/group_msg_get_simple", history)).toMatchObject({
    RspMsgList: [{ MsgSeq: 26, From_Account: "administrator" }, { MsgSeq: 25 }],
  });
});

test("counts beyond 2^53 without losing a digit", async () => {
  const emulator = await start();
  const counter = (Value: number | bigint): CommandBody<"group_open_http_svc/update_group_counter"> => ({
    GroupId: "group-1",
    GroupCounter: [{ Key: "likes", Value }],
    Mode: "Increase",
  });
  await call(emulator, "group_open_http_svc/update_group_counter", counter(9_007_199_254_740_993n));
  const after = await call(emulator, "group_open_http_svc/update_group_counter", counter(1));
  expect(after).toMatchObject({ GroupCounter: [{ Key: "likes", Value: 9_007_199_254_740_994n }] });
  await call(emulator, "group_open_http_svc/delete_group_counter", { GroupId: "group-1" });
  expect(await call(emulator, "group_open_http_svc/get_group_counter", { GroupId: "group-1" })).toMatchObject(
    {
      GroupCounter: [],
    },
  );
});

test("returns the ids that were sent, for commands without state", async () => {
  const emulator = await start();
  const To_Account = ["alice", "bob"];
  expect(await call(emulator, "openim/query_online_status", { To_Account })).toMatchObject({
    QueryResult: [{ To_Account: "alice" }, { To_Account: "bob" }],
  });
});

const otherKey = "another app's key";
const other = { sdkAppId: 20_000_001, secretKey: otherKey } as const;
const asOther = {
  sdkappid: "20000001",
  usersig: signUserSig({ sdkAppId: other.sdkAppId, secretKey: otherKey }),
};

test("keeps apps apart: keys, lists, regions, groups and limits", async () => {
  const emulator = await start({
    lists: { all: ["203.0.113.1"] },
    elapsedMs: () => 0,
    apps: [{ ...other, lists: { all: ["203.0.113.2"] }, maxPerSecond: 1, accounts: ["alice"] }],
  });
  const lists = (query: Readonly<Record<string, string>>) => call(emulator, "ConfigSvc/GetIPList", {}, query);
  expect(await lists({})).toMatchObject({ IPList: ["203.0.113.1"] });
  expect(await lists(asOther)).toMatchObject({ IPList: ["203.0.113.2"] });
  expect(await lists(asOther)).toMatchObject({ ErrorCode: 60011 });
  expect(await lists({})).toMatchObject({ ErrorCode: 0 });
  expect(await lists({ ...asOther, usersig: signUserSig({ sdkAppId: other.sdkAppId }) })).toMatchObject({
    ErrorCode: 70009,
  });
  await call(emulator, "group_open_http_svc/destroy_group", { GroupId: "group-2" });
  const GroupIdList = ["group-2"];
  expect(await call(emulator, "group_open_http_svc/get_group_info", { GroupIdList }, asOther)).toMatchObject({
    GroupInfo: [{ ErrorCode: 0 }],
  });
});

test("changes lists, and plays faults, for one app only", async () => {
  const emulator = await start({ apps: [other] });
  emulator.setLists({ all: ["203.0.113.3"] }, { sdkAppId: other.sdkAppId });
  emulator.addFault({ nth: "every", kind: "code", code: 60008, sdkAppId: 1_400_000_000 });
  expect(await call(emulator, "ConfigSvc/GetIPList", {})).toMatchObject({ ErrorCode: 60008 });
  expect(await call(emulator, "ConfigSvc/GetIPList", {}, asOther)).toMatchObject({ IPList: ["203.0.113.3"] });
  expect(() => emulator.setLists({ all: [] }, { sdkAppId: 7 })).toThrow(/7 is not an app/);
});

test("limits commands to their documented calls a second, unless limits are off", async () => {
  const codes = async (emulator: Emulator) => {
    const answers = [1, 2].map(() => call(emulator, "group_open_http_svc/get_appid_group_list", {}));
    return (await Promise.all(answers)).map(({ ErrorCode }) => ErrorCode).sort();
  };
  expect(await codes(await start({ elapsedMs: () => 0 }))).toEqual([0, 60011]);
  expect(await codes(await start({ elapsedMs: () => 0, maxPerSecond: null }))).toEqual([0, 0]);
});

test("takes the one command that is a GET by GET only", async () => {
  const emulator = await start();
  const url = getIPListUrl(emulator.url).replace("ConfigSvc/GetIPList", "openim_dirty_words/get");
  expect(await (await fetch(url, { method: "POST", body: "{}" })).json()).toMatchObject({ ErrorCode: 60002 });
  expect(await (await fetch(url)).json()).toMatchObject({
    ErrorCode: 0,
    DirtyWordsList: [expect.any(String)],
  });
});

test("says which field is wrong, and how", async () => {
  const emulator = await start();
  const long = await call(emulator, "group_open_http_svc/create_group", {
    Type: "Public",
    Name: "x".repeat(101),
  });
  expect(long.ErrorInfo).toMatch(/Name has 101 bytes, more than 100$/);
  const MsgBody = [{ MsgType: "TIMTextElem", MsgContent: { Text: 7 as unknown as string } }] as const;
  const wrong = await call(emulator, "openim/sendmsg", { To_Account: "bob", MsgRandom: 7, MsgBody });
  expect(wrong.ErrorInfo).toMatch(/MsgBody\[0\]\.MsgContent\.Text must be a string$/);
});

test("pages the members of a community by Next, and of other groups by Offset", async () => {
  const emulator = await start();
  const members = (body: CommandBody<"group_open_http_svc/get_group_member_info">) =>
    call(emulator, "group_open_http_svc/get_group_member_info", body);
  const first = await members({ GroupId: "group-25", Limit: 20, Offset: 5, Next: "" });
  expect(first).toMatchObject({
    MemberNum: 25,
    MemberList: { length: 20 },
    Next: expect.stringMatching(/./),
  });
  const rest = await members({ GroupId: "group-25", Limit: 20, Next: String(first.Next) });
  expect(rest).toMatchObject({ MemberList: { length: 5 }, Next: "" });
  const other = await members({ GroupId: "group-1", Limit: 20, Offset: 20 });
  expect(other).toMatchObject({ MemberList: { length: 5 } });
  expect(other).not.toHaveProperty("Next");
});

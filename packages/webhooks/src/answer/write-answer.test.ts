import { webhookTable } from "@chat-ip/commands/webhook-table";
import { describe, expect, it } from "vitest";
import { type Answer, allow, refuse, replace } from "./answers.ts";
import { writeAnswer } from "./write-answer.ts";

const friends = { FriendItem: [{ To_Account: "id1" }, { To_Account: "id2" }] };
const answers = { ResponseFriendItem: [{ To_Account: "id1" }, { To_Account: "id2" }] };
const ok = { ActionStatus: "OK", ErrorCode: 0, ErrorInfo: "" };
const item = (account: string, code: number, info = ""): object => ({
  To_Account: account,
  ResultCode: code,
  ResultInfo: info,
});
const text = [{ MsgType: "TIMTextElem", MsgContent: { Text: "***" } }];

describe("writeAnswer", () => {
  it.each(Object.keys(webhookTable))("allows %s with code 0 and the three fields", (command) => {
    const { reply, problem } = writeAnswer(command, allow(), {});
    expect(reply).toMatchObject(ok);
    expect(problem).toBeNull();
  });

  it.each([
    ["C2C.CallbackBeforeSendMsg", refuse(), {}, { ErrorCode: 1 }],
    ["C2C.CallbackBeforeSendMsg", refuse(1, "no"), {}, { ErrorCode: 1, ErrorInfo: "no" }],
    ["C2C.CallbackBeforeSendMsg", refuse(2), {}, { ErrorCode: 2 }],
    ["C2C.CallbackBeforeSendMsg", refuse(120001, "ad"), {}, { ErrorCode: 120001, ErrorInfo: "ad" }],
    ["C2C.CallbackBeforeSendMsg", refuse(130000), {}, { ErrorCode: 130000 }],
    [
      "C2C.CallbackBeforeSendMsg",
      replace({ MsgBody: text, CloudCustomData: "x" }),
      {},
      { ErrorCode: 0, MsgBody: text, CloudCustomData: "x" },
    ],
    ["Group.CallbackBeforeSendMsg", refuse(2), {}, { ErrorCode: 2 }],
    ["Group.CallbackBeforeSendMsg", refuse(10100), {}, { ErrorCode: 10100 }],
    ["Group.CallbackBeforeCreateGroup", refuse(10200), {}, { ErrorCode: 10200 }],
    [
      "Group.CallbackBeforeInviteJoinGroup",
      replace({ RefusedMembers_Account: ["a"] }),
      {},
      { ErrorCode: 0, RefusedMembers_Account: ["a"] },
    ],
    [
      "Sns.CallbackPrevFriendAdd",
      allow(),
      friends,
      { ErrorCode: 0, ResultItem: [item("id1", 0), item("id2", 0)] },
    ],
    [
      "Sns.CallbackPrevFriendAdd",
      refuse(),
      friends,
      { ErrorCode: 0, ResultItem: [item("id1", 38000), item("id2", 38000)] },
    ],
    [
      "Sns.CallbackPrevFriendAdd",
      refuse(38001, "no"),
      friends,
      { ErrorCode: 0, ResultItem: [item("id1", 38001, "no"), item("id2", 38001, "no")] },
    ],
    [
      "Sns.CallbackPrevFriendResponse",
      refuse(39000),
      answers,
      { ErrorCode: 0, ResultItem: [item("id1", 39000), item("id2", 39000)] },
    ],
    [
      "Sns.CallbackPrevFriendAdd",
      replace({ ResultItem: [item("id2", 38005)] }),
      friends,
      { ErrorCode: 0, ResultItem: [item("id2", 38005), item("id1", 0)] },
    ],
    ["Chatbot.OnC2CSignalMessage", replace({ RspData: "{}" }), {}, { ErrorCode: 0, RspData: "{}" }],
    ["Chatbot.OnC2CSignalMessage", refuse(), {}, { ErrorCode: 1, RspData: "" }],
  ] as [string, Answer, object, object][])("writes for %s: %j", (command, answer, body, expected) => {
    const { reply, problem } = writeAnswer(command, answer, body);
    expect(reply).toEqual({ ...ok, ...expected });
    expect(problem).toBeNull();
  });

  it.each([
    [
      "a code of another webhook",
      "C2C.CallbackBeforeSendMsg",
      refuse(10100),
      { ErrorCode: 1 },
      /120001–130000.*1 was sent/,
    ],
    ["a code of no webhook", "Group.CallbackBeforeSendMsg", refuse(403), { ErrorCode: 1 }, /10100–10200/],
    [
      "a code that would allow",
      "Group.CallbackBeforeSendMsg",
      refuse(0),
      { ErrorCode: 1 },
      /doesn't take code 0/,
    ],
    ["a fraction", "Group.CallbackBeforeSendMsg", refuse(10100.5), { ErrorCode: 1 }, /10100–10200/],
    ["NaN", "Group.CallbackBeforeSendMsg", refuse(Number.NaN), { ErrorCode: 1 }, /NaN/],
    [
      "a silent drop where nothing can be dropped",
      "Group.CallbackBeforeCreateGroup",
      refuse(2),
      { ErrorCode: 1 },
      /2/,
    ],
    [
      "a message's code for friends",
      "Sns.CallbackPrevFriendAdd",
      refuse(120001),
      { ErrorCode: 0 },
      /38000–39000/,
    ],
    [
      "a refusal of what has happened",
      "C2C.CallbackAfterSendMsg",
      refuse(1),
      { ErrorCode: 0 },
      /ignores the answer/,
    ],
    [
      "a replacement of what has happened",
      "Group.CallbackAfterSendMsg",
      replace({ MsgBody: text }),
      { ErrorCode: 0 },
      /ignores/,
    ],
    ["a refusal of an unknown webhook", "Live.Unknown", refuse(1), { ErrorCode: 0 }, /ignores/],
    ["a refusal of what is named like a property", "constructor", refuse(1), { ErrorCode: 0 }, /ignores/],
    [
      "a field that isn't the webhook's",
      "C2C.CallbackBeforeSendMsg",
      replace({ MsgBody: text, ErrorCode: 7 }),
      { ErrorCode: 0, MsgBody: text },
      /ErrorCode/,
    ],
  ] as [string, string, Answer, object, RegExp][])(
    "sends the nearest and reports it: %s",
    (_, command, answer, expected, problem) => {
      const written = writeAnswer(command, answer, friends);
      expect(written.reply).toMatchObject(expected);
      expect(written.problem).toMatch(problem);
    },
  );

  it.each([{}, { FriendItem: "x" }, { FriendItem: [null, 1, {}, { To_Account: 5 }] }])(
    "lists nobody if the body names nobody: %j",
    (body) => {
      expect(writeAnswer("Sns.CallbackPrevFriendAdd", refuse(), body).reply).toEqual({
        ...ok,
        ResultItem: [],
      });
    },
  );
});

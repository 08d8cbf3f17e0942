import { expect, test } from "vitest";
import { answerCommand, getIPList } from "./answer-command.ts";
import { answerText } from "./answers.ts";
import { type ListName, listNames } from "./lists.ts";
import { createWorld } from "./world/world.ts";

const answerable = {
  // Each list answers its own name, so that a test sees which one it got.
  lists: new Map<ListName, readonly string[]>(listNames.map((name) => [name, [name]])),
  commands: new Map<string, object>([["openim/sendmsg", { MsgKey: "k" }]]),
  world: createWorld(null, 1_700_000_000),
  nowSeconds: 1_700_000_000,
  nextNumber: () => 1,
};

function answerTo(command: { name?: string; query?: string; body?: string }): unknown {
  const { name = getIPList, query = "nettype=0", body = "{}" } = command;
  return JSON.parse(answerText(answerCommand({ name, query: new URLSearchParams(query), body }, answerable)));
}

test.each(listNames.map((name, netType) => ({ name, netType })))(
  "answers $name to nettype $netType",
  (row) => {
    expect(answerTo({ query: `nettype=${row.netType}` })).toEqual({
      ActionStatus: "OK",
      ErrorCode: 0,
      IPList: [row.name],
    });
  },
);

test.each([
  "",
  "nettype=",
  "nettype=7",
  "nettype=-1",
  "nettype=00",
  "nettype=1.0",
  "nettype=all",
  "NetType=1",
])("answers 70402 to the query '%s'", (query) => {
  expect(answerTo({ query })).toMatchObject({ ActionStatus: "FAIL", ErrorCode: 70402 });
});

test.each(["", " ", "{", "[]", "null", "1", '"{}"', "nettype=0"])(
  "answers 60003 to the body '%s'",
  (body) => {
    expect(answerTo({ body })).toMatchObject({ ActionStatus: "FAIL", ErrorCode: 60003 });
  },
);

test("answers a registered command with OK and its fields", () => {
  expect(answerTo({ name: "openim/sendmsg" })).toEqual({ ActionStatus: "OK", ErrorCode: 0, MsgKey: "k" });
});

test.each(["openim/sendMsg", "ConfigSvc/getIPList", "constructor/toString"])(
  "answers 60009 to %s",
  (name) => {
    expect(answerTo({ name })).toMatchObject({ ActionStatus: "FAIL", ErrorCode: 60009 });
  },
);

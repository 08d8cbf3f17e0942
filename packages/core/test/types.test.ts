import { expect, expectTypeOf, test } from "vitest";
import type { ChatClient, UnknownAnswer } from "../src/index.ts";

/** Only the types of these calls count, so nothing is sent. */
const client = {
  request: () => Promise.resolve({}),
  requestWithDetails: () => Promise.resolve({}),
  pages: () => [],
} as unknown as ChatClient;

const message = {
  To_Account: "alice",
  MsgRandom: 7,
  MsgBody: [{ MsgType: "TIMTextElem", MsgContent: { Text: "hello" } }],
} as const;

test("a command's name decides the types of body and answer", () => {
  const sent = client.request("openim/sendmsg", message);
  expectTypeOf((await_: Awaited<typeof sent>) => await_.MsgKey).returns.toEqualTypeOf<string>();
  const groups = client.request("group_open_http_svc/get_appid_group_list");
  expectTypeOf((each: Awaited<typeof groups>) => each.Next).returns.toEqualTypeOf<number | bigint>();
  expectTypeOf(client.requestWithDetails("openim/sendmsg", message)).resolves.toHaveProperty("requestId");
});

test("a wrong body is refused", () => {
  // @ts-expect-error a field is missing
  void client.request("openim/sendmsg", { To_Account: "alice", MsgRandom: 7 });
  // @ts-expect-error the body is missing
  void client.request("openim/sendmsg");
  // @ts-expect-error a field has another type
  void client.request("openim/sendmsg", { ...message, MsgRandom: "7" });
  // @ts-expect-error this command needs a query parameter
  void client.request("ConfigSvc/GetIPList", {});
  void client.request("ConfigSvc/GetIPList", {}, { nettype: 0 });
});

test("the error for a wrong body stands at the field", () => {
  void client.request("openim/sendmsg", {
    To_Account: "alice",
    // @ts-expect-error a number is wanted
    MsgRandom: "7",
    MsgBody: message.MsgBody,
  });
  void client.requestWithDetails("openim/sendmsg", {
    ...message,
    // @ts-expect-error misspelt
    MsgLifetime: 60,
  });
  void client.request(
    "openim/sendmsg",
    message,
    {},
    {
      // @ts-expect-error misspelt
      timeout: 1000,
    },
  );
});

test("an unknown command stays possible, and its type says so", () => {
  expectTypeOf(client.request("new/command")).resolves.toEqualTypeOf<UnknownAnswer>();
  expectTypeOf(client.request("new/command", { any: 1 })).resolves.toEqualTypeOf<UnknownAnswer>();
  expectTypeOf(client.request<{ Own: string }>("new/command")).resolves.toEqualTypeOf<{ Own: string }>();
  const dynamic: string = ["a", "b"].join("/");
  expectTypeOf(client.request(dynamic, {})).resolves.toEqualTypeOf<UnknownAnswer>();
});

test("only commands that page have pages", () => {
  // @ts-expect-error it answers at once
  void client.pages("openim/sendmsg");
  expectTypeOf(client.pages("sns/friend_get", { From_Account: "alice" })).toHaveProperty("next");
  expect(client).toBeDefined();
});

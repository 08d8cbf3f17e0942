import type {
  CommandAnswer,
  CommandBody,
  CommandName,
  CommandQuery,
  MsgBody,
  WebhookAnswer,
} from "@chat-ip/commands";
import { expectTypeOf, it } from "vitest";

it("types a body by the command's name", () => {
  const body: CommandBody<"openim/sendmsg"> = {
    To_Account: "alice",
    MsgRandom: 7,
    MsgBody: [{ MsgType: "TIMTextElem", MsgContent: { Text: "hello" } }],
  };
  expectTypeOf(body.MsgBody).toEqualTypeOf<MsgBody>();
  // @ts-expect-error A text message has a Text.
  const wrong: MsgBody = [{ MsgType: "TIMTextElem", MsgContent: { Data: "hello" } }];
  expectTypeOf(wrong).toEqualTypeOf<MsgBody>();
});

it("takes and gives 64-bit fields as numbers or bigints", () => {
  expectTypeOf<CommandAnswer<"group_open_http_svc/get_appid_group_list">["Next"]>().toEqualTypeOf<
    number | bigint
  >();
  expectTypeOf<CommandBody<"group_open_http_svc/get_appid_group_list">["Next"]>().toEqualTypeOf<
    number | bigint | undefined
  >();
  type Counter = CommandAnswer<"group_open_http_svc/get_group_counter">["GroupCounter"][number];
  expectTypeOf<Counter["Value"]>().toEqualTypeOf<number | bigint>();
});

it("reads both spellings of a field whose name depends on the server", () => {
  type Receipts = CommandAnswer<"group_open_http_svc/get_group_msg_receipt_detail">;
  expectTypeOf<Receipts["IsFinished"]>().toEqualTypeOf<0 | 1 | undefined>();
  expectTypeOf<Receipts["IsFinish"]>().toEqualTypeOf<0 | 1 | undefined>();
});

it("knows which command needs a query", () => {
  expectTypeOf<CommandQuery<"ConfigSvc/GetIPList">>().toEqualTypeOf<{ nettype: 0 | 1 | 2 | 3 | 4 | 5 | 6 }>();
  expectTypeOf<CommandQuery<"openim/sendmsg">>().toEqualTypeOf<undefined>();
});

it("offers every answer's code and text", () => {
  expectTypeOf<CommandAnswer<CommandName>["ErrorCode"]>().toEqualTypeOf<number>();
  expectTypeOf<CommandAnswer["ErrorInfo"]>().toEqualTypeOf<string | undefined>();
});

it("takes the message shapes in an answer that replaces a message", () => {
  const body: MsgBody = [{ MsgType: "TIMTextElem", MsgContent: { Text: "***" } }];
  const answer: WebhookAnswer<"C2C.CallbackBeforeSendMsg"> = {
    ActionStatus: "OK",
    ErrorCode: 0,
    ErrorInfo: "",
    MsgBody: body,
  };
  expectTypeOf(answer.ErrorCode).toEqualTypeOf<number>();
});

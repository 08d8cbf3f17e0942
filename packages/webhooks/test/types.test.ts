import { expect, expectTypeOf, it } from "vitest";
import {
  type AnswerTo,
  allow,
  createWebhookHandler,
  refuse,
  replace,
  type WebhookEvent,
  type WebhookHandlerOptions,
  type WebhookMsgElement,
} from "../src/index.ts";

const options: Omit<WebhookHandlerOptions, "on"> = { sdkAppIds: [1], tokens: ["t"], require: ["signature"] };

it("types events by their command, and answers by what the webhook takes", () => {
  createWebhookHandler({
    ...options,
    on: {
      "C2C.CallbackBeforeSendMsg": (event) => {
        expectTypeOf(event.CallbackCommand).toEqualTypeOf<"C2C.CallbackBeforeSendMsg">();
        expectTypeOf(event.body.MsgBody).toEqualTypeOf<readonly WebhookMsgElement[]>();
        expectTypeOf(event.body.MsgSeq).toEqualTypeOf<number>();
        return event.body.From_Account === "x" ? refuse(120001, "no") : replace({ MsgBody: [] });
      },
      "Group.CallbackBeforeCreateGroup": async () => refuse(),
      "Group.CallbackAfterSendMsg": () => undefined,
      "State.StateChange": async () => allow(),
      // @ts-expect-error what has happened can't be refused
      "Group.CallbackAfterCreateGroup": () => refuse(1),
      // @ts-expect-error a group's creation has no message to replace
      "Group.CallbackBeforeApplyJoinGroup": () => replace({ MsgBody: [] }),
      // @ts-expect-error a message has no members to refuse
      "Group.CallbackBeforeSendMsg": () => replace({ RefusedMembers_Account: [] }),
    },
  });
  // @ts-expect-error there is no such webhook
  createWebhookHandler({ ...options, on: { "C2C.CallbackBeforeSendMessage": () => undefined } });
  expectTypeOf<AnswerTo<"Alert.RequestOverLimit">["kind"]>().toEqualTypeOf<"allow">();
});

it("narrows any event by its command", () => {
  const senderOf = (event: WebhookEvent): string | undefined => {
    if (event.CallbackCommand === "Group.CallbackAfterSendMsg") return event.body.GroupId;
    if (event.CallbackCommand === "State.StateChange") return JSON.stringify(event.body.Info);
    return undefined;
  };
  expect(senderOf).toBeTypeOf("function");
});

import type { DecidingWebhookCommand, WebhookAnswer, WebhookBody, WebhookEvent } from "@chat-ip/commands";
import { expectTypeOf, it } from "vitest";

it("narrows a webhook's body by its command", () => {
  const read = (event: WebhookEvent) => {
    if (event.CallbackCommand === "C2C.CallbackBeforeSendMsg") {
      expectTypeOf(event.body.From_Account).toEqualTypeOf<string>();
      expectTypeOf(event.query.CallbackCommand).toEqualTypeOf<"C2C.CallbackBeforeSendMsg">();
    }
    if (event.CallbackCommand === "Push.OfflinePush") {
      expectTypeOf(event.body).not.toHaveProperty("CallbackCommand");
    }
  };
  expectTypeOf(read).toBeFunction();
});

it("types what a before webhook may answer", () => {
  expectTypeOf<WebhookAnswer<"Group.CallbackBeforeInviteJoinGroup">>().toHaveProperty(
    "RefusedMembers_Account",
  );
  expectTypeOf<WebhookAnswer<"Group.CallbackAfterGroupFull">>().not.toHaveProperty("MsgBody");
});

it("separates the webhooks that decide from those that report", () => {
  expectTypeOf<"Group.CallbackBeforeSendMsg">().toExtend<DecidingWebhookCommand>();
  expectTypeOf<"Group.CallbackAfterSendMsg">().not.toExtend<DecidingWebhookCommand>();
});

it("takes event times as numbers and as text", () => {
  expectTypeOf<WebhookBody<"Group.CallbackAfterGroupFull">["EventTime"]>().toEqualTypeOf<
    number | string | undefined
  >();
});

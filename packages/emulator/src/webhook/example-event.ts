import type { WebhookCommand } from "@chat-ip/commands";
import { webhookFields } from "@chat-ip/commands/webhook-fields";
import { webhookTable } from "@chat-ip/commands/webhook-table";
import { isObject } from "../fields/check-fields.ts";
import { exampleFields } from "../fields/example-value.ts";

// What the vendor says of these: no ClientIP in alerts; neither parameter in the others.
const withoutClientAddress = /^(Alert\.|Group\.CallbackOnMemberStateChange$|Push\.|ContentCallback\.)/;
const withoutPlatform = /^(Group\.CallbackOnMemberStateChange$|Push\.|ContentCallback\.)/;

/** Makes the body of a webhook: all fields that are always there, and when it happened. */
export function exampleEvent(command: WebhookCommand, nowSeconds: number): Record<string, unknown> {
  const fields = webhookFields[command];
  const body = exampleFields(fields, { index: 1, nowSeconds, optional: false });
  const { EventTime } = fields;
  const withTime =
    EventTime === undefined || EventTime.required ? body : { ...body, EventTime: nowSeconds * 1000 };
  return nameCommand(withTime, command);
}

/** Sets the command where the body has it, in each event of a list too. */
function nameCommand(
  body: Readonly<Record<string, unknown>>,
  command: WebhookCommand,
): Record<string, unknown> {
  const { Events } = body;
  return {
    ...body,
    ...(webhookTable[command].commandInBody ? { CallbackCommand: command } : {}),
    ...(Array.isArray(Events)
      ? { Events: Events.map((event) => (isObject(event) ? { ...event, CallbackCommand: command } : event)) }
      : {}),
  };
}

/** The query of a webhook besides its signature. */
export function exampleQuery(command: WebhookCommand, sdkAppId: number): Record<string, string> {
  return {
    SdkAppid: String(sdkAppId),
    CallbackCommand: command,
    contenttype: "json",
    ...(withoutClientAddress.test(command) ? {} : { ClientIP: "203.0.113.7" }),
    ...(withoutPlatform.test(command)
      ? {}
      : { OptPlatform: command === "State.StateChange" ? "IOS" : "iOS" }),
  };
}

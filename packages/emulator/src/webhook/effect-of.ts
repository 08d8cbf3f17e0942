import type { WebhookAnswerCodes, WebhookCommand } from "@chat-ip/commands";
import { webhookTable } from "@chat-ip/commands/webhook-table";
import { isObject } from "../fields/check-fields.ts";
import type { DeliveryOutcome } from "./deliver.ts";

/**
 * What Chat does after a webhook: `"reported"`: it had happened already, or the answer doesn't count. `"goes-on"`: the answer
 * allows it, or there was none that can be read (Chat goes on then by default). `"refused"`: refused, with a text of the vendor's or
 * your own code. `"dropped"`: not delivered, while the sender sees success.
 */
export type EventEffect = "reported" | "goes-on" | "refused" | "dropped";

/** What an outcome means for the event. */
export function effectOf(command: WebhookCommand, outcome: DeliveryOutcome): EventEffect {
  const { answerCodes } = webhookTable[command];
  if (answerCodes === null || answerCodes.ignore !== undefined) return "reported";
  const answer = outcome.kind === "answered" && outcome.status === 200 ? outcome.json : undefined;
  if (!isReply(answer)) return "goes-on";
  if (answerCodes.perItem !== undefined) return effectOfItems(answer, answerCodes.perItem);
  return effectOfCode(answer.ErrorCode, answerCodes);
}

/** Several users at once: refused if every one of them is. Only with ErrorCode 0 does the list count. */
function effectOfItems(
  answer: { readonly ErrorCode: number; readonly [field: string]: unknown },
  { list, field, refuse: [first, last] }: NonNullable<WebhookAnswerCodes["perItem"]>,
): EventEffect {
  const items = answer[list];
  if (answer.ErrorCode !== 0 || !Array.isArray(items) || items.length === 0) return "goes-on";
  const isRefused = (item: unknown): boolean => {
    const code = isObject(item) ? item[field] : undefined;
    return typeof code === "number" && code >= first && code <= last;
  };
  return items.every(isRefused) ? "refused" : "goes-on";
}

function effectOfCode(code: number, { refuse, drop, custom }: WebhookAnswerCodes): EventEffect {
  if (code === refuse) return "refused";
  if (code === drop) return "dropped";
  return custom !== undefined && code >= custom[0] && code <= custom[1] ? "refused" : "goes-on";
}

/** An answer without one of these three counts as a failure. */
function isReply(
  answer: unknown,
): answer is { readonly ErrorCode: number; readonly [field: string]: unknown } {
  return (
    isObject(answer) &&
    (answer.ActionStatus === "OK" || answer.ActionStatus === "FAIL") &&
    typeof answer.ErrorCode === "number" &&
    typeof answer.ErrorInfo === "string"
  );
}

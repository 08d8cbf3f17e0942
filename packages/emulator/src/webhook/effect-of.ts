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
  return effectOfCode(answer.ErrorCode, answerCodes);
}

function effectOfCode(code: number, { refuse, drop, custom }: WebhookAnswerCodes): EventEffect {
  if (code === refuse) return "refused";
  if (code === drop) return "dropped";
  return custom !== undefined && code >= custom[0] && code <= custom[1] ? "refused" : "goes-on";
}

/** An answer without one of these three counts as a failure. */
function isReply(answer: unknown): answer is { readonly ErrorCode: number } {
  return (
    isObject(answer) &&
    (answer.ActionStatus === "OK" || answer.ActionStatus === "FAIL") &&
    typeof answer.ErrorCode === "number" &&
    typeof answer.ErrorInfo === "string"
  );
}

export type {
  DecidingWebhookCommand,
  WebhookAnswer,
  WebhookBody,
  WebhookCommand,
  WebhookEvent,
  WebhookQuery,
} from "./webhook-event.ts";
export type { WebhookAnswerCodes, WebhookDedupe, WebhookFacts } from "./webhook-facts.ts";
export type { WebhookMsgElement, WebhookReply } from "./webhook-reply.ts";
export type { Webhooks } from "./webhooks/webhooks.ts";

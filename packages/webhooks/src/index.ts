export type {
  DecidingWebhookCommand,
  WebhookBody,
  WebhookCommand,
  WebhookEvent,
  WebhookMsgElement,
  WebhookQuery,
} from "@chat-ip/commands";
export {
  type Allow,
  type Answer,
  type AnswerTo,
  allow,
  type Refuse,
  type Replace,
  type ReplaceableFields,
  refuse,
  replace,
} from "./answer/answers.ts";
export type { SourceAddress } from "./check/check-source.ts";
export type { QueryInput } from "./check/query-input.ts";
export type { Acceptance, Proof, Refusal, RefusalReason, Verdict } from "./check/verdict.ts";
export type { VerifyOptions } from "./check/verify-options.ts";
export { verifyWebhook, type WebhookCall } from "./check/verify-webhook.ts";
export { AllowlistSourceError, WebhookAnswerError, WebhookBodyError, WebhookOptionsError } from "./errors.ts";
export { parseJson } from "./event/parse-json.ts";
export type { BodyInput } from "./event/read-body.ts";
export type { DuplicateStore } from "./handler/duplicate-store.ts";
export { createDuplicateStore, type DuplicateStoreOptions } from "./handler/duplicates.ts";
export type {
  AnyEvent,
  EventHandler,
  EventHandlers,
  RefusedCall,
  UnknownWebhookEvent,
  WebhookContext,
  WebhookHandlerOptions,
} from "./handler/handler-options.ts";
export type { BodyRead, IncomingWebhook, WebhookResponse } from "./handler/incoming.ts";
export { createWebhookHandler, type WebhookHandler } from "./handler/webhook-handler.ts";
export { type SignWebhookOptions, signWebhook } from "./sign-webhook.ts";
export {
  type AllowlistSource,
  type AllowlistStatus,
  createAllowlistSource,
  type ListStatus,
} from "./source/allowlist-source.ts";
export {
  type ResolvedSource,
  resolveSource,
  type SourceInput,
  type SourceProblem,
} from "./source/resolve-source.ts";
export type {
  AllowlistOrigin,
  AllowlistSourceOptions,
  ListClient,
  WebhookList,
} from "./source/source-options.ts";

import type { Webhooks } from "./webhooks/webhooks.ts";

/** The name of a webhook, as the query's `CallbackCommand` has it. */
export type WebhookCommand = keyof Webhooks;

/** The body that Chat sends with a webhook. */
export type WebhookBody<Command extends WebhookCommand = WebhookCommand> = Webhooks[Command]["body"];

/** The answer that a webhook takes. */
export type WebhookAnswer<Command extends WebhookCommand = WebhookCommand> = Webhooks[Command]["answer"];

/**
 * A webhook's query. Chat sends all of it as text, in any order, and may add parameters.
 *
 * @see https://trtc.io/document/34354
 */
export interface WebhookQuery<Command extends string = string> {
  /** The app that the event belongs to. Some pages spell it `SdkAppId`, so compare the name without regard to case. */
  SdkAppid: string;
  /** The webhook's name, such as `C2C.CallbackBeforeSendMsg`. */
  CallbackCommand: Command;
  /** Always `json`, in either case. */
  contenttype?: string;
  /** Address of the user whose action caused the event, never of the server that calls you. */
  ClientIP?: string;
  /** `RESTAPI`, `Web`, `Android`, `iOS` (`IOS` in State.StateChange), `Windows`, `Mac`, `iPad`, `Unknown` or a newer one. */
  OptPlatform?: string;
  /** Lower-case hex of SHA-256 over your token followed by `RequestTime`. Only with authentication switched on. */
  Sign?: string;
  /** When Chat signed the call, in seconds since 1970. Only with authentication switched on. */
  RequestTime?: string;
}

/** A webhook's call. Narrow it by `CallbackCommand`, and `body` and `query` follow. */
export type WebhookEvent<Command extends WebhookCommand = WebhookCommand> = {
  [Name in Command]: {
    readonly CallbackCommand: Name;
    readonly query: WebhookQuery<Name>;
    readonly body: Webhooks[Name]["body"];
  };
}[Command];

/** The webhooks whose answer Chat uses. For all others, answer with `ErrorCode` 0. */
export type DecidingWebhookCommand = {
  [Name in WebhookCommand]: Webhooks[Name]["decides"] extends true ? Name : never;
}[WebhookCommand];

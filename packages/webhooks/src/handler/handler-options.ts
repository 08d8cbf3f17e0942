import type { Matcher, Prefix } from "@chat-ip/allowlist";
import type { WebhookCommand, WebhookEvent, WebhookQuery } from "@chat-ip/commands";
import type { Answer, AnswerTo } from "../answer/answers.ts";
import type { Refusal } from "../check/verdict.ts";
import type { VerifyOptions } from "../check/verify-options.ts";
import type { DuplicateStore } from "./duplicate-store.ts";

/** A webhook that this package doesn't know: newer than the package, or of another product. */
export interface UnknownWebhookEvent {
  /** The webhook's name, as the query has it. */
  readonly CallbackCommand: string;
  /** The query of the call. */
  readonly query: WebhookQuery;
  /** The body as it came. Nothing in it is checked. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** Any event. Narrow it by `CallbackCommand`. */
export type AnyEvent = WebhookEvent | UnknownWebhookEvent;

/** What a handler gets besides the event. */
export interface WebhookContext {
  /** The app that the event belongs to. */
  readonly sdkAppId: number;
  /** The address that the call came from. */
  readonly source: string | undefined;
  /** Aborts when the answer is due, whether you are done or not. */
  readonly signal: AbortSignal;
}

/** Handles an event. The answer must come within `answerWithinMs`; returning nothing allows. */
export type EventHandler<Event, Reply extends Answer> = (
  event: Event,
  context: WebhookContext,
  // biome-ignore lint/suspicious/noConfusingVoidType: a handler without an answer has no return statement.
) => Reply | void | Promise<Reply | void>;

/** A handler for each webhook, by its `CallbackCommand`. */
export type EventHandlers = {
  readonly [Command in WebhookCommand]?: EventHandler<WebhookEvent<Command>, AnswerTo<Command>>;
};

/** A call that was refused, or in mode `"report"` would have been. */
export interface RefusedCall {
  /** Why it was refused. */
  readonly refusal: Refusal;
  /** `false` in mode `"report"`: the call was let in. */
  readonly enforced: boolean;
  /** Where it came from, if that is known. */
  readonly source: string | undefined;
  /** The query's `CallbackCommand`, if it looks like one. */
  readonly command: string | undefined;
}

/** Options of `createWebhookHandler`. */
export interface WebhookHandlerOptions extends VerifyOptions {
  /** What to do with each webhook. Those that aren't here are answered with `ErrorCode` 0. */
  readonly on: EventHandlers;
  /** Gets every webhook that `on` has no handler for, those that the package doesn't know included. */
  readonly otherwise?: EventHandler<AnyEvent, Answer> | undefined;
  /** Your own proxies: prefixes, or a matcher. Default: none; then the connection's address counts. */
  readonly trustedProxies?: readonly Prefix[] | Matcher | undefined;
  /** The header that your proxies write. Only read if the peer is a trusted proxy. Default: `x-forwarded-for`. */
  readonly forwardedHeader?: string | undefined;
  /** When to answer without waiting for the handler any longer; Chat hangs up after 2,000 ms. Default: 1,500. */
  readonly answerWithinMs?: number | undefined;
  /** The answer for an event whose handler takes too long. Default: `allow()`, as Chat does without an answer. */
  readonly onLate?: ((event: AnyEvent) => Answer) | undefined;
  /**
   * Gets what your handlers throw, and what is wrong with their answers. What it returns is the answer, unless one was sent
   * already. The event is `null` if there is none, because the body can't be used. Default: `console.error`, and `allow()`.
   */
  readonly onError?:
    | ((
        error: unknown,
        event: AnyEvent | null,
        // biome-ignore lint/suspicious/noConfusingVoidType: as above.
      ) => Answer | void)
    | undefined;
  /**
   * Gets every call that was refused, and with `mode: "report"` those that would have been. Default: `console.warn`, once a
   * minute for each reason.
   */
  readonly onRefused?: ((call: RefusedCall) => void) | undefined;
  /** The largest body that is read, in bytes. Default: 1,048,576: a disbanded group lists all of its members. */
  readonly maxBodyBytes?: number | undefined;
  /**
   * Handle an after webhook only once, though Chat may send it again. `true` remembers the last 10,000 events for ten minutes in
   * memory; give a store of your own to share it between servers. Default: `false`.
   */
  readonly deduplicate?: boolean | DuplicateStore | undefined;
}

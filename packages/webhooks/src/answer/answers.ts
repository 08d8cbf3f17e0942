import type { DecidingWebhookCommand, WebhookAnswer, WebhookCommand, WebhookReply } from "@chat-ip/commands";

/** Let it happen, unchanged. */
export interface Allow {
  /** Says which answer it is. */
  readonly kind: "allow";
}

/** Don't let it happen. */
export interface Refuse {
  /** Says which answer it is. */
  readonly kind: "refuse";
  /** `null` for the webhook's usual code. */
  readonly code: number | null;
  /** The reason, sent as `ErrorInfo`. */
  readonly info: string;
}

/** Let it happen, with these fields in the answer. */
export interface Replace<Fields extends object = object> {
  /** Says which answer it is. */
  readonly kind: "replace";
  /** Fields of the answer, such as `MsgBody`. */
  readonly fields: Fields;
}

/** What an answer to a webhook may carry besides the three fields that every answer has. */
export type ReplaceableFields<Command extends WebhookCommand> = Partial<
  Omit<WebhookAnswer<Command>, keyof WebhookReply>
>;

/** The answers that a webhook takes: those that decide something, where the webhook does. */
export type AnswerTo<Command extends WebhookCommand> = Command extends DecidingWebhookCommand
  ?
      | Allow
      | Refuse
      | ([keyof ReplaceableFields<Command>] extends [never] ? never : Replace<ReplaceableFields<Command>>)
  : Allow;

/** Any answer. One that doesn't fit its webhook is reported, and replaced by the nearest that does. */
export type Answer = Allow | Refuse | Replace;

const allowed: Allow = Object.freeze({ kind: "allow" });

/** Lets it happen. So does returning nothing. */
export function allow(): Allow {
  return allowed;
}

/**
 * Refuses. Which codes there are depends on the webhook:
 *
 * | code | where | what happens |
 * | --- | --- | --- |
 * | none or 1 | all that decide | refused; the user gets the vendor's code (20006 one-to-one, 10016 group) |
 * | 2 | messages | dropped, while the sender sees success |
 * | 120001–130000 | one-to-one messages | refused; the user gets this code and `info` |
 * | 10100–10200 | groups and their messages | refused; the user gets this code and `info` |
 * | 38000–39000 | friend requests | refused for every friend asked for; use `replace({ ResultItem })` to decide for each |
 *
 * A code that the webhook doesn't take is sent as its usual one, and reported to `onError`.
 *
 * @param info the reason in words, which the user's client may get
 */
export function refuse(code: number | null = null, info = ""): Refuse {
  return { kind: "refuse", code, info };
}

/**
 * Lets it happen with other content: `{ MsgBody }` or `{ CloudCustomData }` for messages, `{ RefusedMembers_Account }` for
 * invitations, `{ ResultItem }` for friend requests, `{ RspData }` for chatbot signals.
 */
export function replace<Fields extends object>(fields: Fields): Replace<Fields> {
  return { kind: "replace", fields };
}

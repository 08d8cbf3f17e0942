/** What `ErrorCode` in the answer to a webhook does. Codes that a webhook doesn't document are absent. */
export interface WebhookAnswerCodes {
  /** Goes on. */
  readonly allow: 0;
  /** Refuses with the vendor's own code and text for the user. */
  readonly refuse?: 1;
  /** Drops a message while its sender sees success. */
  readonly drop?: 2;
  /** Goes on, and ignores the rest of the answer. */
  readonly ignore?: 1;
  /** First and last code of the range that refuses and hands your code and `ErrorInfo` to the client. */
  readonly custom?: readonly [first: number, last: number];
  /** For webhooks that ask about several users at once: each has a code of its own in a list of the answer. */
  readonly perItem?: {
    readonly list: string;
    readonly field: string;
    readonly allow: 0;
    readonly refuse: readonly [first: number, last: number];
  };
}

/** Which fields tell two calls about the same event from calls about two events. Absent fields count as empty. */
export interface WebhookDedupe {
  /** Name of the list whose items are one event each. Absent: the body is one event. */
  readonly each?: string;
  /** The fields of the event, by name. */
  readonly fields: readonly string[];
}

/** What is known of a webhook besides its types. */
export interface WebhookFacts {
  /** Section of the vendor's navigation, or `"Beyond the navigation"`. */
  readonly section: string;
  /** Title of the vendor's page. */
  readonly page: string;
  /** `"before"`: sent before it happens. `"after"`: it has happened. */
  readonly stage: "before" | "after";
  /** Does Chat use the answer? If not, answer with `ErrorCode` 0. */
  readonly decides: boolean;
  /** What the answer's `ErrorCode` does; `null` where Chat ignores it. */
  readonly answerCodes: WebhookAnswerCodes | null;
  /** What else an answer may carry, such as a replacement for `MsgBody`. */
  readonly answerFields: readonly string[];
  /** Does the body repeat `CallbackCommand`? If so, it has to agree with the query. */
  readonly commandInBody: boolean;
  /** How to spot a repeated call; `null` if no field identifies the event (then compare a hash of the body). */
  readonly dedupe: WebhookDedupe | null;
  /** Address of the vendor's page; `null` if it isn't known. */
  readonly vendorPage: string | null;
  /** How sure the types are: confirmed by two sources, by one, or a guess. */
  readonly confidence: "two sources agree" | "one source" | "guess";
}

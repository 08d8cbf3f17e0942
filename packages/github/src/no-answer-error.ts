import type { NoAnswer } from "@chat-ip/sync";

/** A request was given up because it can't get an answer from GitHub. */
export class NoAnswerError extends Error {
  override readonly name = "NoAnswerError" as const;
  readonly why: NoAnswer;

  constructor(why: NoAnswer, options?: ErrorOptions) {
    super(why.kind, options);
    this.why = why;
  }
}

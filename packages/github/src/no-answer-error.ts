import type { NoAnswer } from "@chat-ip/sync";

/** A request was given up, since no answer of GitHub's can come of it. */
export class NoAnswerError extends Error {
  override readonly name = "NoAnswerError" as const;
  readonly why: NoAnswer;

  constructor(why: NoAnswer, options?: ErrorOptions) {
    super(why.kind, options);
    this.why = why;
  }
}

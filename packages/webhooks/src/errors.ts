/** Options can't be used. `problems` lists everything that is wrong with them. */
export class WebhookOptionsError extends Error {
  override readonly name = "WebhookOptionsError";
  /** What is wrong, each in a sentence. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The webhook options can't be used: ${problems.join(" ")}`);
    this.problems = problems;
  }
}

/** The body of a verified call can't be used, or something read it before the handler could. */
export class WebhookBodyError extends Error {
  override readonly name = "WebhookBodyError";
}

/** Your handler's answer doesn't fit the webhook. The message says what was sent instead. */
export class WebhookAnswerError extends Error {
  override readonly name = "WebhookAnswerError";
  /** The webhook, such as `C2C.CallbackBeforeSendMsg`. */
  readonly command: string;

  constructor(command: string, problem: string) {
    super(`${command}: ${problem}`);
    this.command = command;
  }
}

/** An allowlist could not be refreshed. The last good list stays in use. */
export class AllowlistSourceError extends Error {
  override readonly name = "AllowlistSourceError";
  /** The list, such as `webhook-china`, or the file name or URL without its query. */
  readonly list: string;

  constructor(list: string, problem: string, cause?: unknown) {
    super(`${list}: ${problem}`, cause === undefined ? undefined : { cause });
    this.list = list;
  }
}

import { type ExitCode, exitCodes } from "./exit-codes.ts";

/** What a person reads about a problem: what is wrong, why, and what to do. */
export interface Message {
  readonly what: string;
  readonly why?: string | undefined;
  readonly remedy?: string | undefined;
  /** Text to paste. */
  readonly snippet?: string | undefined;
}

/** A command can't go on. `messages` say why, all problems at once; none of them holds a secret. */
export class CliError extends Error {
  override readonly name = "CliError";
  readonly exitCode: ExitCode;
  readonly messages: readonly Message[];

  constructor(exitCode: ExitCode, messages: readonly Message[], cause?: unknown) {
    super(messages.map(({ what }) => what).join(" "), cause === undefined ? undefined : { cause });
    this.exitCode = exitCode;
    this.messages = messages;
  }
}

/** The error for a command line, environment or config file that can't be used. */
export function usageError(...messages: readonly Message[]): CliError {
  return new CliError(exitCodes.usage, messages);
}

/** The error for something that failed on the way. */
export function failure(message: Message, cause?: unknown): CliError {
  return new CliError(exitCodes.error, [message], cause);
}

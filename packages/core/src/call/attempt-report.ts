import type { ListName } from "../lists.ts";

/** One attempt of a call, as `onAttempt` is told of it. Holds no secret, no URL and no text of the server's. */
export interface AttemptReport {
  /** The command, such as `ConfigSvc/GetIPList`. */
  readonly command: string;
  /** The list that was asked for; `null` for other commands. */
  readonly list: ListName | null;
  readonly host: string;
  /** 1 for the first attempt of a call. */
  readonly attempt: number;
  /** From handing the request over until its end, without waits before it. */
  readonly durationMs: number;
  readonly outcome: "ok" | "api-error" | "network-error" | "response-error" | "aborted";
  /** The code of the API, where there is one. */
  readonly code: number | null;
  /** The pause before the next attempt of the call; `null` when this was its last. */
  readonly retryAfterMs: number | null;
}

export type OnAttempt = (report: AttemptReport) => void;

/**
 * Tells an observer of an attempt. What it throws, or rejects with, must not change the outcome of the call that it
 * observes, and is shown as a warning of the process instead.
 */
export function tell(onAttempt: OnAttempt | null, report: AttemptReport): void {
  if (onAttempt === null) return;
  const warn = (error: unknown): void => {
    const name = error instanceof Error ? error.name : typeof error;
    process.emitWarning(`onAttempt threw: ${name}`, { code: "CHAT_IP_ON_ATTEMPT" });
  };
  try {
    const returned: unknown = onAttempt(report);
    // An async function fits the type too; its rejection would go unhandled.
    if (returned instanceof Promise) returned.catch(warn);
  } catch (error) {
    warn(error);
  }
}

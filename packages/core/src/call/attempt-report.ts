import type { ListName } from "../lists.ts";

/** One attempt of a call. Holds no secret, no URL and no text from the server. */
export interface AttemptReport {
  /** The command, such as `ConfigSvc/GetIPList`. */
  readonly command: string;
  /** The list, or `null` for other commands. */
  readonly list: ListName | null;
  /** The host that was asked, with its port if that is unusual. */
  readonly host: string;
  /** 1 for the first attempt of a call. */
  readonly attempt: number;
  /** How long the request took, without the waits before it. */
  readonly durationMs: number;
  /** How the attempt ended. */
  readonly outcome: "ok" | "api-error" | "network-error" | "response-error" | "aborted";
  /** The API's code: 0 for success, `null` if there is none. */
  readonly code: number | null;
  /** The pause before the next attempt, or `null` if this was the last. */
  readonly retryAfterMs: number | null;
}

/** Called after every attempt, also those that are repeated. */
export type OnAttempt = (report: AttemptReport) => void;

/**
 * Calls an observer with an attempt. If it throws or rejects, that must not change the outcome of the call, so it becomes
 * a warning of the process.
 */
export function tell(who: "onAttempt" | "logger", observer: OnAttempt | null, report: AttemptReport): void {
  if (observer === null) return;
  const warn = (error: unknown): void => {
    const name = error instanceof Error ? error.name : typeof error;
    process.emitWarning(`${who} threw: ${name}`, { code: "CHAT_IP_ON_ATTEMPT" });
  };
  try {
    const returned: unknown = observer(report);
    // An async function fits the type too, and its rejection would be unhandled.
    if (returned instanceof Promise) returned.catch(warn);
  } catch (error) {
    warn(error);
  }
}

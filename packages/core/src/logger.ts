import type { AttemptReport } from "./call/attempt-report.ts";

type Log = (message: string, fields: object) => void;

/** What a client logs to; `console` is one, and so is pino with the arguments swapped. Missing methods are skipped. */
export interface Logger {
  /** Every request that succeeded. */
  readonly debug?: Log | undefined;
  /** Nothing yet. */
  readonly info?: Log | undefined;
  /** A request that failed and is sent again. */
  readonly warn?: Log | undefined;
  /** A call that failed. */
  readonly error?: Log | undefined;
}

/** Logs an attempt at the level that fits how it ended. Holds no secret, since a report doesn't. */
export function logAttempt(logger: Logger, report: AttemptReport): void {
  const { command, list, host, attempt, outcome, code, retryAfterMs, durationMs } = report;
  const what = `${command}${list === null ? "" : ` (${list})`} on ${host}, attempt ${attempt}`;
  const took = `after ${Math.round(durationMs)} ms`;
  if (outcome === "ok" || outcome === "aborted") {
    logger.debug?.(`${what}: ${outcome === "ok" ? "succeeded" : "aborted"} ${took}`, report);
    return;
  }
  const failed = `${what}: ${code === null ? outcome : `${outcome} ${code}`} ${took}`;
  if (retryAfterMs === null) logger.error?.(failed, report);
  else logger.warn?.(`${failed}, trying again in ${Math.round(retryAfterMs)} ms`, report);
}

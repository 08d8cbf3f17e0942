import type { Logger } from "../logger.ts";
import type { AttemptReport } from "./attempt-report.ts";

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

import type { Message } from "./message.ts";

/** A run that a schedule started, on the base. */
export interface ScheduledRun {
  /** Is the repository public? `null` where the host doesn't say. */
  readonly isPublic: boolean | null;
}

/**
 * GitHub turns off the schedules of a public repository after so many days without activity.
 * @see https://docs.github.com/en/actions/how-tos/manage-workflow-runs/disable-and-enable-workflows (read 2026-11-26)
 */
const quietDaysAllowed = 60;
/** Early enough for somebody to read it in time. */
const warnFromDays = 45;
const dayMs = 86_400_000;

/**
 * Warns before the schedule of this very run ends, by the age of the base's newest commit: anybody's, this Action's included.
 *
 * @returns `null` if no warning is needed: the commit is younger, the repository is private, or the date isn't known
 */
export function warnOfQuiet(
  { isPublic }: ScheduledRun,
  {
    base,
    committedAt,
    now,
  }: { readonly base: string; readonly committedAt: number | null; readonly now: number },
): Message | null {
  if (isPublic === false || committedAt === null) return null;
  const days = Math.floor((now - committedAt) / dayMs);
  if (!(days >= warnFromDays)) return null;
  return { id: "schedule-ends", base, days, daysLeft: Math.max(quietDaysAllowed - days, 0), isPublic };
}

import { expect, it } from "vitest";
import { warnOfQuiet } from "./quiet-schedule.ts";

const now = Date.UTC(2026, 10, 26, 6, 17);
const dayMs = 86_400_000;
const ago = (days: number): number => now - days * dayMs;

it.each([
  ["of today", ago(0), null],
  ["of 44 days ago", ago(44), null],
  ["a second short of 45 days", ago(45) + 1000, null],
  ["of 45 days ago", ago(45), { days: 45, daysLeft: 15 }],
  ["of 59 days ago", ago(59.9), { days: 59, daysLeft: 1 }],
  ["of 60 days ago", ago(60), { days: 60, daysLeft: 0 }],
  ["of two years ago", ago(730), { days: 730, daysLeft: 0 }],
  ["from the future", ago(-3), null],
  ["with a date that can't be read", Number.NaN, null],
  ["without a date", null, null],
])("a newest commit %s", (_what, committedAt, warning) => {
  const message = warning && { id: "schedule-ends", base: "main", isPublic: true, ...warning };
  expect(warnOfQuiet({ isPublic: true }, { base: "main", committedAt, now })).toEqual(message);
});

it.each([
  ["public", true, true],
  ["private", false, false],
  ["of unknown visibility", null, true],
])("a repository that is %s", (_what, isPublic, warns) => {
  const message = warnOfQuiet({ isPublic }, { base: "main", committedAt: ago(50), now });
  expect(message !== null).toBe(warns);
  if (message !== null) expect(message).toMatchObject({ isPublic });
});

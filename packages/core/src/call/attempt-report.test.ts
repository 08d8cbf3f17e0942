import { once } from "node:events";
import { expect, test } from "vitest";
import { type AttemptReport, tell } from "./attempt-report.ts";

const report: AttemptReport = {
  command: "ConfigSvc/GetIPList",
  list: "all",
  host: "main.example",
  attempt: 1,
  durationMs: 7,
  outcome: "ok",
  code: 0,
  retryAfterMs: null,
};

test("passes the report on", () => {
  const told: AttemptReport[] = [];
  tell("onAttempt", (each) => told.push(each), report);
  tell("onAttempt", null, report);
  expect(told).toEqual([report]);
});

test.each([
  [
    "throws",
    () => {
      throw new TypeError("hush");
    },
  ],
  ["rejects", () => Promise.reject(new TypeError("hush"))],
])("turns what an observer %s into a warning of the process", async (_how, onAttempt) => {
  const warned = once(process, "warning");
  tell("onAttempt", onAttempt, report);
  const [warning] = (await warned) as [Error];
  expect(warning.message).toBe("onAttempt threw: TypeError");
});

import type { RunContext } from "@chat-ip/sync";
import { type JsonReport, renderJsonReport } from "./json-report.ts";
import { type InputProblem, inputProblemText } from "./words/input-problem.ts";
import { wordsOf } from "./words/words-of.ts";

/** What is known of a run that could not begin. */
export type KnownContext = Pick<
  RunContext,
  "repository" | "serverUrl" | "runUrl" | "startedAt" | "version" | "program"
>;

/** The report for programs of a run that could not begin, since its inputs are wrong: its error lists them, a line each, in English. */
export function renderProblemsReport(problems: readonly InputProblem[], known: KnownContext): JsonReport {
  const { inputs } = wordsOf("en");
  const report = renderJsonReport({
    context: {
      ...known,
      runNumber: null,
      source: { endpoint: "" },
      sdkAppId: 0,
      path: "",
      base: "",
      branch: "",
      mode: "pull-request",
      tokenKind: "unknown",
      autoMerge: "none",
      language: "en",
    },
    lists: [],
    carried: [],
    graded: { grade: null, reasons: [] },
    listsMayMerge: false,
    pullRequest: null,
    error: null,
    warnings: [],
    durationMs: 0,
  });
  const message = problems.map((problem) => inputProblemText(inputs, problem)).join("\n");
  return { ...report, error: { message, pullRequest: null } };
}

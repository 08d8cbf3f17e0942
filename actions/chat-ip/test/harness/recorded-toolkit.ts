import type { Toolkit } from "../../src/toolkit.ts";
import type { ActionRun } from "./run-action.ts";

/** What a run says, as the runner's toolkit would have written it. */
export type Said = Pick<ActionRun, "exitCode" | "outputs" | "log" | "summary" | "report">;

const escapeMessage = (text: string): string =>
  text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

const escapeProperty = (text: string): string =>
  escapeMessage(text).replaceAll(":", "%3A").replaceAll(",", "%2C");

/** A toolkit that keeps what a run within this process says, where the runner's writes to its process and to files. */
export function createRecordedToolkit(): { toolkit: Toolkit; said(): Said } {
  const lines: string[] = [];
  const outputs: Record<string, string> = {};
  let exitCode: number | null = null;
  let report: unknown = null;
  let summary = "";
  const annotate =
    (level: string): Toolkit["error"] =>
    (message, { title = "" } = {}) => {
      const properties = title === "" ? "" : ` title=${escapeProperty(title)}`;
      lines.push(`::${level}${properties}::${escapeMessage(String(message))}`);
    };
  const toolkit: Toolkit = {
    info: (message) => void lines.push(message),
    notice: annotate("notice"),
    warning: annotate("warning"),
    error: annotate("error"),
    startGroup: (name) => void lines.push(`::group::${name}`),
    endGroup: () => void lines.push("::endgroup::"),
    setOutput(name, value) {
      outputs[name] = typeof value === "string" ? value : JSON.stringify(value);
    },
    setExitCode(code) {
      exitCode = code;
    },
    async writeReport(json) {
      report = JSON.parse([...json].join(""));
      return "report.json";
    },
    async writeSummary(markdown) {
      summary += `${markdown}\n`;
    },
  };
  return {
    toolkit,
    said: () => ({ exitCode, outputs, log: lines.map((line) => `${line}\n`).join(""), summary, report }),
  };
}

import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as core from "@actions/core";

/** Where a run reports: to the runner, through its toolkit. Tests replace it. */
export interface Toolkit
  extends Pick<
    typeof core,
    "info" | "notice" | "warning" | "error" | "startGroup" | "endGroup" | "setOutput"
  > {
  setExitCode(code: number): void;
  /** Writes the JSON report into a folder, by default the system's for temporary files. @returns its path */
  writeReport(json: Iterable<string>, folder: string | null): Promise<string>;
  /** Outside a runner there is no summary to write to. */
  writeSummary(markdown: string): Promise<void>;
}

export const runnerToolkit: Toolkit = {
  info: core.info,
  notice: core.notice,
  warning: core.warning,
  error: core.error,
  startGroup: core.startGroup,
  endGroup: core.endGroup,
  setOutput: core.setOutput,
  setExitCode(code) {
    process.exitCode = code;
  },
  async writeReport(json, folder) {
    const path = join(folder ?? tmpdir(), `chat-ip-report-${process.pid}.json`);
    await writeFile(path, json);
    return path;
  },
  async writeSummary(markdown) {
    if (process.env.GITHUB_STEP_SUMMARY) await core.summary.addRaw(markdown, true).write();
  },
};

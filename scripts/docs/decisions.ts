import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { findFiles } from "../find-files.ts";

export interface Decision {
  readonly file: string;
  readonly number: string;
  readonly title: string;
}

/**
 * Reads the first line of a decision, such as `# 001: What a run reads first`.
 *
 * @returns `null` if it has another form, or another number than the file's name
 */
export function readDecision(file: string, text: string): Decision | null {
  const [, number = "", title = ""] = /^# (\d{3}): (.+)/.exec(text) ?? [];
  return number !== "" && file.startsWith(`${number}-`) ? { file, number, title } : null;
}

/** Reads all decisions of the repository at `root`, by their numbers. */
export async function readDecisions(
  root: string,
): Promise<{ decisions: readonly Decision[]; problems: readonly string[] }> {
  const decisions: Decision[] = [];
  const problems: string[] = [];
  for (const path of (await findFiles(root, "docs/decisions/[0-9]*.md")).sort()) {
    const decision = readDecision(basename(path), await readFile(join(root, path), "utf8"));
    if (decision === null)
      problems.push(`${path}: its first line must be “# NNN: Title”, with the number of its name`);
    else if (decisions.some(({ number }) => number === decision.number)) {
      problems.push(`${path}: another decision has the number ${decision.number}`);
    } else decisions.push(decision);
  }
  return { decisions, problems };
}

/** A table of the decisions, each with a link to its page beside it. */
export function decisionsTable(decisions: readonly Decision[]): string {
  const rows = decisions.map(
    ({ file, number, title }) => `| [${number}](${file}) | ${title.replaceAll("|", "\\|")} |`,
  );
  return ["| | Decision |", "| --- | --- |", ...rows].join("\n");
}

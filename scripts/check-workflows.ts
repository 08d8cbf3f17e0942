// Checks every workflow, action.yml and issue form: actionlint, the language service of GitHub's editor, and own rules.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { findFiles } from "./find-files.ts";
import { type CheckResult, reportProblems, repositoryRoot } from "./report-problems.ts";
import { readActionMetadata } from "./workflows/action-metadata.ts";
import { lintWithActionlint } from "./workflows/actionlint.ts";
import { checkIssueForm } from "./workflows/issue-form.ts";
import { lintWithLanguageService } from "./workflows/language-service.ts";
import { checkPinsAgree, checkPolicy, type Pin } from "./workflows/policy.ts";

/** Checks the files of the repository at `root`. */
export async function checkWorkflows(root: string): Promise<CheckResult> {
  const problems: string[] = [];
  const pins: Pin[] = [];
  const read = (path: string) => readFile(join(root, path), "utf8");
  const find = (pattern: string) => findFiles(root, pattern);

  const workflows = await find(".github/workflows/*.{yml,yaml}");
  for (const path of workflows) {
    const text = await read(path);
    const policy = checkPolicy(path, text);
    pins.push(...policy.pins);
    problems.push(
      ...(await lintWithActionlint(path, text)),
      ...(await lintWithLanguageService(path, text)),
      ...policy.problems,
    );
  }
  problems.push(...checkPinsAgree(pins));

  const actions = await find("actions/*/action.yml");
  for (const path of actions) {
    const text = await read(path);
    problems.push(...(await lintWithLanguageService(path, text)), ...readActionMetadata(path, text).problems);
  }

  const forms = (await find(".github/ISSUE_TEMPLATE/*.yml")).filter((path) => !path.endsWith("/config.yml"));
  for (const path of forms) problems.push(...checkIssueForm(path, await read(path)));

  for (const path of await find(".github/{dependabot.yml,ISSUE_TEMPLATE/config.yml}")) {
    try {
      parse(await read(path));
    } catch (error) {
      problems.push(`${path}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  if (workflows.length === 0) problems.push(".github/workflows holds no workflow");
  if (actions.length === 0) problems.push("actions/ holds no action.yml");
  const summary = `workflows: ${workflows.length} workflows, ${actions.length} action, ${forms.length} issue forms, ${pins.length} pinned actions`;
  return { summary, problems };
}

if (import.meta.main) reportProblems(await checkWorkflows(repositoryRoot));

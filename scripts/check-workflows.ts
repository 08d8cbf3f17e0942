// Checks every workflow, action.yml and issue form with actionlint, the language service of GitHub's editor, and our own rules.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { findFiles } from "./find-files.ts";
import { type CheckResult, reportProblems, repositoryRoot } from "./report-problems.ts";
import { actionPath, readActionMetadata } from "./workflows/action-metadata.ts";
import { checkIssueForm } from "./workflows/issue-form.ts";
import { lintWithLanguageService } from "./workflows/language-service.ts";
import { lintWorkflow } from "./workflows/lint-workflow.ts";
import { checkPedantic } from "./workflows/pedantic.ts";
import { checkPinsAgree, type Pin } from "./workflows/policy.ts";

/** Checks the files of the repository at `root`. */
export async function checkWorkflows(root: string): Promise<CheckResult> {
  const pins: Pin[] = [];
  const read = (path: string) => readFile(join(root, path), "utf8");

  const actionText = await read(actionPath);
  const action = readActionMetadata(actionPath, actionText);
  const problems = [...action.problems, ...(await lintWithLanguageService(actionPath, actionText))];

  const workflows = await findFiles(root, "{,examples/*/}.github/workflows/*.{yml,yaml}");
  for (const path of workflows) {
    const text = await read(path);
    const found = await lintWorkflow(path, text, action);
    problems.push(...found.problems, ...checkPedantic(path, text));
    pins.push(...found.pins);
  }
  problems.push(...checkPinsAgree(pins));

  const forms = (await findFiles(root, ".github/ISSUE_TEMPLATE/*.yml")).filter(
    (path) => !path.endsWith("/config.yml"),
  );
  for (const path of forms) problems.push(...checkIssueForm(path, await read(path)));

  for (const path of await findFiles(root, ".github/{dependabot.yml,ISSUE_TEMPLATE/config.yml}")) {
    try {
      parse(await read(path));
    } catch (error) {
      problems.push(`${path}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  if (workflows.length === 0) problems.push(".github/workflows contains no workflow");
  const summary = `workflows: ${workflows.length} workflows, action.yml, ${forms.length} issue forms, ${pins.length} pinned actions`;
  return { summary, problems };
}

if (import.meta.main) reportProblems(await checkWorkflows(repositoryRoot));

import type { ActionMetadata } from "./action-metadata.ts";
import { lintWithActionlint } from "./actionlint.ts";
import { lintWithLanguageService } from "./language-service.ts";
import { checkOwnActionInputs } from "./own-action-inputs.ts";
import { checkPolicy, type PolicyResult } from "./policy.ts";

/**
 * Runs all checks of one workflow, in a file or in a document.
 *
 * @param action metadata of the project's Action, for the steps that use it
 */
export async function lintWorkflow(
  path: string,
  text: string,
  action: ActionMetadata,
): Promise<PolicyResult> {
  const policy = checkPolicy(path, text);
  const problems = [
    ...(await lintWithActionlint(path, text)),
    ...(await lintWithLanguageService(path, text)),
    ...policy.problems,
  ];
  // Text that isn't valid YAML has been reported already, and has no steps to check.
  if (problems.length === 0) problems.push(...checkOwnActionInputs(path, text, action));
  return { problems, pins: policy.pins };
}

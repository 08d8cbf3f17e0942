import type { ActionMetadata } from "./action-metadata.ts";
import { lintWithActionlint } from "./actionlint.ts";
import { lintWithLanguageService } from "./language-service.ts";
import { checkOwnActionInputs } from "./own-action-inputs.ts";
import { checkPolicy, type PolicyResult } from "./policy.ts";

/**
 * Everything that is checked of one workflow, in a file or in a document.
 *
 * @param action what the project's Action takes, for the steps that use it
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
  // Text that is no YAML has been reported; it has no steps to look at.
  if (problems.length === 0) problems.push(...checkOwnActionInputs(path, text, action));
  return { problems, pins: policy.pins };
}

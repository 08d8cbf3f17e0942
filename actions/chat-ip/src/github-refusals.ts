// GitHub's refusals in words that say what to do.

import { saysAbsent } from "./github-failure.ts";

/** The block that the workflow needs, as it is pasted. */
export const permissionsBlock = "permissions:\n  contents: write\n  pull-requests: write";

/** GitHub's words on one line, shortened where they are many. */
function short(detail: string): string {
  const line = detail.replaceAll(/\s+/g, " ").trim();
  return line.length > 300 ? `${line.slice(0, 300).toWellFormed()}…` : line;
}

const quoted = (detail: string): string => (detail === "" ? "without a word" : `saying “${short(detail)}”`);

/** A sentence or two: what was refused, why, and what to do. `detail` is GitHub's text, not yet escaped. */
export function explainRefusal(route: string, status: number | null, detail: string): string {
  if (status === null) return `GitHub gave no answer to ${route} (${short(detail)}).`;
  if (status >= 500)
    return `GitHub answered ${route} with HTTP ${status}. Run the workflow again later; for github.com, https://www.githubstatus.com tells more.`;
  if (status === 401) {
    return `GitHub does not accept the token (${route}, HTTP 401). Leave the \`token\` input out to use the workflow's own, or give one that has not expired.`;
  }
  if (status === 429 || /rate limit/i.test(detail)) {
    return `GitHub's rate limit refused ${route} (HTTP ${status}).`;
  }
  if (status === 403 && /resource not accessible/i.test(detail)) {
    return `The token may not do ${route} (HTTP 403, “Resource not accessible”). Give the job these permissions:\n\n${permissionsBlock}\n\nA token of your own needs the same two: Contents and Pull requests, read and write.`;
  }
  if (status === 403)
    return `GitHub refused ${route} (HTTP 403), ${quoted(detail)}. Check what the token may do.`;
  if (status === 404 && !saysAbsent({ status, detail })) {
    return `GitHub did not find what it had told of before: ${route} (HTTP 404), ${quoted(detail)}. Run the workflow again.`;
  }
  if (status === 404) {
    return `GitHub finds nothing at ${route} (HTTP 404). Either the repository, base or branch is not there, or the token may not see it; the job needs:\n\n${permissionsBlock}`;
  }
  return `GitHub refused ${route} (HTTP ${status}), ${quoted(detail)}.`;
}

/** Putting on a label that does not exist creates it, which takes a permission of its own. */
export const isNewLabel = (detail: string): boolean => /permission to create labels/i.test(detail);

/** Actions may not open pull requests: the branch is safe, and a person can open it with one click. */
export function explainNoPullRequests(web: string, base: string, branch: string): string {
  const encode = (name: string): string => name.split("/").map(encodeURIComponent).join("/");
  return [
    `GitHub Actions may not create pull requests in this repository. The branch \`${branch}\` is safe and the next run will use it.`,
    "Allow it under Settings → Actions → General → Workflow permissions, “Allow GitHub Actions to create and approve pull requests” (an organisation may have it switched off for all of its repositories), or give the `token` input a GitHub App's token.",
    `To open the pull request by hand: ${web}/compare/${encode(base)}...${encode(branch)}?expand=1`,
  ].join("\n");
}

/** A protected branch or a ruleset keeps the branch from being written. `rules` are the types that GitHub names. */
export function explainProtected(branch: string, rules: readonly string[], detail: string): string {
  const named = rules.length > 0 ? `the rules in force there are: ${rules.join(", ")}` : quoted(detail);
  return `GitHub does not let the token write the branch \`${branch}\`: it is protected, ${named}. Exempt the branch from the rule, add the token's account to those who may bypass it, or choose another \`branch\`.`;
}

/** Is this refusal of a ref about protection rather than about state? */
export const isProtection = (detail: string): boolean =>
  /protected branch|rule violation|ruleset/i.test(detail);

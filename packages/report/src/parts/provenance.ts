import type { RunContext, RunOutcome } from "@chat-ip/sync";
import { code, link, plain } from "../text/escape.ts";
import { bullets } from "../text/markdown.ts";
import { counted, utcMinute } from "../text/quantities.ts";

/** Where to make a token whose pull requests run their checks by themselves. */
const appTokenAction = "https://github.com/actions/create-github-app-token";

function askedAt(source: RunContext["source"]): string {
  return "region" in source ? `region ${code(source.region)}` : code(source.endpoint);
}

/** Who was asked for what, when, and by which run. */
export function provenance({ context, lists }: Pick<RunOutcome, "context" | "lists">): string {
  const run = context.runUrl === null ? "a run" : link("a run", context.runUrl);
  const asked = counted(lists.length, "list", "lists");
  return `Asked for ${asked} of Tencent Cloud Chat's ${code("GetIPList")} (${askedAt(context.source)}) at ${utcMinute(context.startedAt)} by ${run} in ${code(context.repository)}, and compared, address by address, with ${code(`${context.path}/`)} on ${code(context.base)}. chat-ip-action ${plain(context.version)}.`;
}

/** What a reviewer does with the pull request. */
export function nextSteps({ context }: Pick<RunOutcome, "context">): string {
  return bullets([
    `**It is right:** merge. ${code(context.base)} then has the new files, and firewalls follow when they next read them.`,
    `**It is wrong:** close this pull request. The same content is then not proposed again, unless ${code("recreate-closed")} is set; other content is.`,
    `**Addresses of your own are missing:** put them below a line ${code("# keep: reason")} in the file on ${code(context.base)}, where they survive every update. Don't edit the files on this branch: that stops its updates.`,
  ]);
}

/** Why the checks don't start by themselves, where that is so. */
export function waitingChecks({ context }: Pick<RunOutcome, "context">): string {
  if (context.tokenKind !== "actions") return "";
  return `> **The checks of this pull request wait for a person.** It was opened with the workflow's own token, so GitHub runs no workflow on it until someone with write access approves them in the merge box. With ${link("a GitHub App's token", appTokenAction)} as the ${code("token")} input they start by themselves.`;
}

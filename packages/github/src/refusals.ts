import type { ForgeMessage, GivenUp, Purpose, RequestFailed } from "@chat-ip/sync";
import type { ForgeFailure, Message } from "@chat-ip/sync/start";
import type { Failure } from "./failure.ts";

/** What each request is for, so that messages don't show REST paths. */
const purposes: Readonly<Record<string, Purpose>> = {
  "GET /user": "read-account",
  "GET /repos/{owner}/{repo}": "read-repository",
  "GET /repos/{owner}/{repo}/branches/{branch}": "read-base",
  "GET /repos/{owner}/{repo}/git/ref/{ref}": "read-branch",
  "GET /repos/{owner}/{repo}/contents/{path}": "list-allowlists",
  "GET /repos/{owner}/{repo}/git/trees/{tree_sha}": "list-files",
  "GET /repos/{owner}/{repo}/git/blobs/{file_sha}": "read-allowlist",
  "GET /repos/{owner}/{repo}/git/commits/{commit_sha}": "read-commit",
  "GET /repos/{owner}/{repo}/commits": "list-commits",
  "GET /repos/{owner}/{repo}/compare/{basehead}": "compare-branch",
  "GET /repos/{owner}/{repo}/pulls": "list-pull-requests",
  "GET /repos/{owner}/{repo}/pulls/{pull_number}": "read-pull-request",
  "GET /repos/{owner}/{repo}/issues/{issue_number}/events": "read-events",
  "GET /repos/{owner}/{repo}/issues/{issue_number}/comments": "read-comments",
  "GET /repos/{owner}/{repo}/rules/branches/{branch}": "read-rules",
  "GET /repos/{owner}/{repo}/git/matching-refs/{ref}": "read-waiting",
  "POST /repos/{owner}/{repo}/git/trees": "write-allowlists",
  "POST /repos/{owner}/{repo}/git/commits": "create-commit",
  "POST /repos/{owner}/{repo}/git/refs": "create-branch",
  "PATCH /repos/{owner}/{repo}/git/refs/{ref}": "push",
  "DELETE /repos/{owner}/{repo}/git/refs/{ref}": "delete-branch",
  "POST /repos/{owner}/{repo}/pulls": "open-pull-request",
  "PATCH /repos/{owner}/{repo}/pulls/{pull_number}": "edit-pull-request",
  "PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge": "merge",
  "GET /repos/{owner}/{repo}/commits/{ref}/check-runs": "read-checks",
  "GET /repos/{owner}/{repo}/commits/{ref}/status": "read-statuses",
  "POST /repos/{owner}/{repo}/issues/{issue_number}/comments": "comment",
  "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}": "edit-comment",
  "DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}": "delete-comment",
  "POST /repos/{owner}/{repo}/issues/{issue_number}/labels": "add-labels",
  "POST /repos/{owner}/{repo}/issues/{issue_number}/assignees": "add-assignees",
  "POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers": "request-reviewers",
};

const purposeOf = (route: string): Purpose => purposes[route] ?? "other";

/** Refusals that any request can get. */
export type FailedRequest = Extract<ForgeMessage, { readonly givenUp?: GivenUp }>;

interface Refusal extends Pick<Failure, "status" | "detail" | "noAnswer"> {
  readonly route: string;
  readonly kind: ForgeFailure;
}

/** What was refused, and why. */
export function explainRefusal(refusal: Refusal): FailedRequest {
  const { kind, route } = refusal;
  // These mean the same for every request.
  if (kind === "archived" || kind === "sso" || kind === "ip-allow-list") return { id: kind };
  return { purpose: purposeOf(route), ...requestFailed(refusal) };
}

type Told<Failed> = Failed extends unknown ? Omit<Failed, "purpose" | "givenUp"> : never;

function requestFailed({ status, detail, noAnswer, kind }: Refusal): Told<RequestFailed> {
  if (status === null) return { id: "no-answer", why: noAnswer ?? readNoAnswer(detail) };
  if (status >= 500) return { id: "server-error", status };
  if (status === 401) return { id: "token-refused" };
  if (kind === "rate-limited") return { id: "rate-limited", status };
  if (status === 403 && /resource not accessible/i.test(detail)) return { id: "no-permission" };
  if (status === 403) return { id: "forbidden", detail };
  if (kind === "passing") return { id: "not-known-yet", status, detail };
  if (status === 404) return { id: "nothing-there" };
  return { id: "request-refused", status, detail };
}

/** OpenSSL's words for a certificate that Node doesn't trust. */
const readNoAnswer = (detail: string): NonNullable<Failure["noAnswer"]> => ({
  kind: /\bcertificate\b/i.test(detail) ? "certificate" : "other",
  detail,
});

/** Adding a label that doesn't exist creates it, which needs another permission. */
export const isNewLabel = (detail: string): boolean => /permission to create labels/i.test(detail);

/** Actions may not open pull requests: the branch is safe, and a person can open it with one click. */
export function explainNoPullRequests(web: string, base: string, branch: string): Message {
  const encode = (name: string): string => name.split("/").map(encodeURIComponent).join("/");
  const compareUrl = `${web}/compare/${encode(base)}...${encode(branch)}?expand=1`;
  return { id: "may-not-open", branch, compareUrl };
}

/**
 * A new branch was refused without a reason, and its name is free. Where GitHub names no rule, classic protection is what it doesn't
 * show.
 *
 * @param rules the types that GitHub names
 */
export const explainRefusedCreation = (branch: string, rules: readonly string[], detail: string): Message =>
  rules.length > 0
    ? { id: "protected-branch", branch, rules, detail }
    : { id: "creation-refused", branch, detail };

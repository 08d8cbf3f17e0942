import type { Message } from "@chat-ip/sync";
import type { ForgeFailure } from "@chat-ip/sync/start";

// GitHub's refusals in words that say what to do.

/** The block that the workflow needs, as it is pasted. */
export const permissionsBlock = "permissions:\n  contents: write\n  pull-requests: write";

/** What a request was for, so that nobody has to read a path of the REST API. */
const purposes: Readonly<Record<string, string>> = {
  "GET /user": "read whose token it is",
  "GET /repos/{owner}/{repo}": "read the repository",
  "GET /repos/{owner}/{repo}/branches/{branch}": "read the base branch",
  "GET /repos/{owner}/{repo}/git/ref/{ref}": "read the branch",
  "GET /repos/{owner}/{repo}/contents/{path}": "list the allowlists",
  "GET /repos/{owner}/{repo}/git/trees/{tree_sha}": "list the repository's files",
  "GET /repos/{owner}/{repo}/git/blobs/{file_sha}": "read an allowlist",
  "GET /repos/{owner}/{repo}/git/commits/{commit_sha}": "read a commit",
  "GET /repos/{owner}/{repo}/commits": "list the branch's commits",
  "GET /repos/{owner}/{repo}/compare/{basehead}": "compare the branch with its base",
  "GET /repos/{owner}/{repo}/pulls": "list the pull requests",
  "GET /repos/{owner}/{repo}/pulls/{pull_number}": "read the pull request",
  "GET /repos/{owner}/{repo}/issues/{issue_number}/events": "read the pull request's events",
  "GET /repos/{owner}/{repo}/issues/{issue_number}/comments": "read the pull request's comments",
  "GET /repos/{owner}/{repo}/rules/branches/{branch}": "read the branch's rules",
  "GET /repos/{owner}/{repo}/git/matching-refs/{ref}": "read which removals wait, or list branches",
  "POST /repos/{owner}/{repo}/git/trees": "write the allowlists",
  "POST /repos/{owner}/{repo}/git/commits": "create a commit",
  "POST /repos/{owner}/{repo}/git/refs": "create the branch",
  "PATCH /repos/{owner}/{repo}/git/refs/{ref}": "push to the branch",
  "DELETE /repos/{owner}/{repo}/git/refs/{ref}": "delete the branch",
  "POST /repos/{owner}/{repo}/pulls": "open the pull request",
  "PATCH /repos/{owner}/{repo}/pulls/{pull_number}": "edit the pull request",
  "PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge": "merge the pull request",
  "GET /repos/{owner}/{repo}/commits/{ref}/check-runs": "read the checks",
  "GET /repos/{owner}/{repo}/commits/{ref}/status": "read the statuses",
  "POST /repos/{owner}/{repo}/issues/{issue_number}/comments": "comment on the pull request",
  "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}": "edit a comment",
  "DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}": "delete a comment",
  "POST /repos/{owner}/{repo}/issues/{issue_number}/labels": "add labels",
  "POST /repos/{owner}/{repo}/issues/{issue_number}/assignees": "add assignees",
  "POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers": "request reviewers",
};

export const purposeOf = (route: string): string => purposes[route] ?? "use GitHub's API";

/** GitHub's words on one line, shortened where they are many. */
function short(detail: string): string {
  const line = detail.replaceAll(/\s+/g, " ").trim();
  return line.length > 300 ? `${line.slice(0, 300).toWellFormed()}…` : line;
}

const saying = (detail: string): string =>
  detail === "" ? "GitHub gave no reason." : `GitHub says: “${short(detail)}”.`;

/** What a refusal rests on. `detail` is GitHub's text, not yet escaped. */
interface Refusal {
  readonly route: string;
  /** HTTP status; `null` where no answer came */
  readonly status: number | null;
  readonly detail: string;
  readonly kind: ForgeFailure;
}

/** What is named for what it is, whatever was asked for. */
const known: Readonly<Partial<Record<ForgeFailure, Message>>> = {
  archived: {
    what: "The repository is archived, so nothing can be written to it.",
    remedy: "Unarchive it under Settings → General, or remove this workflow.",
  },
  sso: {
    what: "The organisation requires single sign-on (SAML), and the token isn't authorised for it.",
    remedy:
      "Authorise the token for the organisation (on github.com: Settings → Developer settings → your token → Configure SSO), or leave the `token` input out to use the workflow's own token.",
  },
  "ip-allow-list": {
    what: "The organisation has an IP allow list, and this runner's address isn't on it.",
    remedy:
      "Run the job on a runner whose address is on the list, or have an owner add the address under the organisation's Settings → Authentication security.",
  },
};

export const explainPullsOff: Message = {
  what: "Pull requests are turned off in this repository.",
  remedy: "Turn them on under Settings → General → Features, or use `mode: check`, which needs none.",
};

/** OpenSSL's words for a certificate that Node doesn't trust. */
const isCertificate = (detail: string): boolean => /\bcertificate\b/i.test(detail);

const trustTheCa =
  "If your network inspects TLS, or your server's certificate is from a CA of your own, trust that CA with NODE_EXTRA_CA_CERTS.";

/** What was refused, why, and what to do. */
export function explainRefusal({ route, status, detail, kind }: Refusal): Message {
  const purpose = purposeOf(route);
  const told = known[kind];
  if (told) return told;
  if (status === null) {
    const what = `Could not ${purpose}: GitHub gave no answer (${short(detail)}).`;
    return isCertificate(detail) ? { what, remedy: trustTheCa } : { what };
  }
  if (status >= 500) {
    return {
      what: `Could not ${purpose}: GitHub answered with HTTP ${status}.`,
      remedy: "Run the workflow again later. For github.com, see https://www.githubstatus.com.",
    };
  }
  if (status === 401) {
    return {
      what: `GitHub doesn't accept the token (401, while trying to ${purpose}).`,
      remedy: "Leave the `token` input out to use the workflow's own token, or set one that has not expired.",
    };
  }
  if (kind === "rate-limited") {
    return { what: `Could not ${purpose}: GitHub's rate limit was reached (${status}).` };
  }
  if (status === 403 && /resource not accessible/i.test(detail)) {
    return {
      what: `The workflow token can't ${purpose} (403).`,
      remedy:
        "Add the permissions below to the job. A token of your own needs the same two: Contents and Pull requests, read and write.",
      snippet: permissionsBlock,
    };
  }
  if (status === 403) {
    return {
      what: `GitHub refused to ${purpose} (403).`,
      why: saying(detail),
      remedy: "Check what the token is allowed to do.",
    };
  }
  if (kind === "passing") {
    return {
      what: `Could not ${purpose}: GitHub did not find something that it had named before (${status}).`,
      why: saying(detail),
      remedy: "Run the workflow again.",
    };
  }
  if (status === 404) {
    return {
      what: `Could not ${purpose}: GitHub finds nothing there (404).`,
      why: "Either the repository, the base or the branch doesn't exist, or the token can't see it.",
      remedy: "Check the names, and that the job has the permissions below.",
      snippet: permissionsBlock,
    };
  }
  return { what: `GitHub refused to ${purpose} (${status}).`, why: saying(detail) };
}

/** A merge queue takes no merge but its own. */
export const explainMergeQueue = (number: number, base: string): Message => ({
  what: `#${number} was not merged automatically: \`${base}\` has a merge queue, and only the queue merges there.`,
  remedy: "Add the pull request to the queue by hand, or set `auto-merge: none`.",
});

/** The repository or a rule allows other ways of merging only. */
export const explainMergeMethod = (number: number, method: string): Message => ({
  what: `#${number} was not merged automatically: the repository doesn't allow \`${method}\` merges.`,
  remedy:
    "Set `merge-method` to one that it allows: see Settings → General → Pull Requests, and the rules of the base.",
});

/** Adding a label that does not exist creates it, which takes a permission of its own. */
export const isNewLabel = (detail: string): boolean => /permission to create labels/i.test(detail);

/** Actions may not open pull requests: the branch is safe, and a person can open it with one click. */
export function explainNoPullRequests(web: string, base: string, branch: string): Message {
  const encode = (name: string): string => name.split("/").map(encodeURIComponent).join("/");
  return {
    what: `GitHub Actions isn't allowed to create pull requests in this repository. The changes are on branch \`${branch}\`.`,
    remedy: `Turn on “Allow GitHub Actions to create and approve pull requests” under Settings → Actions → General (an organisation may have turned it off for all its repositories), or set the \`token\` input to a GitHub App's token. Then run again, or open the pull request yourself: ${web}/compare/${encode(base)}...${encode(branch)}?expand=1`,
  };
}

/** A ruleset or classic protection keeps the branch from being written. `rules` are the types that GitHub names. */
export function explainProtected(branch: string, rules: readonly string[], detail: string): Message {
  const named = rules.length > 0 ? `These rules apply to it: ${rules.join(", ")}.` : "";
  return {
    what: `The token can't write to the branch \`${branch}\`, because it is protected.`,
    why: [named, saying(detail)].filter((part) => part !== "").join(" "),
    remedy: `Exempt the branch under ${protectionSettings}, let the token's account bypass the rule there, or choose another \`branch\`.`,
  };
}

const protectionSettings = "Settings → Rules → Rulesets, or Settings → Branches (classic protection)";

/** A new branch was refused without a reason, and its name is free: classic protection is what GitHub doesn't show. */
export function explainRefusedCreation(branch: string, rules: readonly string[], detail: string): Message {
  if (rules.length > 0) return explainProtected(branch, rules, detail);
  return {
    what: `GitHub refused to create the branch \`${branch}\`.`,
    why: `${saying(detail)} Its name is free, so branch protection that covers new branches is the likely reason.`,
    remedy: `Check ${protectionSettings}: exempt the branch, let the token's account bypass the rule, or choose another \`branch\`.`,
  };
}

/** To git, one branch can't be the folder of another. */
export const explainNameClash = (branch: string, other: string): Message => ({
  what: `The branch \`${branch}\` can't be created.`,
  why: `There is a branch \`${other}\`, and git can't have both.`,
  remedy: "Choose another `branch`, or delete or rename that one.",
});

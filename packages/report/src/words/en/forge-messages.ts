import type { ForgeMessage, GivenUp, NoAnswer, Purpose } from "@chat-ip/sync";
import { quantitiesOf } from "../../text/quantities.ts";
import { type MessageText, type MessageWords, onOneLine, permissionsBlock } from "../message-words.ts";

const purposes: Readonly<Record<Purpose, string>> = {
  "read-account": "read the token's account",
  "read-repository": "read the repository",
  "read-base": "read the base branch",
  "read-branch": "read the branch",
  "list-allowlists": "list the allowlists",
  "list-files": "list the repository's files",
  "read-allowlist": "read an allowlist",
  "read-commit": "read a commit",
  "list-commits": "list the branch's commits",
  "compare-branch": "compare the branch with its base",
  "list-pull-requests": "list the pull requests",
  "read-pull-request": "read the pull request",
  "read-events": "read the pull request's events",
  "read-comments": "read the pull request's comments",
  "read-rules": "read the branch's rules",
  "read-waiting": "read the waiting removals, or list branches",
  "write-allowlists": "write the allowlists",
  "create-commit": "create a commit",
  "create-branch": "create the branch",
  push: "push to the branch",
  "delete-branch": "delete the branch",
  "open-pull-request": "open the pull request",
  "edit-pull-request": "edit the pull request",
  merge: "merge the pull request",
  "read-checks": "read the checks",
  "read-statuses": "read the statuses",
  comment: "comment on the pull request",
  "edit-comment": "edit a comment",
  "delete-comment": "delete a comment",
  "add-labels": "add labels",
  "add-assignees": "add assignees",
  "request-reviewers": "request reviewers",
  other: "use GitHub's API",
};

const saying = (detail: string): string =>
  detail === "" ? "GitHub gave no reason." : `GitHub says: “${onOneLine(detail)}”.`;

function noAnswer(why: NoAnswer): string {
  switch (why.kind) {
    case "timeout":
      return `it took longer than ${why.seconds} s`;
    case "connection-ended":
      return "the connection ended without an answer";
    case "endless-redirects":
      return "it redirects without end";
    case "other-host":
      return `it redirects to another host${why.origin === null ? "" : `, ${why.origin}`}`;
    case "too-large":
      return "the answer is larger than any of GitHub's should be";
    case "not-json": {
      const { status } = why;
      return status === null
        ? "the answer isn't JSON, so something else answered in GitHub's place"
        : `HTTP ${status} and no JSON, so something else answered in GitHub's place`;
    }
    case "certificate":
    case "other":
      return onOneLine(why.detail);
  }
}

function afterwards(givenUp: GivenUp): string {
  if (givenUp.kind === "tries") return `It was tried ${quantitiesOf("en").number(givenUp.tries)} times.`;
  return givenUp.until === null
    ? "It asks to wait longer than any run could."
    : `It asks to wait until ${givenUp.until}; run the workflow again after that.`;
}

/** Adds what was done before the request was given up. */
function withTries(text: MessageText, givenUp: GivenUp | undefined): MessageText {
  if (givenUp === undefined) return text;
  return { ...text, why: [text.why ?? "", afterwards(givenUp)].filter((part) => part !== "").join(" ") };
}

const protectionSettings = "Settings → Rules → Rulesets, or Settings → Branches (classic protection)";

/** What a git host refuses, in English. */
export const englishForgeMessages: Pick<MessageWords, ForgeMessage["id"]> = {
  archived: ({ givenUp }) =>
    withTries(
      {
        what: "The repository is archived, so nothing can be written to it.",
        remedy: "Unarchive it under Settings → General, or remove this workflow.",
      },
      givenUp,
    ),
  sso: ({ givenUp }) =>
    withTries(
      {
        what: "The organisation requires single sign-on (SAML), and the token isn't authorised for it.",
        remedy:
          "Authorise the token for the organisation (on github.com: Settings → Developer settings → your token → Configure SSO), or leave the `token` input out to use the workflow's own token.",
      },
      givenUp,
    ),
  "ip-allow-list": ({ givenUp }) =>
    withTries(
      {
        what: "The organisation has an IP allow list, and this runner's address isn't on it.",
        remedy:
          "Run the job on a runner whose address is on the list, or have an owner add the address under the organisation's Settings → Authentication security.",
      },
      givenUp,
    ),
  "pulls-off": ({ givenUp }) =>
    withTries(
      {
        what: "Pull requests are turned off in this repository.",
        remedy: "Turn them on under Settings → General → Features, or use `mode: check`, which needs none.",
      },
      givenUp,
    ),
  "no-answer": ({ purpose, why, givenUp }) => {
    const what = `Could not ${purposes[purpose]}: GitHub gave no answer (${noAnswer(why)}).`;
    const remedy =
      "If your network inspects TLS, or your server's certificate is from a CA of your own, trust that CA with NODE_EXTRA_CA_CERTS.";
    return withTries(why.kind === "certificate" ? { what, remedy } : { what }, givenUp);
  },
  "server-error": ({ purpose, status, givenUp }) =>
    withTries(
      {
        what: `Could not ${purposes[purpose]}: GitHub answered with HTTP ${status}.`,
        remedy: "Run the workflow again later. For github.com, see https://www.githubstatus.com.",
      },
      givenUp,
    ),
  "token-refused": ({ purpose, givenUp }) =>
    withTries(
      {
        what: `GitHub doesn't accept the token (401, while trying to ${purposes[purpose]}).`,
        remedy:
          "Leave the `token` input out to use the workflow's own token, or set one that has not expired.",
      },
      givenUp,
    ),
  "rate-limited": ({ purpose, status, givenUp }) =>
    withTries(
      { what: `Could not ${purposes[purpose]}: GitHub's rate limit was reached (${status}).` },
      givenUp,
    ),
  "no-permission": ({ purpose, givenUp }) =>
    withTries(
      {
        what: `The workflow token can't ${purposes[purpose]} (403).`,
        remedy:
          "Add the permissions below to the job. A token of your own needs the same two: Contents and Pull requests, read and write.",
        snippet: permissionsBlock,
      },
      givenUp,
    ),
  forbidden: ({ purpose, detail, givenUp }) =>
    withTries(
      {
        what: `GitHub refused to ${purposes[purpose]} (403).`,
        why: saying(detail),
        remedy: "Check what the token is allowed to do.",
      },
      givenUp,
    ),
  "not-known-yet": ({ purpose, status, detail, givenUp }) =>
    withTries(
      {
        what: `Could not ${purposes[purpose]}: GitHub did not find something that it had named before (${status}).`,
        why: saying(detail),
        remedy: "Run the workflow again.",
      },
      givenUp,
    ),
  "nothing-there": ({ purpose, givenUp }) =>
    withTries(
      {
        what: `Could not ${purposes[purpose]}: GitHub finds nothing there (404).`,
        why: "Either the repository, the base or the branch doesn't exist, or the token can't see it.",
        remedy: "Check the names, and that the job has the permissions below.",
        snippet: permissionsBlock,
      },
      givenUp,
    ),
  "request-refused": ({ purpose, status, detail, givenUp }) =>
    withTries({ what: `GitHub refused to ${purposes[purpose]} (${status}).`, why: saying(detail) }, givenUp),
  "odd-answer": ({ part }) => ({
    what: `GitHub's answer lacks \`${part}\`, so something else may have answered in its place.`,
    remedy:
      "Run the workflow again. If this keeps happening, check what is between the runner and GitHub, such as a proxy.",
  }),
  "folder-too-large": ({ path, most }) => ({
    what: `The folder \`${path}\` holds ${quantitiesOf("en").number(most)} files or more, and GitHub lists no more than that.`,
    remedy: "Choose a folder for the allowlists alone as `path`.",
  }),
  "merge-queue": ({ number, base }) => ({
    what: `#${number} was not merged automatically: \`${base}\` has a merge queue, and only the queue merges there.`,
    remedy: "Add the pull request to the queue by hand, or set `auto-merge: none`.",
  }),
  "merge-method": ({ number, method }) => ({
    what: `#${number} was not merged automatically: the repository doesn't allow \`${method}\` merges.`,
    remedy:
      "Set `merge-method` to one that it allows: see Settings → General → Pull Requests, and the rules of the base.",
  }),
  "may-not-open": ({ branch, compareUrl }) => ({
    what: `GitHub Actions isn't allowed to create pull requests in this repository. The changes are on branch \`${branch}\`.`,
    remedy: `Turn on “Allow GitHub Actions to create and approve pull requests” under Settings → Actions → General (an organisation may have turned it off for all its repositories), or set the \`token\` input to a GitHub App's token. Then run again, or open the pull request yourself: ${compareUrl}`,
  }),
  "protected-branch": ({ branch, rules, detail }) => ({
    what: `The token can't write to the branch \`${branch}\`, because it is protected.`,
    why: [rules.length > 0 ? `These rules apply to it: ${rules.join(", ")}.` : "", saying(detail)]
      .filter((part) => part !== "")
      .join(" "),
    remedy: `Exempt the branch under ${protectionSettings}, let the token's account bypass the rule there, or choose another \`branch\`.`,
  }),
  "creation-refused": ({ branch, detail }) => ({
    what: `GitHub refused to create the branch \`${branch}\`.`,
    why: `${saying(detail)} Its name is free, so branch protection that covers new branches is the likely reason.`,
    remedy: `Check ${protectionSettings}: exempt the branch, let the token's account bypass the rule, or choose another \`branch\`.`,
  }),
  "name-clash": ({ branch, other }) => ({
    what: `The branch \`${branch}\` can't be created.`,
    why: `There is a branch \`${other}\`, and git can't have both.`,
    remedy: "Choose another `branch`, or delete or rename that one.",
  }),
};

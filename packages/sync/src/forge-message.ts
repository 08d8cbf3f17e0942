/** What a request to a git host was for. */
export type Purpose =
  | "read-account"
  | "read-repository"
  | "read-base"
  | "read-branch"
  | "list-allowlists"
  | "list-files"
  | "read-allowlist"
  | "read-commit"
  | "list-commits"
  | "compare-branch"
  | "list-pull-requests"
  | "read-pull-request"
  | "read-events"
  | "read-comments"
  | "read-rules"
  | "read-waiting"
  | "write-allowlists"
  | "create-commit"
  | "create-branch"
  | "push"
  | "delete-branch"
  | "open-pull-request"
  | "edit-pull-request"
  | "merge"
  | "read-checks"
  | "read-statuses"
  | "comment"
  | "edit-comment"
  | "delete-comment"
  | "add-labels"
  | "add-assignees"
  | "request-reviewers"
  | "other";

/** Why the host gave no answer; `other` has the system's words for it. */
export type NoAnswer =
  | { readonly kind: "timeout"; readonly seconds: number }
  | { readonly kind: "connection-ended" }
  | { readonly kind: "endless-redirects" }
  /** `origin`: where it redirects to, if it says so */
  | { readonly kind: "other-host"; readonly origin: string | null }
  | { readonly kind: "too-large" }
  | { readonly kind: "not-json"; readonly status: number | null }
  | { readonly kind: "certificate"; readonly detail: string }
  | { readonly kind: "other"; readonly detail: string };

/** What was tried before giving up. */
export type GivenUp =
  | { readonly kind: "tries"; readonly tries: number }
  /** a rate limit asks to wait until then; `null`: longer than any run could */
  | { readonly kind: "wait"; readonly until: string | null };

/** A request that failed, whatever it was for. `detail` is the host's own text, not yet escaped; `""` where it gave none. */
export type RequestFailed = {
  readonly purpose: Purpose;
  readonly givenUp?: GivenUp;
} & (
  | { readonly id: "no-answer"; readonly why: NoAnswer }
  | { readonly id: "server-error" | "rate-limited"; readonly status: number }
  | { readonly id: "token-refused" | "no-permission" | "nothing-there" }
  | { readonly id: "forbidden"; readonly detail: string }
  | { readonly id: "not-known-yet" | "request-refused"; readonly status: number; readonly detail: string }
);

/** What a git host refuses, and why. */
export type ForgeMessage =
  | RequestFailed
  | { readonly id: "archived" | "sso" | "ip-allow-list" | "pulls-off"; readonly givenUp?: GivenUp }
  /** the host's answer lacks something; `part` is the field of its API */
  | { readonly id: "odd-answer"; readonly part: string }
  | { readonly id: "folder-too-large"; readonly path: string; readonly most: number }
  | { readonly id: "merge-queue"; readonly number: number; readonly base: string }
  | { readonly id: "merge-method"; readonly number: number; readonly method: string }
  | { readonly id: "may-not-open"; readonly branch: string; readonly compareUrl: string }
  | {
      readonly id: "protected-branch";
      readonly branch: string;
      /** types of the rules that the host names */
      readonly rules: readonly string[];
      readonly detail: string;
    }
  | { readonly id: "creation-refused"; readonly branch: string; readonly detail: string }
  /** one branch can't be the folder of another */
  | { readonly id: "name-clash"; readonly branch: string; readonly other: string };

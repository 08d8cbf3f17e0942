/** An answer that refuses a request, for `addFault({ kind: "refuse", … })`. */
export interface Refusal {
  readonly status: number;
  readonly body: object;
  readonly headers?: Record<string, string>;
}

function refusal(status: number, message: string, more: { docs?: string; errors?: unknown } = {}): Refusal {
  return {
    status,
    body: {
      message,
      ...(more.errors === undefined ? {} : { errors: more.errors }),
      documentation_url: `https://docs.github.com/${more.docs ?? "rest"}`,
      status: String(status),
    },
  };
}

function invalid(error: unknown, docs: string): Refusal {
  return refusal(422, "Validation Failed", { errors: [error], docs });
}

const docs = {
  labels: "rest/issues/labels#add-labels-to-an-issue",
  createPull: "rest/pulls/pulls#create-a-pull-request",
  createRef: "rest/git/refs#create-a-reference",
  createCommit: "rest/git/commits#create-a-commit",
  merge: "rest/pulls/pulls#merge-a-pull-request",
  rateLimits: "rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits",
  allowList:
    "enterprise-cloud@latest/organizations/keeping-your-organization-secure/managing-security-settings-for-your-organization/managing-allowed-ip-addresses-for-your-organization",
  saml: "articles/authenticating-to-a-github-organization-with-saml-single-sign-on/",
} as const;

const pullNode = "PR_kwDOAAAAAAAAAAA";
const pull = (message: string): object => ({ resource: "PullRequest", code: "custom", message });
const label = (message: string): object => ({
  resource: "Label",
  code: "unprocessable",
  field: "data",
  message,
});

/** Refusals that GitHub gives only on a bad day. */
export interface Refusals {
  /** Right after a pull request was opened: `POST labels`. */
  readonly labelsUnknownNode: Refusal;
  readonly labelsIssueNotFound: Refusal;
  /** Right after opening, or after creating a ref: any route. */
  readonly notFound: Refusal;
  /** `POST git/refs` and `PATCH git/refs` with a commit that was just created. */
  readonly objectUnknown: Refusal;
  /** `POST git/commits` with a tree that was just created. */
  readonly treeUnknown: Refusal;
  /** `POST pulls` with a branch that was just created. */
  readonly headBlank: Refusal;
  readonly headNotABranch: Refusal;
  readonly headInvalid: Refusal;
  /** `POST pulls`, shortly after others. */
  readonly submittedTooQuickly: Refusal;
  /** `PUT merge` while the base moves. */
  readonly baseModified: Refusal;
  /** A token of an App that was issued a moment ago. */
  readonly badCredentials: Refusal;
  readonly notAccessible: Refusal;
  /** Secondary rate limits: the older words came without `retry-after`. */
  readonly abuseDetection: Refusal;
  readonly secondaryRateLimit: Refusal;
  /** Every request, from an address that the organisation doesn't allow. */
  readonly ipAllowList: Refusal;
  /** Rules and protection of a private repository on a free plan. */
  readonly planLacksRules: Refusal;
  /** Every request of a personal token that wasn't authorised for the organisation. */
  readonly saml: Refusal;
}

/**
 * Refusals that GitHub gives only on a bad day, in its words as public bug reports quote them, for tests to script:
 * `addFault({ nth: 1, path: /labels$/, kind: "refuse", ...refusals.labelsIssueNotFound })`.
 */
export const refusals: Refusals = {
  labelsUnknownNode: invalid(
    label(`Could not resolve to a node with the global id of '${pullNode}'.`),
    docs.labels,
  ),
  labelsIssueNotFound: invalid(label("Issue not found"), docs.labels),
  notFound: refusal(404, "Not Found"),
  objectUnknown: refusal(422, "Object does not exist", { docs: docs.createRef }),
  treeUnknown: refusal(422, "Tree SHA does not exist", { docs: docs.createCommit }),
  headBlank: invalid(pull("Head sha can't be blank"), docs.createPull),
  headNotABranch: invalid(pull("Head ref must be a branch"), docs.createPull),
  headInvalid: invalid({ resource: "PullRequest", field: "head", code: "invalid" }, docs.createPull),
  submittedTooQuickly: invalid(pull("was submitted too quickly"), docs.createPull),
  baseModified: refusal(405, "Base branch was modified. Review and try the merge again.", {
    docs: docs.merge,
  }),
  badCredentials: refusal(401, "Bad credentials"),
  notAccessible: refusal(403, "Resource not accessible by integration"),
  abuseDetection: refusal(
    403,
    "You have triggered an abuse detection mechanism. Please wait a few minutes before you try again.",
    { docs: docs.rateLimits },
  ),
  secondaryRateLimit: refusal(
    403,
    "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.",
    { docs: docs.rateLimits },
  ),
  ipAllowList: refusal(
    403,
    "Although you appear to have the correct authorization credentials, the `acme` organization has an IP allow " +
      "list enabled, and your IP address is not permitted to access this resource.",
    { docs: docs.allowList },
  ),
  planLacksRules: refusal(
    403,
    "Upgrade to GitHub Pro or make this repository public to enable this feature.",
    { docs: "rest/repos/rules#get-rules-for-a-branch" },
  ),
  saml: {
    ...refusal(
      403,
      "Resource protected by organization SAML enforcement. You must grant your Personal Access token access to " +
        "this organization.",
      { docs: docs.saml },
    ),
    headers: {
      "x-github-sso": "required; url=https://github.com/orgs/acme/sso?authorization_request=AAAA",
    },
  },
};

import type { NoAnswer } from "@chat-ip/sync";
import { ForgeError, type ForgeFailure, type Message } from "@chat-ip/sync/start";
import { NoAnswerError } from "./no-answer-error.ts";

/** A request that GitHub refused or that got no answer. `kind` says what that means for the run. */
export class GitHubError extends ForgeError {
  /** HTTP status; `null` where no answer came */
  readonly status: number | null;
  /** GitHub's own words, untrusted */
  readonly detail: string;

  constructor(kind: ForgeFailure, told: Message, failure: Pick<Failure, "status" | "detail">) {
    super(kind, told);
    this.status = failure.status;
    this.detail = failure.detail;
  }
}

/** Why a request got no answer, or which answer refused it. */
export interface Failure {
  /** HTTP status; `null` where no answer of GitHub's came */
  readonly status: number | null;
  /** GitHub's own words, or the network error; untrusted, without the token */
  readonly detail: string;
  /** why no answer came, where it was this program that gave up */
  readonly noAnswer?: NoAnswer;
  readonly headers: Readonly<Record<string, string | number | undefined>>;
}

/** The longest wait, whatever GitHub asks for. */
const shortestWaitMs = 1000;
/** GitHub's advice if a limit names no time. */
const usualWaitMs = 60_000;

/** An error in a refusal's list: a text, or an object with a message or with what is wrong where. */
function wordsOfError(error: unknown): unknown[] {
  if (typeof error !== "object" || error === null) return [error];
  const { resource, field, code, message } = error as Record<string, unknown>;
  return typeof message === "string" ? [message] : [resource, field, code];
}

/** If several addresses don't answer, only the errors of single addresses have a message. */
function messageOf(error: Error): string {
  if (error.message !== "") return error.message;
  const [first] = error instanceof AggregateError ? (error.errors as unknown[]) : [];
  return first instanceof Error ? first.message : error.name;
}

/** Octokit wraps what the request threw. */
function whyOf(error: Error): NoAnswer | null {
  if (error instanceof NoAnswerError) return error.why;
  return error.cause instanceof NoAnswerError ? error.cause.why : null;
}

/** Is it what GitHub answers with? Octokit gives anything else as a text or as bytes. */
export const isJson = (data: unknown): data is object =>
  typeof data === "object" && data !== null && !(data instanceof ArrayBuffer);

/** Reads Octokit's error: it reports a lost connection as status 500 without a response. */
function read(error: unknown): Failure {
  if (!(error instanceof Error)) return { status: null, detail: String(error), headers: {} };
  const { status, response } = error as {
    status?: unknown;
    response?: { data?: unknown; headers?: Failure["headers"] };
  };
  if (typeof status !== "number" || !response) {
    const why = whyOf(error);
    return { status: null, detail: messageOf(error), ...(why && { noAnswer: why }), headers: {} };
  }
  const { data, headers = {} } = response;
  // GitHub's refusals are JSON. Failing or overloaded servers may answer with other pages.
  if (!isJson(data) && status < 500 && status !== 429) {
    return { status: null, detail: "", noAnswer: { kind: "not-json", status }, headers };
  }
  const { message, errors } = (isJson(data) ? data : {}) as { message?: unknown; errors?: unknown };
  const listed: readonly unknown[] = Array.isArray(errors) ? errors : [errors];
  const words = [message, ...listed.flatMap(wordsOfError)];
  const detail = words.filter((word): word is string => typeof word === "string").join(" ");
  return { status, detail, headers };
}

/** Removes the token: anything that quotes the request, such as a proxy, may quote the token too, as it is or as git's password. */
function withoutToken(text: string, token: string): string {
  if (token === "") return text;
  const base64 = (clear: string): string => Buffer.from(clear).toString("base64").replace(/=+$/, "");
  const forms = [token, encodeURIComponent(token), base64(token), base64(`x-access-token:${token}`)];
  const pattern = forms.map((form) => form.replaceAll(/[^\w]/g, "\\$&")).join("|");
  return text.replaceAll(new RegExp(pattern, "gi"), "[redacted]");
}

/** Reads why a request failed. */
export function readFailure(error: unknown, token: string): Failure {
  const failure = read(error);
  return { ...failure, detail: withoutToken(failure.detail, token) };
}

/**
 * Is a branch refused because of protection, not because of its state? Rulesets and classic protection have different words,
 * of their own, and GitHub gives them with different statuses.
 */
const isProtection = (detail: string): boolean =>
  /protected (?:branch|ref)|rule violation|ruleset|not authorized to push to this branch|required status check|changes must be made through|must not contain merge commits|must have (?:valid|verified) signatures?/i.test(
    detail,
  );

/** Words that mean "changed since you read it", by request. */
const movedWords: Readonly<Record<string, RegExp>> = {
  "PATCH /repos/{owner}/{repo}/git/refs/{ref}": /fast.forward|reference does not exist/i,
  "POST /repos/{owner}/{repo}/pulls": /already exists|no commits between|not all refs/i,
};

/**
 * Words for something that GitHub has just made, or that it has named, and that it doesn't know everywhere yet. Its parts
 * learn about it within seconds, but not immediately.
 */
const notYetKnown =
  /could not resolve to a node|issue not found|object does not exist|tree sha does not exist|parent sha does not exist|not a valid tree oid|head sha can't be blank|head ref must be a branch|pullrequest head invalid|submitted too quickly/i;

/** GitHub has named these before, so a 404 means that not all servers know them yet. */
const namedBefore =
  /\{(?:pull_number|issue_number|basehead|commit_sha|tree_sha|file_sha)\}|^GET \/repos\/\{owner\}\/\{repo\}\/commits$/;

const mergeRoute = "PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge";

/** Classifies a failed request. */
export function kindOf(
  route: string,
  { status, detail, headers }: Pick<Failure, "status" | "detail"> & Partial<Failure>,
): ForgeFailure {
  if (status === null || status >= 500) return "lost";
  if (status === 403 && isSingleSignOn(detail, headers)) return "sso";
  if (status === 403 && /\bIP allow list\b/i.test(detail)) return "ip-allow-list";
  if (status === 403 && /\barchived\b/i.test(detail)) return "archived";
  if (isUnknownYet(route, { status, detail })) return "passing";
  if (saysAbsent({ status, detail })) return "absent";
  if (status === 404) return "passing";
  if (route === mergeRoute && status === 409 && /head branch was modified/i.test(detail)) return "moved";
  if (route === mergeRoute && (status === 405 || status === 409)) return "not-mergeable";
  if (status === 422 && movedWords[route]?.test(detail)) return "moved";
  if (isProtection(detail)) return "protected";
  if (status === 422 && /already exists/i.test(detail)) return "exists";
  if (status === 422 && /does not exist/i.test(detail)) return "absent";
  if (status === 403 && /not permitted to create/i.test(detail)) return "may-not-open";
  if (status === 429 || isLimit(detail)) return "rate-limited";
  if (status === 401 || (status === 403 && /resource not accessible/i.test(detail))) return "no-permission";
  return status === 422 ? "invalid" : "refused";
}

/** @see https://docs.github.com/en/rest/authentication/authenticating-to-the-rest-api (read 2026-11-26): `X-GitHub-SSO` */
const isSingleSignOn = (detail: string, headers: Failure["headers"] = {}): boolean =>
  headers["x-github-sso"] !== undefined || /\bSAML\b/.test(detail);

function isUnknownYet(route: string, { status, detail }: Pick<Failure, "status" | "detail">): boolean {
  if (status === 422) return notYetKnown.test(detail);
  return status === 404 && namedBefore.test(route) && !/no common ancestor/i.test(detail);
}

/** "Abuse" is what GitHub called its secondary limits, and some of its servers still do. */
const isLimit = (detail: string): boolean => /rate limit|abuse detection/i.test(detail);

/** Does GitHub say that there is no such thing? A 404 with other words is temporary. */
export const saysAbsent = ({ status, detail }: Pick<Failure, "status" | "detail">): boolean =>
  status === 404 && /^(?:(?:branch )?not found$|no common ancestor|this repository is empty)/i.test(detail);

/**
 * How long GitHub asks to wait, in ms; `null` if the refusal isn't a rate limit.
 * @see https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api (read 2026-11-22)
 */
export function rateLimitWait({ status, detail, headers }: Failure, now: number): number | null {
  if (status !== 403 && status !== 429) return null;
  // Waiting doesn't help against a missing permission, even if the limit is nearly used up.
  if (/resource not accessible/i.test(detail)) return null;
  const retryAfter = readRetryAfter(String(headers["retry-after"] ?? ""), now);
  if (retryAfter !== null) return Math.max(shortestWaitMs, retryAfter);
  if (headers["x-ratelimit-remaining"] !== undefined && Number(headers["x-ratelimit-remaining"]) === 0) {
    const reset = Number(headers["x-ratelimit-reset"] ?? Number.NaN);
    if (reset >= 0) return Math.max(0, reset * 1000 - now) + shortestWaitMs;
  }
  return status === 429 || isLimit(detail) ? usualWaitMs : null;
}

/**
 * Seconds, or a date; in ms from now.
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
function readRetryAfter(text: string, now: number): number | null {
  if (/^\d/.test(text)) return Number.parseFloat(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

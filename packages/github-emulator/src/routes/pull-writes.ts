import type { HostedRepository } from "../hosted-repository.ts";
import type { PullRequest } from "../pulls/pull-request.ts";
import { representFullPullRequest } from "../representations/pull-request.ts";
import {
  ApiRefusal,
  type FieldError,
  notFound,
  unprocessable,
  validationFailed,
} from "../server/api-refusal.ts";
import { type JsonObject, optionalBoolean, optionalString, requiredString } from "../server/json-body.ts";
import type { Route } from "../server/route.ts";
import { pullOf } from "./pulls.ts";

const longestTitle = 256;
const longestBody = 65_536;

function custom(message: string): FieldError {
  return { resource: "PullRequest", code: "custom", message };
}

/** What GitHub says, besides "No commits between", about a branch that it doesn't know yet. */
const blankHead = ["Head sha can't be blank", "Head ref must be a branch"];

function invalid(field: string): FieldError {
  return { resource: "PullRequest", field, code: "invalid" };
}

function refuseLongText(title: string | undefined, body: string | undefined): void {
  const tooLong = (field: string, text: string | undefined, limit: number): FieldError[] => {
    if (text === undefined || [...text].length <= limit) return [];
    const message = `${field} is too long (maximum is ${limit} characters)`;
    return [{ resource: "Issue", code: "custom", field, message }];
  };
  const errors = [...tooLong("title", title, longestTitle), ...tooLong("body", body, longestBody)];
  if (errors.length > 0) throw validationFailed(...errors);
}

/** The body of a request; null means empty. @throws {ApiRefusal} 422 if it isn't a string */
function textBody(body: JsonObject): string | undefined {
  return body.body === null ? "" : optionalString(body, "body");
}

/** Removes "owner:" from a head; null for another owner, since there are no forks here. */
function ownBranch({ owner }: HostedRepository, head: string): string | null {
  const colon = head.indexOf(":");
  if (colon === -1) return head;
  return head.slice(0, colon).toLowerCase() === owner.login.toLowerCase() ? head.slice(colon + 1) : null;
}

const createPull: Route = {
  method: "POST",
  path: "/repos/{owner}/{repo}/pulls",
  docs: "rest/pulls/pulls#create-a-pull-request",
  permissions: [{ pull_requests: "write" }],
  async handle(request, repository) {
    const { body } = request;
    const { git, lag, owner, pulls, settings } = repository;
    if (!settings.pullRequests) throw notFound();
    if (repository.tokenKind === "actions" && !repository.mayCreatePullRequests)
      throw new ApiRefusal(403, "GitHub Actions is not permitted to create or approve pull requests.");
    const [base, givenHead] = [requiredString(body, "base"), requiredString(body, "head")];
    const [title, text] = [requiredString(body, "title"), textBody(body)];
    refuseLongText(title, text);
    if (title.trim() === "")
      throw validationFailed({ resource: "Issue", code: "missing_field", field: "title" });
    const head = ownBranch(repository, givenHead);
    const headSha = head === null ? null : await git.branch(head);
    const baseSha = await git.branch(base);
    const missing = [
      ...(baseSha === null ? [invalid("base")] : []),
      ...(headSha === null ? [invalid("head")] : []),
    ];
    if (head === null || headSha === null || baseSha === null) throw validationFailed(...missing);
    if (lag.hides(request, "ref", `refs/heads/${head}`))
      throw validationFailed(...blankHead.map(custom), custom(`No commits between ${base} and ${head}`));
    if (pulls.findOpen(head, base) !== undefined)
      throw validationFailed(custom(`A pull request already exists for ${owner.login}:${head}.`));
    const [divergence, mergeBase] = await Promise.all([
      git.ancestry.divergence(baseSha, headSha),
      git.ancestry.mergeBase(baseSha, headSha),
    ]);
    if (mergeBase === null)
      throw validationFailed(custom(`The ${head} branch has no history in common with ${base}`));
    if (divergence.ahead === 0) throw validationFailed(custom(`No commits between ${base} and ${head}`));
    const draft = optionalBoolean(body, "draft") ?? false;
    if (draft && !settings.drafts)
      throw unprocessable("Draft pull requests are not supported in this repository.");
    const author = repository.actor;
    const pull = await pulls.open({ title, body: text || null, head, headSha, base, baseSha, draft, author });
    lag.note("pull", pull.number);
    return {
      status: 201,
      body: await representFullPullRequest(repository, pull, null),
      headers: { location: repository.links.api(`pulls/${pull.number}`) },
    };
  },
};

async function changeState(repository: HostedRepository, pull: PullRequest, state: string): Promise<void> {
  if (state === pull.state) return;
  if (state === "closed") repository.pulls.close(pull, repository.actor);
  // Any other word is passed over.
  if (state !== "open") return;
  const problem = await repository.pulls.reopeningProblem(pull);
  if (problem !== null) {
    const message = `state cannot be changed. ${problem}`;
    throw validationFailed({ resource: "PullRequest", code: "invalid", field: "state", message });
  }
  repository.pulls.reopen(pull, repository.actor);
  await repository.pulls.follow(repository.actor);
}

async function changeBase(repository: HostedRepository, pull: PullRequest, base: string): Promise<void> {
  if (base === pull.base) return;
  const refuse = (message: string): ApiRefusal =>
    validationFailed({ resource: "PullRequest", code: "invalid", field: "base", message });
  const sha = await repository.git.branch(base);
  if (sha === null) throw refuse(`Proposed base branch '${base}' was not found`);
  if (pull.state === "closed") throw refuse("Cannot change the base branch of a closed pull request.");
  if (repository.pulls.findOpen(pull.head, base) !== undefined) {
    throw refuse(`A pull request already exists for base branch '${base}' and head branch '${pull.head}'`);
  }
  if (await repository.git.ancestry.isAncestor(pull.headSha, sha))
    throw refuse(`There are no new commits between base branch '${base}' and head branch '${pull.head}'`);
  repository.pulls.retarget(pull, base, sha);
}

const updatePull: Route = {
  method: "PATCH",
  path: "/repos/{owner}/{repo}/pulls/{pull_number}",
  docs: "rest/pulls/pulls#update-a-pull-request",
  permissions: [{ pull_requests: "write" }],
  async handle(request, repository) {
    const pull = pullOf(request, repository);
    const { body } = request;
    const [title, text] = [body.title === null ? undefined : optionalString(body, "title"), textBody(body)];
    const [state, base] = [optionalString(body, "state"), optionalString(body, "base")];
    refuseLongText(title, text);
    if (title === "")
      throw validationFailed({ resource: "PullRequest", code: "missing_field", field: "title" });
    if (base !== undefined) await changeBase(repository, pull, base);
    if (state !== undefined) await changeState(repository, pull, state);
    if (title !== undefined) pull.title = title;
    if (text !== undefined) pull.body = text || null;
    repository.pulls.touch(pull);
    return { status: 200, body: await representFullPullRequest(repository, pull, null) };
  },
};

export const pullWriteRoutes: readonly Route[] = [createPull, updatePull];

import type { IssueComment } from "../pulls/pull-request.ts";
import { representComment } from "../representations/issue.ts";
import { unknownNode } from "../representations/unknown-node.ts";
import { ApiRefusal, notFound, validationFailed } from "../server/api-refusal.ts";
import { requiredString } from "../server/json-body.ts";
import { paginate } from "../server/pagination.ts";
import { parameter, type Route, type RouteRequest } from "../server/route.ts";
import { issueOf, numberedPull } from "./pulls.ts";

/** For a pull request, either permission will do. */
const read = [{ issues: "read" }, { pull_requests: "read" }] as const;
const write = [{ issues: "write" }, { pull_requests: "write" }] as const;

/** GitHub says “65536 characters” and counts four bytes for each. */
const longestCommentBytes = 4 * 65_536;

function refused(message: string): Error {
  return validationFailed({ resource: "IssueComment", code: "unprocessable", field: "data", message });
}

/** Of these comments, the ones that were updated at or after the time that the request asks for. */
function since(request: RouteRequest, comments: readonly IssueComment[]): readonly IssueComment[] {
  const from = Date.parse(request.query.get("since") ?? "");
  return Number.isNaN(from) ? comments : comments.filter((comment) => comment.updatedAt >= from);
}

const listComments: Route = {
  method: "GET",
  path: "/repos/{owner}/{repo}/issues/{issue_number}/comments",
  docs: "rest/issues/comments#list-issue-comments",
  permissions: read,
  async handle(request, repository) {
    const pull = issueOf(request, repository);
    const self = repository.links.api(`issues/${pull.number}/comments`);
    return paginate(request, self, since(request, pull.comments), (comment) =>
      representComment(repository, pull, comment),
    );
  },
};

/** The comments of the whole repository, by default the oldest first. */
const listRepositoryComments: Route = {
  method: "GET",
  path: "/repos/{owner}/{repo}/issues/comments",
  docs: "rest/issues/comments#list-issue-comments-for-a-repository",
  permissions: read,
  async handle(request, repository) {
    const { query } = request;
    const key = query.get("sort") === "updated" ? "updatedAt" : "createdAt";
    const found = repository.pulls
      .all()
      .flatMap((pull) => since(request, pull.comments).map((comment) => ({ pull, comment })))
      .toSorted((a, b) => a.comment[key] - b.comment[key] || a.comment.id - b.comment.id);
    const ordered = query.has("sort") && query.get("direction") === "desc" ? found.reverse() : found;
    return paginate(request, repository.links.api("issues/comments"), ordered, ({ pull, comment }) =>
      representComment(repository, pull, comment),
    );
  },
};

/** @throws {ApiRefusal} 422 when it is blank or too long */
function commentText(text: string): string {
  if (text.trim() === "") throw refused("Body cannot be blank");
  if (Buffer.byteLength(text) > longestCommentBytes)
    throw refused("Body is too long (maximum is 65536 characters)");
  return text;
}

const createComment: Route = {
  method: "POST",
  path: "/repos/{owner}/{repo}/issues/{issue_number}/comments",
  docs: "rest/issues/comments#create-an-issue-comment",
  permissions: write,
  async handle(request, repository) {
    const pull = numberedPull(request, repository, "issue_number");
    if (repository.lag.hides(request, "pull", pull.number))
      throw refused(unknownNode("PullRequest", pull.number));
    // People with write access may go on.
    if (pull.locked && repository.actor.type === "Bot")
      throw new ApiRefusal(403, "Unable to create comment because issue is locked.", {
        documentationUrl: "https://docs.github.com/articles/locking-conversations/",
      });
    const text = commentText(requiredString(request.body, "body"));
    const comment = repository.pulls.addComment(pull, repository.actor, text);
    return {
      status: 201,
      body: representComment(repository, pull, comment),
      headers: { location: repository.links.api(`issues/comments/${comment.id}`) },
    };
  },
};

const updateComment: Route = {
  method: "PATCH",
  path: "/repos/{owner}/{repo}/issues/comments/{comment_id}",
  docs: "rest/issues/comments#update-an-issue-comment",
  permissions: write,
  async handle(request, repository) {
    const found = repository.pulls.findComment(Number(parameter(request, "comment_id")));
    if (found === undefined) throw notFound();
    repository.pulls.editComment(
      found.pull,
      found.comment,
      commentText(requiredString(request.body, "body")),
    );
    return { status: 200, body: representComment(repository, found.pull, found.comment) };
  },
};

const deleteComment: Route = {
  method: "DELETE",
  path: "/repos/{owner}/{repo}/issues/comments/{comment_id}",
  docs: "rest/issues/comments#delete-an-issue-comment",
  permissions: write,
  async handle(request, repository) {
    const found = repository.pulls.findComment(Number(parameter(request, "comment_id")));
    if (found === undefined) throw notFound();
    repository.pulls.removeComment(found.pull, found.comment);
    return { status: 204 };
  },
};

export const commentRoutes: readonly Route[] = [
  listComments,
  listRepositoryComments,
  createComment,
  updateComment,
  deleteComment,
];

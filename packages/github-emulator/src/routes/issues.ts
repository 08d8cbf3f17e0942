import { representComment, representIssue, representStateChange } from "../representations/issue.ts";
import { representLabel } from "../representations/label.ts";
import { ApiRefusal, notFound, unprocessable, validationFailed } from "../server/api-refusal.ts";
import { requiredString, stringList } from "../server/json-body.ts";
import { paginate } from "../server/pagination.ts";
import { parameter, type Route, type RouteRequest } from "../server/route.ts";
import { pullOf } from "./pulls.ts";

/** For a pull request, either permission will do. */
const read = [{ issues: "read" }, { pull_requests: "read" }] as const;
const write = [{ issues: "write" }, { pull_requests: "write" }] as const;

/** GitHub says “65536 characters” and counts four bytes for each. */
const longestCommentBytes = 4 * 65_536;
const mostAssignees = 10;

/** Of all events of an issue, the changes of its state. */
const listEvents: Route = {
  method: "GET",
  path: "/repos/{owner}/{repo}/issues/{issue_number}/events",
  docs: "rest/issues/events#list-issue-events",
  permissions: read,
  async handle(request, repository) {
    const pull = pullOf(request, repository, "issue_number");
    const self = repository.links.api(`issues/${pull.number}/events`);
    return paginate(request, self, pull.stateChanges, (change) =>
      representStateChange(repository, pull, change),
    );
  },
};

const listComments: Route = {
  method: "GET",
  path: "/repos/{owner}/{repo}/issues/{issue_number}/comments",
  docs: "rest/issues/comments#list-issue-comments",
  permissions: read,
  async handle(request, repository) {
    const pull = pullOf(request, repository, "issue_number");
    const self = repository.links.api(`issues/${pull.number}/comments`);
    return paginate(request, self, pull.comments, (comment) => representComment(repository, pull, comment));
  },
};

/** @throws {ApiRefusal} 422 when it is blank or too long */
function commentText(text: string): string {
  const refuse = (message: string): Error =>
    validationFailed({ resource: "IssueComment", code: "unprocessable", field: "data", message });
  if (text.trim() === "") throw refuse("Body cannot be blank");
  if (Buffer.byteLength(text) > longestCommentBytes)
    throw refuse("Body is too long (maximum is 65536 characters)");
  return text;
}

const createComment: Route = {
  method: "POST",
  path: "/repos/{owner}/{repo}/issues/{issue_number}/comments",
  docs: "rest/issues/comments#create-an-issue-comment",
  permissions: write,
  async handle(request, repository) {
    const pull = pullOf(request, repository, "issue_number");
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

/** @throws {ApiRefusal} 422 when there is none, or something else */
function labelsIn(request: RouteRequest): string[] {
  const labels = stringList(request.body, "labels");
  if (labels.length === 0) throw unprocessable("Invalid request.\n\nNo labels were supplied.");
  return labels;
}

const addLabels: Route = {
  method: "POST",
  path: "/repos/{owner}/{repo}/issues/{issue_number}/labels",
  docs: "rest/issues/labels#add-labels-to-an-issue",
  permissions: write,
  async handle(request, repository) {
    const pull = pullOf(request, repository, "issue_number");
    const known = new Map([...repository.labels].map((label) => [label.toLowerCase(), label]));
    const wanted = labelsIn(request);
    // Putting on a label that does not exist creates it, and creating one takes the permission for issues.
    if (
      wanted.some((label) => !known.has(label.toLowerCase())) &&
      repository.permissions.issues !== "write"
    ) {
      throw new ApiRefusal(403, "You do not have permission to create labels on this repository.", {
        errors: [{ resource: "Repository", field: "label", code: "unauthorized" }],
        documentationUrl: "https://docs.github.com/v3/issues/labels/",
      });
    }
    const labels = wanted.map((label) => known.get(label.toLowerCase()) ?? label);
    for (const label of labels) repository.labels.add(label);
    pull.labels = [...new Set([...pull.labels, ...labels])];
    repository.pulls.touch(pull);
    return { status: 200, body: pull.labels.map((label) => representLabel(repository.links, label)) };
  },
};

const addAssignees: Route = {
  method: "POST",
  path: "/repos/{owner}/{repo}/issues/{issue_number}/assignees",
  docs: "rest/issues/assignees#add-assignees-to-an-issue",
  permissions: write,
  async handle(request, repository) {
    const pull = pullOf(request, repository, "issue_number");
    const wanted = new Set(stringList(request.body, "assignees").map((login) => login.toLowerCase()));
    // Whoever cannot be assigned is left out without a word.
    const found = repository.collaborators.filter((account) => wanted.has(account.login.toLowerCase()));
    pull.assignees = [...new Set([...pull.assignees, ...found])].slice(0, mostAssignees);
    repository.pulls.touch(pull);
    return { status: 201, body: representIssue(repository, pull) };
  },
};

export const issueRoutes: readonly Route[] = [
  listEvents,
  listComments,
  createComment,
  updateComment,
  deleteComment,
  addLabels,
  addAssignees,
];

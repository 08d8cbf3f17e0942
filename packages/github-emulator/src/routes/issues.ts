import { representIssue, representStateChange } from "../representations/issue.ts";
import { representLabel } from "../representations/label.ts";
import { unknownNode } from "../representations/unknown-node.ts";
import { ApiRefusal, unprocessable, validationFailed } from "../server/api-refusal.ts";
import { stringList } from "../server/json-body.ts";
import { paginate } from "../server/pagination.ts";
import type { Route, RouteRequest } from "../server/route.ts";
import { issueOf, numberedPull } from "./pulls.ts";

/** For a pull request, either permission will do. */
const read = [{ issues: "read" }, { pull_requests: "read" }] as const;
const write = [{ issues: "write" }, { pull_requests: "write" }] as const;

const mostAssignees = 10;

/** Of all events of an issue, the changes of its state. */
const listEvents: Route = {
  method: "GET",
  path: "/repos/{owner}/{repo}/issues/{issue_number}/events",
  docs: "rest/issues/events#list-issue-events",
  permissions: read,
  async handle(request, repository) {
    const pull = issueOf(request, repository);
    const self = repository.links.api(`issues/${pull.number}/events`);
    return paginate(request, self, pull.stateChanges, (change) =>
      representStateChange(repository, pull, change),
    );
  },
};

/** @throws {ApiRefusal} 422 if there are none, or something else */
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
    const pull = numberedPull(request, repository, "issue_number");
    if (repository.lag.hides(request, "pull", pull.number)) {
      const message = unknownNode("PullRequest", pull.number);
      throw validationFailed({ resource: "Label", code: "unprocessable", field: "data", message });
    }
    const known = new Map([...repository.labels].map((label) => [label.toLowerCase(), label]));
    const wanted = labelsIn(request);
    // Adding a label that doesn't exist creates it, which needs the permission for issues.
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
    const pull = issueOf(request, repository);
    const wanted = new Set(stringList(request.body, "assignees").map((login) => login.toLowerCase()));
    // Whoever can't be assigned is left out without a word.
    const found = repository.collaborators.filter((account) => wanted.has(account.login.toLowerCase()));
    pull.assignees = [...new Set([...pull.assignees, ...found])].slice(0, mostAssignees);
    repository.pulls.touch(pull);
    return { status: 201, body: representIssue(repository, pull) };
  },
};

export const issueRoutes: readonly Route[] = [listEvents, addLabels, addAssignees];

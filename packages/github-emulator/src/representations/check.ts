import { type Check, verdictOf } from "../checks.ts";
import type { HostedRepository } from "../hosted-repository.ts";
import { nodeId, timestamp } from "./node-id.ts";
import { representRepository } from "./repository.ts";

/** GitHub's `check-run`. */
export function representCheckRun(repository: HostedRepository, sha: string, check: Check): object {
  const { links } = repository;
  const self = links.api(`check-runs/${check.id}`);
  const waiting = check.outcome === "queued" || check.outcome === "in_progress";
  const page = links.web(`runs/${check.id}`);
  return {
    id: check.id,
    node_id: nodeId("CheckRun", check.id),
    head_sha: sha,
    external_id: "",
    url: self,
    html_url: page,
    details_url: page,
    status: waiting ? check.outcome : "completed",
    conclusion: waiting ? null : check.outcome,
    started_at: timestamp(check.at),
    completed_at: waiting ? null : timestamp(check.at),
    output: {
      title: null,
      summary: null,
      text: null,
      annotations_count: 0,
      annotations_url: `${self}/annotations`,
    },
    name: check.name,
    check_suite: { id: check.id },
    app: null,
    pull_requests: [],
  };
}

const combined = { failing: "failure", pending: "pending", green: "success" } as const;

/** GitHub's `combined-commit-status`: without any status it is pending, whatever the check runs say. */
export function representCombinedStatus(
  repository: HostedRepository,
  sha: string,
  statuses: { readonly all: readonly Check[]; readonly shown: readonly Check[] },
): object {
  const { links } = repository;
  const verdicts = new Set(statuses.all.map(verdictOf));
  const worst = (["failing", "pending", "green"] as const).find((verdict) => verdicts.has(verdict));
  const self = links.api(`statuses/${sha}`);
  return {
    state: worst === undefined ? "pending" : combined[worst],
    statuses: statuses.shown.map((status) => ({
      url: self,
      avatar_url: null,
      id: status.id,
      node_id: nodeId("StatusContext", status.id),
      state: status.outcome,
      description: null,
      target_url: null,
      context: status.name,
      created_at: timestamp(status.at),
      updated_at: timestamp(status.at),
    })),
    sha,
    total_count: statuses.all.length,
    repository: representRepository(repository),
    commit_url: links.api(`commits/${sha}`),
    url: links.api(`commits/${sha}/status`),
  };
}

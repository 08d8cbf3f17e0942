import type { Forge, Mergeability } from "@chat-ip/sync";
import { optionalText, record, records, text } from "./answers.ts";
import type { Octokit } from "./client.ts";
import { GitHubError } from "./failure.ts";
import type { Repository } from "./repository-name.ts";
import { postOnce } from "./retry.ts";

type Missing = NonNullable<Mergeability["waitsFor"]>;

/** What GitHub's rules ask for before anything is merged into a branch. */
interface Requirements {
  /** names of checks */
  readonly checks: readonly string[];
  readonly review: boolean;
}

interface Merger {
  readonly octokit: Octokit;
  readonly repository: Repository;
  /** called before another try, when nothing was found */
  readonly pause: (tries: number) => Promise<void>;
}

/** The part of the port that merges. GitHub's own auto-merge is never switched on: nothing binds it to a commit. */
export function createMerging({
  octokit,
  repository,
  pause,
}: Merger): Pick<Forge, "mergeability" | "requiresChecks" | "merge"> {
  async function readPull(number: number) {
    const { data } = await octokit.request("GET /repos/{owner}/{repo}/pulls/{pull_number}", {
      ...repository,
      pull_number: number,
    });
    return data;
  }

  /** Rulesets and classic protection say it in two places. */
  async function requirementsOf(branch: string): Promise<Requirements> {
    const [rules, found] = await Promise.all([rulesOf(branch), branchOf(branch)]);
    const listed = rules.flatMap(({ type, parameters }) =>
      type === "required_status_checks" ? namesOf(parameters?.required_status_checks, "context") : [],
    );
    const classic = found.protection?.required_status_checks?.contexts;
    const reviews = rules.some(
      ({ type, parameters }) =>
        type === "pull_request" && Number(parameters?.required_approving_review_count ?? 0) > 0,
    );
    return { checks: [...listed, ...(Array.isArray(classic) ? classic.map(String) : [])], review: reviews };
  }

  /** Where the plan has no rules, GitHub refuses to list them. */
  async function rulesOf(branch: string): Promise<{ type: string; parameters?: Record<string, unknown> }[]> {
    try {
      const { data } = await octokit.request("GET /repos/{owner}/{repo}/rules/branches/{branch}", {
        ...repository,
        branch,
      });
      return records(data as { type: string; parameters?: Record<string, unknown> }[], "rules");
    } catch (error) {
      if (error instanceof GitHubError && (error.status === 403 || error.status === 404)) return [];
      throw error;
    }
  }

  async function branchOf(branch: string) {
    const { data } = await octokit.request("GET /repos/{owner}/{repo}/branches/{branch}", {
      ...repository,
      branch,
    });
    return record(data, "branch");
  }

  /** A check or status that isn't green, as far as the token can see them; `null` where it can't. */
  async function missingCheck(sha: string, required: readonly string[]): Promise<boolean | null> {
    try {
      const [runs, statuses] = await Promise.all([
        octokit.request("GET /repos/{owner}/{repo}/commits/{ref}/check-runs", {
          ...repository,
          ref: sha,
          per_page: 100,
        }),
        octokit.request("GET /repos/{owner}/{repo}/commits/{ref}/status", {
          ...repository,
          ref: sha,
          per_page: 100,
        }),
      ]);
      const green = new Set([
        ...runs.data.check_runs
          .filter(({ conclusion }) => ["success", "neutral", "skipped"].includes(conclusion ?? ""))
          .map(({ name }) => name),
        ...statuses.data.statuses.filter(({ state }) => state === "success").map(({ context }) => context),
      ]);
      return required.some((name) => !green.has(name));
    } catch (error) {
      if (error instanceof GitHubError && error.status === 403) return null;
      throw error;
    }
  }

  /** "Blocked" doesn't say by what. */
  async function blockedBy(base: string, sha: string): Promise<Missing> {
    const { checks, review } = await requirementsOf(base);
    const missing = await missingCheck(sha, checks);
    if (missing === null) return review ? "review" : "checks";
    return missing ? "checks" : "review";
  }

  return {
    async mergeability(number) {
      const data = await readPull(number);
      const head = text(record(data.head, "pull_request.head").sha, "pull_request.head");
      const base = text(record(data.base, "pull_request.base").ref, "pull_request.base");
      const state = data.mergeable === true ? optionalText(data.mergeable_state) : "unknown";
      if (data.state !== "open") return { headSha: head, waitsFor: "mergeability" };
      if (state === "clean") return { headSha: head, waitsFor: null };
      if (state === "unstable") return { headSha: head, waitsFor: "checks" };
      if (state === "blocked") return { headSha: head, waitsFor: await blockedBy(base, head) };
      return { headSha: head, waitsFor: "mergeability" };
    },

    async requiresChecks(branch) {
      return (await requirementsOf(branch)).checks.length > 0;
    },

    async merge(number, sha, method) {
      const send = async () => {
        await octokit.request("PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge", {
          ...repository,
          pull_number: number,
          sha,
          merge_method: method,
        });
        return { kind: "merged" } as const;
      };
      const find = async () => ((await readPull(number)).merged ? ({ kind: "merged" } as const) : null);
      try {
        return await postOnce({ send, find, pause });
      } catch (error) {
        if (!(error instanceof GitHubError)) throw error;
        if (error.kind === "moved") return { kind: "moved", why: "branch-moved", cause: error };
        if (error.kind !== "not-mergeable") return { kind: "refused", message: error.told, cause: error };
        const { detail } = error;
        if (/merge queue/i.test(detail)) {
          const { base } = await readPull(number);
          return { kind: "refused", message: { id: "merge-queue", number, base: base.ref }, cause: error };
        }
        if (/not allowed on this repository/i.test(detail))
          return { kind: "refused", message: { id: "merge-method", number, method }, cause: error };
        return { kind: "waits", for: missingBy(detail) };
      }
    },
  };
}

/** What GitHub's refusal of a merge says is missing. */
function missingBy(detail: string): Missing {
  if (/status check/i.test(detail)) return "checks";
  return /review|changes have been requested/i.test(detail.replace(/Review and try/i, ""))
    ? "review"
    : "mergeability";
}

const namesOf = (list: unknown, key: string): string[] =>
  Array.isArray(list)
    ? list
        .map((item: unknown) => optionalText((item as Record<string, unknown> | null)?.[key]))
        .filter((name) => name !== "")
    : [];

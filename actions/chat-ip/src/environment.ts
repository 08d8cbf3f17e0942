import { readFileSync } from "node:fs";
import { ChatConfigError } from "@chat-ip/core";
import { type ProxyEnvironment, readProxyEnvironment } from "@chat-ip/core/proxies";
import type { InputProblem } from "@chat-ip/report";
import { InputError } from "./errors.ts";

/** Where the run happens, from the runner's variables, checked. */
export interface Environment {
  readonly owner: string;
  readonly repo: string;
  /** base URL of the REST API, no trailing slash */
  readonly apiUrl: string;
  /** base URL of the web pages, no trailing slash */
  readonly serverUrl: string;
  readonly runUrl: string | null;
  /** as GitHub counts the runs of the workflow */
  readonly runNumber: number | null;
  /** known without a request if the event names it */
  readonly defaultBranch: string | null;
  /** the branch and commit that triggered the run; `null` if it wasn't a branch */
  readonly trigger: { readonly branch: string; readonly sha: string } | null;
  /** Was the run started by a schedule? */
  readonly isScheduled: boolean;
  /** `null` where the event doesn't say whether the repository is public */
  readonly isPublic: boolean | null;
  /** folder for the report */
  readonly tempFolder: string | null;
  /** for both halves of the run: requests to the Chat API and to GitHub */
  readonly proxies: ProxyEnvironment;
}

/** Any host of the API will do, because a malformed variable affects all of them. */
const chatUrl = "https://console.tim.qq.com";

function readUrl(env: NodeJS.ProcessEnv, name: string, fallback: string, problems: InputProblem[]): string {
  const text = env[name] || fallback;
  const url = URL.parse(text);
  if (url && /^https?:$/.test(url.protocol) && url.username === "" && url.search === "") {
    return text.replace(/\/+$/, "");
  }
  problems.push({ id: "not-a-url", variable: name });
  return fallback;
}

/** Checks the proxies that requests to the Chat API and to GitHub would go through. */
function proxyProblems(proxies: ProxyEnvironment, apiUrl: string): InputProblem[] {
  const problems = [chatUrl, apiUrl].flatMap((url) => {
    try {
      proxies.proxyFor(url);
      return [];
    } catch (error) {
      if (error instanceof ChatConfigError) return error.problems;
      throw error;
    }
  });
  return [...new Set(problems)].map((says) => ({ id: "proxy", says }));
}

/** The default branch, if the event that started the run names it. A scheduled run is always on it. */
function readDefaultBranch(env: NodeJS.ProcessEnv, event: RunnerEvent | null): string | null {
  const name = event?.repository?.default_branch;
  if (typeof name === "string" && name !== "") return name;
  return env.GITHUB_EVENT_NAME === "schedule" ? readBranch(env) : null;
}

/** What is read of the event that started the run. */
interface RunnerEvent {
  readonly repository?: { readonly default_branch?: unknown; readonly private?: unknown };
}

/** If the event file is broken, GitHub can be asked instead. */
function readEvent(path: string | undefined): RunnerEvent | null {
  if (!path) return null;
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return null;
  }
}

function readBranch(env: NodeJS.ProcessEnv): string | null {
  return /^refs\/heads\/(.+)$/.exec(env.GITHUB_REF ?? "")?.[1] ?? null;
}

function readTrigger(env: NodeJS.ProcessEnv): Environment["trigger"] {
  const branch = readBranch(env);
  const sha = env.GITHUB_SHA ?? "";
  return branch !== null && sha !== "" ? { branch, sha } : null;
}

/**
 * Reads the runner's variables.
 * @throws {InputError} where one that is needed is absent or malformed.
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/variables (read 2026-11-22)
 */
export function readEnvironment(env: NodeJS.ProcessEnv): Environment {
  const problems: InputProblem[] = [];
  const repository = env.GITHUB_REPOSITORY ?? "";
  const [, owner = "", repo = ""] = /^([\w.-]+)\/([\w.-]+)$/.exec(repository) ?? [];
  if (owner === "" || /^\.+$/.test(repo)) {
    problems.push({ id: "no-repository" });
  }
  const apiUrl = readUrl(env, "GITHUB_API_URL", "https://api.github.com", problems);
  const serverUrl = readUrl(env, "GITHUB_SERVER_URL", "https://github.com", problems);
  const proxies = readProxyEnvironment(env);
  problems.push(...proxyProblems(proxies, apiUrl));
  if (problems.length > 0) throw new InputError(problems);
  const runId = env.GITHUB_RUN_ID ?? "";
  const event = readEvent(env.GITHUB_EVENT_PATH);
  const isPrivate = event?.repository?.private;
  const runNumber = env.GITHUB_RUN_NUMBER ?? "";
  return {
    owner,
    repo,
    apiUrl,
    serverUrl,
    runUrl: /^\d+$/.test(runId) ? `${serverUrl}/${owner}/${repo}/actions/runs/${runId}` : null,
    runNumber: /^\d{1,9}$/.test(runNumber) ? Number(runNumber) : null,
    defaultBranch: readDefaultBranch(env, event),
    trigger: readTrigger(env),
    isScheduled: env.GITHUB_EVENT_NAME === "schedule",
    isPublic: typeof isPrivate === "boolean" ? !isPrivate : null,
    tempFolder: env.RUNNER_TEMP || null,
    proxies,
  };
}

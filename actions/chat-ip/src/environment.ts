import { readFileSync } from "node:fs";
import { checkBypass } from "@actions/http-client/lib/proxy";
import { proxyUrlProblem } from "@chat-ip/core";
import { InputError } from "./errors.ts";

/** Where the run happens: what the runner's variables say, checked. */
export interface Environment {
  readonly owner: string;
  readonly repo: string;
  /** base URL of the REST API, no trailing slash */
  readonly apiUrl: string;
  /** base URL of the web pages, no trailing slash */
  readonly serverUrl: string;
  readonly runUrl: string | null;
  /** known without a request where the event tells it */
  readonly defaultBranch: string | null;
  /** the branch that the run was triggered on, and where it stood; `null` where it was no branch */
  readonly trigger: { readonly branch: string; readonly sha: string } | null;
  /** folder for the report */
  readonly tempFolder: string | null;
  /** The proxy for a request to this URL, by the rules of the Actions toolkit; `null` for none. */
  readonly proxyFor: (url: URL) => string | null;
}

/** What the environment names as the proxy for a protocol. */
interface ProxyVariable {
  readonly name: "HTTPS_PROXY" | "HTTP_PROXY";
  /** as it stands there; a scheme may be missing */
  readonly value: string;
}

/** In either spelling, the lower case first. */
function readProxyVariable(env: NodeJS.ProcessEnv, protocol: string): ProxyVariable | null {
  const name = protocol === "https:" ? "HTTPS_PROXY" : "HTTP_PROXY";
  const value = (env[name.toLowerCase()] || env[name] || "").trim();
  return value === "" ? null : { name, value };
}

function readUrl(env: NodeJS.ProcessEnv, name: string, fallback: string, problems: string[]): string {
  const text = env[name] || fallback;
  const url = URL.parse(text);
  if (url && /^https?:$/.test(url.protocol) && url.username === "" && url.search === "") {
    return text.replace(/\/+$/, "");
  }
  problems.push(
    `${name} is not a valid http(s) URL. The runner sets it: run the Action on a runner, or set it.`,
  );
  return fallback;
}

/** Checks the proxies that requests would go through: to the Chat API by https, to GitHub by whichever its URL says. */
function checkProxies(env: NodeJS.ProcessEnv, apiUrl: string, problems: string[]): void {
  for (const protocol of ["https:", "http:"] as const) {
    const proxy = readProxyVariable(env, protocol);
    if (proxy === null || (protocol === "http:" && !apiUrl.startsWith(protocol))) continue;
    const problem = proxyUrlProblem(proxy.value);
    if (problem !== null) problems.push(`${proxy.name} ${problem}.`);
  }
}

/** The default branch, if the event that started the run names it. A scheduled run is always on it. */
function readDefaultBranch(env: NodeJS.ProcessEnv): string | null {
  const name = readEvent(env.GITHUB_EVENT_PATH)?.repository?.default_branch;
  if (typeof name === "string" && name !== "") return name;
  return env.GITHUB_EVENT_NAME === "schedule" ? readBranch(env) : null;
}

/** A broken event file is no reason to fail: GitHub can be asked for all that is needed of it. */
function readEvent(path: string | undefined): { repository?: { default_branch?: unknown } } | null {
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
  const problems: string[] = [];
  const repository = env.GITHUB_REPOSITORY ?? "";
  const [, owner = "", repo = ""] = /^([\w.-]+)\/([\w.-]+)$/.exec(repository) ?? [];
  if (owner === "" || /^\.+$/.test(repo)) {
    problems.push(
      "GITHUB_REPOSITORY must be owner/name. The runner sets it: run the Action on a runner, or set it.",
    );
  }
  const apiUrl = readUrl(env, "GITHUB_API_URL", "https://api.github.com", problems);
  const serverUrl = readUrl(env, "GITHUB_SERVER_URL", "https://github.com", problems);
  checkProxies(env, apiUrl, problems);
  if (problems.length > 0) throw new InputError(problems);
  const runId = env.GITHUB_RUN_ID ?? "";
  return {
    owner,
    repo,
    apiUrl,
    serverUrl,
    runUrl: /^\d+$/.test(runId) ? `${serverUrl}/${owner}/${repo}/actions/runs/${runId}` : null,
    defaultBranch: readDefaultBranch(env),
    trigger: readTrigger(env),
    tempFolder: env.RUNNER_TEMP || null,
    // The toolkit's own way to the proxy leaves it out if the scheme is missing or an escape is odd.
    proxyFor: (url) => (checkBypass(url) ? null : (readProxyVariable(env, url.protocol)?.value ?? null)),
  };
}

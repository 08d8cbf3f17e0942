import { createProxyAgent, readProxyEnvironment } from "@chat-ip/core/proxies";
import { tryGit } from "../git/run-git.ts";
import { words } from "../words/words.ts";
import { type Finding, failed, ok, skipped, warning } from "./finding.ts";

interface Run {
  readonly status: string;
  readonly conclusion: string | null;
  readonly html_url: string;
  readonly created_at: string;
}

/** How the last run of the workflow went, where a token and the repository are known. */
export async function checkWorkflow(cwd: string, env: NodeJS.ProcessEnv): Promise<Finding> {
  const say = words().doctor;
  const token = env.CHAT_IP_TOKEN || env.GH_TOKEN || env.GITHUB_TOKEN || "";
  if (token === "") return skipped("workflow", say.setToken);
  const repository = env.GITHUB_REPOSITORY || (await repositoryOfRemote(cwd));
  if (repository === null) return skipped("workflow", say.repositoryUnknown);
  const api = (env.GITHUB_API_URL || "https://api.github.com").replace(/\/$/, "");
  const url = `${api}/repos/${repository}/actions/workflows/chat-ips.yml/runs?per_page=1`;
  try {
    const { request } = await import("undici");
    const proxy = readProxyEnvironment(env).proxyFor(url);
    const dispatcher = proxy === null ? undefined : await createProxyAgent(proxy);
    const { statusCode, body } = await request(url, {
      headers: {
        authorization: `Bearer ${token}`,
        accept: "application/vnd.github+json",
        "user-agent": "chat-ip",
      },
      headersTimeout: 10_000,
      ...(dispatcher === undefined ? {} : { dispatcher }),
    });
    if (statusCode !== 200) {
      await body.dump();
      return skipped("workflow", say.workflowUnseen(repository, statusCode));
    }
    const { workflow_runs: [run] = [] } = (await body.json()) as { workflow_runs?: readonly Run[] };
    return run === undefined ? warning("workflow", say.neverRan, say.startByHand) : readRun(run);
  } catch {
    return skipped("workflow", say.gitHubSilent(repository));
  }
}

function readRun({ status, conclusion, html_url, created_at }: Run): Finding {
  const say = words().doctor;
  const when = created_at.slice(0, 10);
  if (status !== "completed") return ok("workflow", say.runningNow(html_url));
  if (conclusion === "success") return ok("workflow", say.lastRunWorked(when));
  return failed("workflow", say.lastRunFailed(when, conclusion), say.seeUrl(html_url));
}

async function repositoryOfRemote(cwd: string): Promise<string | null> {
  const { exitCode, stdout } = await tryGit(["remote", "get-url", "origin"], { cwd }).catch(() => ({
    exitCode: 1,
    stdout: "",
  }));
  const match = exitCode === 0 ? /github\.com[:/]([\w.-]+\/[\w.-]+?)(?:\.git)?\/?\s*$/.exec(stdout) : null;
  return match?.[1] ?? null;
}

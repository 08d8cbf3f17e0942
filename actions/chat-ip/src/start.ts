import { createProxyAgent } from "@chat-ip/core/proxies";
import { createFetch, createGitHub, type ProxyAgent } from "@chat-ip/github";
import type { Forge } from "@chat-ip/sync";
import { type ReadOptions, type RepositoryState, readRepository } from "@chat-ip/sync/start";
import type { Environment } from "./environment.ts";
import type { Inputs } from "./inputs/inputs.ts";

/** What the process provides to a run; tests replace it. */
export interface Runtime {
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly random: () => number;
  readonly debug: (message: string) => void;
  /** Hides a secret in the log from now on. */
  readonly mask: (secret: string) => void;
  /** aborts when the run has ended, so that nothing is waited for */
  readonly signal: AbortSignal;
}

/** A started run, whose first requests to GitHub are on their way. */
export interface StartedRun {
  readonly inputs: Inputs;
  readonly environment: Environment;
  readonly runtime: Runtime;
  /** ms since 1970 */
  readonly startedAt: number;
  readonly forge: Forge;
  readonly read: ReadOptions;
  readonly state: Promise<RepositoryState>;
  /** Waits until the first requests have been sent. */
  readonly requestsSent: () => Promise<void>;
}

/** All requests to GitHub go to one host, so there is at most one proxy. */
function proxyOf({ proxies }: Environment): (url: URL) => Promise<ProxyAgent> | null {
  let agent: Promise<ProxyAgent> | null = null;
  return (url) => {
    const proxy = proxies.proxyFor(url);
    if (proxy === null) return null;
    agent ??= createProxyAgent(proxy) as Promise<ProxyAgent>;
    return agent;
  };
}

/** Starts a run with the requests that every run makes. */
export function startRun(inputs: Inputs, environment: Environment, runtime: Runtime): StartedRun {
  const { signal, ...time } = runtime;
  const { token, apps, branch, mode } = inputs;
  const { owner, repo, apiUrl, serverUrl, trigger } = environment;
  const { fetch, requestsSent } = createFetch({ signal, proxyFor: proxyOf(environment) });
  const userAgent = "chat-ip-action";
  const forge = createGitHub({ ...time, token, apiUrl, serverUrl, owner, repo, fetch, userAgent });
  const base = inputs.base ?? environment.defaultBranch;
  const read: ReadOptions = {
    folders: apps.map(({ path }) => path),
    branch,
    base,
    triggeredAt: trigger !== null && trigger.branch === base ? trigger.sha : null,
    readOnly: mode === "check",
    removalsWait: apps.some(({ removalsWaitHours }) => removalsWaitHours > 0),
  };
  const state = readRepository(forge, read);
  // Errors are thrown where this is awaited.
  state.catch(() => undefined);
  return { inputs, environment, runtime, startedAt: runtime.now(), forge, read, state, requestsSent };
}

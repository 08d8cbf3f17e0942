import { setTimeout as sleep } from "node:timers/promises";
import { createProxyAgent, readProxyEnvironment } from "@chat-ip/core/proxies";
import { createFetch, createGitHub, type ProxyAgent } from "@chat-ip/github";
import { messageText, pullRequestReason, pullRequestTexts, renderJsonReport, wordsOf } from "@chat-ip/report";
import { createAskList, type ListKey, type RunOutcome, run } from "@chat-ip/sync";
import { type ReadOptions, readRepository } from "@chat-ip/sync/start";
import { clientFor, type OpenClient } from "../api-client.ts";
import type { AppLists } from "../check/compare-lists.ts";
import { exitCodesOf, planSummary, writePlan } from "../check/plan-text.ts";
import type { Invocation } from "../command.ts";
import { combineExitCodes, type ExitCode, exitCodes } from "../exit-codes.ts";
import type { SettingReader } from "../settings/setting-reader.ts";
import { version } from "../version.ts";
import { words } from "../words/words.ts";
import { type GitHubPlace, readGitHubPlace } from "./github-place.ts";

/** `sync --pull-request github`: the Action's run, from a terminal or any CI. */
export async function proposeOnGitHub(
  invocation: Invocation,
  reader: SettingReader,
  apps: readonly [AppLists, ...AppLists[]],
): Promise<ExitCode> {
  const { terminal } = invocation;
  const place = await readGitHubPlace(invocation);
  const clients = new Map<string | null, OpenClient>();
  for (const { app, connection } of apps) clients.set(app, await clientFor(connection, terminal));
  terminal.progress(words().git.askingGitHub(`${place.owner}/${place.repo}`));
  let outcome: RunOutcome;
  try {
    outcome = await runOn(place, invocation, reader, apps, clients);
  } finally {
    for (const { close } of clients.values()) await close();
  }
  return tell(outcome, invocation);
}

async function runOn(
  { owner, repo, serverUrl, apiUrl, token }: GitHubPlace,
  { terminal, signal, env }: Invocation,
  reader: SettingReader,
  apps: readonly [AppLists, ...AppLists[]],
  clients: ReadonlyMap<string | null, OpenClient>,
): Promise<RunOutcome> {
  const clock = {
    now: Date.now,
    sleep: async (ms: number): Promise<void> => sleep(ms, undefined, { signal }),
    random: Math.random,
  };
  const proxies = readProxyEnvironment(env);
  let agent: Promise<ProxyAgent> | null = null;
  const proxyFor = (url: URL): Promise<ProxyAgent> | null => {
    const proxy = proxies.proxyFor(url);
    if (proxy === null) return null;
    agent ??= createProxyAgent(proxy) as Promise<ProxyAgent>;
    return agent;
  };
  const { fetch } = createFetch({ signal, proxyFor });
  const debug = (text: string): void => terminal.trace(text);
  const forge = createGitHub({
    ...clock,
    token,
    apiUrl,
    serverUrl,
    owner,
    repo,
    fetch,
    userAgent: "chat-ip-cli",
    debug,
  });
  const [{ connection, path }] = apps;
  const { destination, sdkAppId } = connection;
  const branch = reader.text("branch") ?? "chat-ip/update";
  const tasks = apps.flatMap((one) => one.tasks);
  const read: ReadOptions = {
    folders: apps.map((one) => one.path),
    branch,
    base: reader.text("base"),
    triggeredAt: null,
    readOnly: false,
    removalsWait: tasks.some(({ settings }) => settings.removalsWaitHours > 0),
  };
  const clientOf = ({ app }: ListKey): OpenClient["client"] => {
    const open = clients.get(app);
    if (open === undefined) throw new Error(`there is no client for ${app}`);
    return open.client;
  };
  const ownWords = { title: reader.text("title"), commitMessage: reader.text("commit-message") };
  return run(
    {
      tasks,
      settings: {
        branch,
        draft: false,
        deleteBranch: true,
        recreateClosed: false,
        labels: [],
        assignees: [],
        reviewers: [],
        teamReviewers: [],
        merging: { when: "none", method: "squash" },
        remindAfterHours: 0,
        failAfterHours: null,
      },
      context: {
        repository: `${owner}/${repo}`,
        serverUrl,
        runUrl: null,
        runNumber: null,
        source: "region" in destination ? destination : { endpoint: new URL(destination.endpoint).host },
        sdkAppId,
        path,
        branch,
        mode: "pull-request",
        startedAt: new Date(),
        tokenKind: forge.tokenKind(null),
        program: "@chat-ip/cli",
        version,
        autoMerge: "none",
        language: terminal.language,
      },
      read,
      schedule: null,
      ask: createAskList(clientOf, clock.now),
      forge,
      clock,
      texts: (draft) => pullRequestTexts(draft, ownWords),
      debug,
    },
    readRepository(forge, read),
    { lists() {}, pullRequest() {} },
  );
}

async function tell(outcome: RunOutcome, { terminal, signal }: Invocation): Promise<ExitCode> {
  const { pullRequest, error, warnings } = outcome;
  const lists = outcome.lists.map((list) => ({ key: list, outcome: list, files: null, missed: null }));
  if (terminal.json) terminal.write(`${JSON.stringify(renderJsonReport(outcome), null, 2)}\n`);
  else await writePlan(lists, terminal);
  for (const warning of warnings) terminal.warn(messageText(warning, terminal.language));
  if (error !== null) {
    signal.throwIfAborted();
    // With --json, the report on stdout holds it already.
    terminal.fail(messageText(error.message, terminal.language));
    return exitCodes.error;
  }
  terminal.say(planSummary(lists));
  if (pullRequest !== null) {
    terminal.say(pullRequestReason(pullRequest, wordsOf(terminal.language)));
    if (pullRequest.url !== null && !terminal.json) terminal.write(`${pullRequest.url}\n`);
  }
  const codes = exitCodesOf(lists).map((code) => (code === exitCodes.drift ? exitCodes.ok : code));
  return combineExitCodes(pullRequest?.operation === "blocked" ? [...codes, exitCodes.error] : codes);
}

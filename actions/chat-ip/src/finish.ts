import { type ChatClient, createChatClient } from "@chat-ip/core";
import { pullRequestTexts } from "@chat-ip/report";
import {
  createAskList,
  type ListKey,
  type ListTask,
  limitAsks,
  type Progress,
  type RunContext,
  type RunOutcome,
  run,
  type ScheduledRun,
} from "@chat-ip/sync";
import packageJson from "../package.json" with { type: "json" };
import type { AppInputs } from "./inputs/app-inputs.ts";
import type { Inputs } from "./inputs/inputs.ts";
import type { StartedRun } from "./start.ts";

/** The most requests to the Chat API at once, for all apps together. */
const mostAsksAtOnce = 400;

/** A region by its name, an endpoint by its host: never a whole URL. */
const sourceOf = ({ server }: AppInputs): RunContext["source"] =>
  "region" in server ? server : { endpoint: new URL(server.endpoint).host };

/** Where the lists come from; of apps in several regions, all of them. */
function commonSource(apps: Inputs["apps"]): RunContext["source"] {
  const sources = apps.map(sourceOf);
  const names = [...new Set(sources.map((source) => ("region" in source ? source.region : source.endpoint)))];
  return names.length === 1 ? sourceOf(apps[0]) : { endpoint: names.join(", ") };
}

/** Where the run happens and what it was asked to do. */
function contextOf({ inputs, environment, startedAt, forge }: StartedRun): Omit<RunContext, "base"> {
  const { apps, path, branch, mode, merging } = inputs;
  const { owner, repo, serverUrl, runUrl, runNumber } = environment;
  return {
    repository: `${owner}/${repo}`,
    serverUrl,
    runUrl,
    runNumber,
    source: commonSource(apps),
    sdkAppId: apps[0].sdkAppId,
    path,
    branch,
    mode,
    startedAt: new Date(startedAt),
    tokenKind: forge.tokenKind(null),
    program: "chat-ip-action",
    version: packageJson.version,
    autoMerge: merging.when,
    language: inputs.language,
  };
}

/** The lists that the run looks after, each with its settings. */
function tasksOf({ apps, allowSuspicious }: Inputs): ListTask[] {
  return apps.flatMap(({ app, path, lists, ...settings }) => {
    const { aggregate, formats, maxRemovedPercent, maxAddedPercent, removalsWaitHours } = settings;
    return lists.map((list): ListTask => {
      const allowed = allowSuspicious.filter((answer) => answer.app === app && answer.list === list);
      const allowedAnswers = allowed.map(({ digest }) => digest);
      return {
        key: { app, list, path },
        settings: {
          aggregate,
          formats,
          maxRemovedPercent,
          maxAddedPercent,
          removalsWaitHours,
          allowedAnswers,
        },
      };
    });
  });
}

/** A UserSig acts as an administrator, so it expires soon after the run. */
const userSigSeconds = 15 * 60;

function createClient({ sdkAppId, identifier, credential, server }: AppInputs, run: StartedRun): ChatClient {
  return createChatClient({
    sdkAppId,
    identifier,
    ...("secretKey" in credential ? { ...credential, expireSeconds: userSigSeconds } : credential),
    ...server,
    proxies: run.environment.proxies,
    onUserSig: run.runtime.mask,
  });
}

/** A schedule runs on the default branch. How long that has been quiet is known where it is the base as well. */
function scheduleOf({
  environment: { isScheduled, isPublic, trigger },
  read,
}: StartedRun): ScheduledRun | null {
  return isScheduled && trigger?.branch === read.base ? { isPublic } : null;
}

/** Finishes a started run. Failures are in the outcome, not thrown. */
export async function finishRun(started: StartedRun, progress: Progress): Promise<RunOutcome> {
  const { inputs, runtime, forge, read, state } = started;
  const clients = new Map(inputs.apps.map((app) => [app.app, createClient(app, started)]));
  const clientOf = ({ app }: ListKey): ChatClient => {
    const client = clients.get(app);
    if (!client) throw new Error(`There is no app ${app}.`);
    return client;
  };
  try {
    return await run(
      {
        tasks: tasksOf(inputs),
        settings: inputs,
        context: contextOf(started),
        read,
        schedule: scheduleOf(started),
        ask: limitAsks(createAskList(clientOf, runtime.now), mostAsksAtOnce),
        forge,
        clock: runtime,
        texts: (draft) => pullRequestTexts(draft, inputs),
        debug: runtime.debug,
      },
      state,
      progress,
    );
  } finally {
    await Promise.all([...clients.values()].map((client) => client.close()));
  }
}

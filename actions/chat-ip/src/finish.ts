import { createChatClient } from "@chat-ip/core";
import { pullRequestTexts } from "@chat-ip/report";
import {
  createAskList,
  type ListTask,
  type Progress,
  type RunContext,
  type RunOutcome,
  run,
} from "@chat-ip/sync";
import packageJson from "../package.json" with { type: "json" };
import type { Inputs } from "./inputs.ts";
import type { StartedRun } from "./start.ts";

/** Where the run happens and what it was asked to do. */
function contextOf({ inputs, environment, startedAt, forge }: StartedRun): Omit<RunContext, "base"> {
  const { server, sdkAppId, path, branch, mode, merging } = inputs;
  const { owner, repo, serverUrl, runUrl } = environment;
  return {
    repository: `${owner}/${repo}`,
    serverUrl,
    runUrl,
    source: "region" in server ? server : { endpoint: new URL(server.endpoint).host },
    sdkAppId,
    path,
    branch,
    mode,
    startedAt: new Date(startedAt),
    tokenKind: forge.tokenKind(null),
    version: packageJson.version,
    autoMerge: merging.when,
    language: "en",
  };
}

/** The lists that the run looks after, each with its settings. */
function tasksOf({ lists, path, ...settings }: Inputs): ListTask[] {
  const { aggregate, formats, maxRemovedPercent, maxAddedPercent, removalsWaitHours } = settings;
  return lists.map((list) => {
    const allowed = settings.allowSuspicious.filter((answer) => answer.list === list);
    const allowedAnswers = allowed.map(({ digest }) => digest);
    return {
      key: { app: null, list, path },
      settings: { aggregate, formats, maxRemovedPercent, maxAddedPercent, removalsWaitHours, allowedAnswers },
    };
  });
}

/** A UserSig is an administrator's, so it lives no longer than a run may take. */
const userSigSeconds = 15 * 60;

/** Takes a started run to its end. What goes wrong is in the outcome, not thrown. */
export async function finishRun(started: StartedRun, progress: Progress): Promise<RunOutcome> {
  const { inputs, environment, runtime, forge, read, state } = started;
  const { sdkAppId, identifier, credential, server } = inputs;
  const client = createChatClient({
    sdkAppId,
    identifier,
    ...("secretKey" in credential ? { ...credential, expireSeconds: userSigSeconds } : credential),
    ...server,
    proxies: environment.proxies,
    onUserSig: runtime.mask,
  });
  try {
    return await run(
      {
        tasks: tasksOf(inputs),
        settings: inputs,
        context: contextOf(started),
        read,
        ask: createAskList(() => client, runtime.now),
        forge,
        clock: runtime,
        texts: (draft) => pullRequestTexts(draft, inputs),
        debug: runtime.debug,
      },
      state,
      progress,
    );
  } finally {
    await client.close();
  }
}

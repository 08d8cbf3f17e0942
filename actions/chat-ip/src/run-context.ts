import packageJson from "../package.json" with { type: "json" };
import type { RunContext } from "./outcome.ts";
import type { StartedRun } from "./start-run.ts";
import { tokenKindOf } from "./token-kind.ts";

/** Where a run takes place and what it was asked to do. The base's name may not be known from the start. */
export function runContext({ inputs, environment, startedAt }: StartedRun, base: string): RunContext {
  const { server, sdkAppId, path, branch, mode, token } = inputs;
  const { owner, repo, serverUrl, runUrl } = environment;
  return {
    repository: `${owner}/${repo}`,
    serverUrl,
    runUrl,
    source: "region" in server ? server : { endpoint: new URL(server.endpoint).host },
    sdkAppId,
    path,
    base,
    branch,
    mode,
    startedAt: new Date(startedAt),
    tokenKind: tokenKindOf(null, token),
    version: packageJson.version,
  };
}

import type { World, WorldRun } from "../harness/world.ts";

/** What a world has become, without what differs between two worlds of the same story: ports and the time of day. */
export interface EndState {
  /** every ref with its commit: GitHub's clock stands still, so equal histories have equal ids */
  readonly refs: readonly string[];
  readonly pulls: readonly object[];
}

function normalise(text: string, { chat, github }: World): string {
  return (
    text
      .replaceAll(github.serverUrl, "https://github.example")
      .replaceAll(new URL(chat.url).host, "chat.example")
      .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\dZ/g, "0000-00-00T00:00Z")
      // over a text that names the port
      .replaceAll(/(?<=text=)sha256:[0-9a-f]{64}/g, "sha256:0")
  );
}

export async function endState(world: World): Promise<EndState> {
  const { github } = world;
  const refs = await github.git("for-each-ref", "--format=%(refname) %(objectname)");
  return {
    refs: refs.split("\n"),
    pulls: github.pullRequests.map(({ comments, ...pull }) => ({
      ...pull,
      body: normalise(pull.body, world),
      comments: comments.map(({ author, body }) => ({ author, body: normalise(body, world) })),
    })),
  };
}

/** Outputs that don't depend on how much of the work a run found done. */
export function lastingOutputs(run: WorldRun, world: World): Readonly<Record<string, string>> {
  const {
    report: _ofEachRun,
    "pull-request-operation": _operation,
    "commits-verified": _ofOwnCommits,
    ...lasting
  } = run.outputs;
  return Object.fromEntries(Object.entries(lasting).map(([name, value]) => [name, normalise(value, world)]));
}

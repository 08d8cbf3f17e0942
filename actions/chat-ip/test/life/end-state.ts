import type { World, WorldRun } from "../harness/world.ts";

/** What a world has become, without what differs between two worlds of the same story: ports and the time of day. */
export interface EndState {
  /** every ref with its commit (where GitHub's clock stands still, equal histories have equal ids) or its history */
  readonly refs: readonly string[];
  readonly pulls: readonly object[];
}

function normalise(text: string, { chat, github }: World): string {
  return (
    text
      .replaceAll(github.serverUrl, "https://github.example")
      .replaceAll(new URL(chat.url).host, "chat.example")
      .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\dZ/g, "0000-00-00T00:00Z")
      .replaceAll(/\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d(?= UTC)/g, "that day")
      .replaceAll(/(?<=farewell=)\d+/g, "0")
      // Hashes of texts that contain the port.
      .replaceAll(/(?<=text=|seal=)sha256:[0-9a-f]{64}/g, "sha256:0")
  );
}

/** Told by commits, or by what these hold, for where runs make them at different times. */
export async function endState(world: World, by: "commit" | "content" = "commit"): Promise<EndState> {
  const { github } = world;
  const refs = await github.git("for-each-ref", "--format=%(refname) %(objectname)");
  const byContent = (ref: string): Promise<string> => {
    const [name = "", sha = ""] = ref.split(" ");
    return github.git("log", `--format=${name}: %T %s %(trailers)`, sha);
  };
  const tellRef = async (ref: string): Promise<string> => {
    // A note about waiting removals holds the time of the look that made it.
    if (!ref.startsWith("refs/chat-ip/")) return by === "commit" ? ref : byContent(ref);
    const [name = "", sha = ""] = ref.split(" ");
    const note = await github.git("log", "-1", "--format=%B", sha);
    return `${name}: ${note.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "then")}`;
  };
  return {
    refs: await Promise.all(refs.split("\n").map(tellRef)),
    pulls: github.pullRequests.map(({ comments, headSha, ...pull }) => ({
      ...pull,
      ...(by === "commit" ? { headSha } : {}),
      body: normalise(pull.body, world),
      comments: comments.map(({ author, body }) => ({ author, body: normalise(body, world) })),
    })),
  };
}

/** Outputs that don't depend on how much of the work a run found done. */
export function lastingOutputs(
  run: Pick<WorldRun, "outputs">,
  world: World,
): Readonly<Record<string, string>> {
  const {
    report: _ofEachRun,
    "pull-request-operation": _operation,
    "commits-verified": _ofOwnCommits,
    "only-ours": _ofOpenOnes,
    "open-hours": _ofThisMoment,
    "merge-waits-for": _ofThisLook,
    ...lasting
  } = run.outputs;
  return Object.fromEntries(Object.entries(lasting).map(([name, value]) => [name, normalise(value, world)]));
}

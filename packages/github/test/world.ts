import {
  createGitHubEmulator,
  type GitHubEmulator,
  type GitHubEmulatorOptions,
} from "@chat-ip/github-emulator";
import type { Forge, NewPullRequest } from "@chat-ip/sync";
import { createFetch, createGitHub } from "../src/index.ts";

export const branch = "chat-ip/update";
export const file = "chat-ips/all.txt";
export const asked: NewPullRequest = { title: "Update", body: "", head: branch, base: "main", draft: false };

/** GitHub, and the port on it. Pauses are noted, and move a clock that stands still otherwise. */
export interface World {
  readonly github: GitHubEmulator;
  readonly forge: Forge;
  /** ms */
  readonly pauses: readonly number[];
  [Symbol.asyncDispose](): Promise<void>;
}

export async function createWorld(
  options: GitHubEmulatorOptions = {},
  repository: { readonly owner?: string; readonly repo?: string } = {},
): Promise<World> {
  const github = await createGitHubEmulator({ validate: true, labels: ["network"], ...options });
  const [owner = "", repo = ""] = github.repository.split("/");
  const pauses: number[] = [];
  let now = Date.now();
  const forge = createGitHub({
    owner,
    repo,
    ...repository,
    token: github.token,
    apiUrl: github.url,
    serverUrl: github.serverUrl,
    fetch: createFetch().fetch,
    userAgent: "chat-ip-action",
    now: () => now,
    async sleep(ms) {
      pauses.push(ms);
      now += ms;
    },
    random: () => 1,
    debug: () => undefined,
  });
  return { github, forge, pauses, [Symbol.asyncDispose]: () => github.close() };
}

/** What the branch is to be: one commit on top of the base. */
export async function planOn(forge: Forge, on = "main"): Promise<Parameters<Forge["writeBranch"]>[1]> {
  const head = await forge.branchHead(on);
  if (head === null) throw new Error(`there is no branch ${on}`);
  return {
    kind: on === "main" ? "create" : "append",
    commit: {
      baseTree: head.treeSha,
      parents: [head.sha],
      files: new Map([[file, { content: `on ${on}\n` }]]),
      digest: `sha256:${"0".repeat(64)}`,
    },
  };
}

/** Opens a pull request from the branch; returns its number. */
export async function openPull({ forge }: Pick<World, "forge">): Promise<number> {
  await forge.writeBranch(branch, await planOn(forge), "Update");
  const opened = await forge.openPullRequest(asked);
  if (opened.kind !== "opened") throw new Error(`the pull request was ${opened.kind}`);
  return opened.pull.number;
}

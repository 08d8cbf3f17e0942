import { createEmulator, type Emulator, type EmulatorOptions } from "@chat-ip/emulator";
import {
  createGitHubEmulator,
  type GitHubEmulator,
  type GitHubEmulatorOptions,
  type GitHubRequest,
} from "@chat-ip/github-emulator";
import { type ActionRun, type ActionSetup, runAction } from "./run-action.ts";
import { scheduledRun } from "./scheduled-run.ts";

/** A Chat API, a GitHub with one repository, and the Action between them. */
export interface World {
  readonly chat: Emulator;
  readonly github: GitHubEmulator;
  /** Runs the Action with the inputs of a plain workflow and, above them, these. */
  run(
    inputs?: Readonly<Record<string, string>>,
    setup?: Partial<Pick<ActionSetup, "env" | "onStart">>,
  ): Promise<WorldRun>;
  [Symbol.asyncDispose](): Promise<void>;
}

export interface WorldRun extends ActionRun {
  /** the requests that GitHub got from this run */
  readonly requests: readonly GitHubRequest[];
}

export interface WorldOptions {
  readonly chat?: EmulatorOptions;
  readonly github?: GitHubEmulatorOptions;
}

/**
 * `CHAT_IP_LATE_GITHUB=1` runs all end-to-end tests on a GitHub that is late: each route misses once what the token has
 * just created, and finds out about mergeability at the second look.
 */
export const isLate: boolean = process.env.CHAT_IP_LATE_GITHUB === "1";

const late = isLate ? { unknownForRequests: 1, lateMergeability: 1 } : undefined;

export async function createWorld(options: WorldOptions = {}): Promise<World> {
  const [chat, github] = await Promise.all([
    createEmulator(options.chat),
    createGitHubEmulator({
      validate: true,
      ...options.github,
      settings: { ...late, ...options.github?.settings },
    }),
  ]);
  return {
    chat,
    github,
    async run(inputs = {}, setup = {}) {
      const before = github.requests.length;
      // Hours have passed since the last run.
      github.settle();
      const run = await runAction({
        ...setup,
        inputs: plainInputs({ chat, github }, inputs),
        env: {
          ...(await scheduledRun(github, options.github?.defaultBranch)),
          ...setup.env,
        },
      });
      return { ...run, requests: github.requests.slice(before) };
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([chat.close(), github.close()]);
    },
  };
}

/** The inputs of a plain workflow and, above them, these. */
export const plainInputs = (
  { chat, github }: Pick<World, "chat" | "github">,
  inputs: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> => ({
  ...(inputs.apps ? {} : oneAppOf(chat)),
  token: github.token,
  // A second look is tested on its own; elsewhere it would only cost time.
  "removals-wait": "0",
  ...inputs,
});

/** The inputs that describe the emulator's app, where `apps` doesn't. */
export const oneAppOf = ({ sdkAppId, secretKey, url }: Emulator): Readonly<Record<string, string>> => ({
  "sdk-app-id": String(sdkAppId),
  "secret-key": secretKey,
  endpoint: url,
});

/** A text as it comes back from a form in the browser: with CRLF line ends. */
export function typed(text: string): string {
  return text.replaceAll("\n", "\r\n");
}

import { expect } from "vitest";
import { createGitHubEmulator, type GitHubEmulator, type GitHubEmulatorOptions } from "../src/index.ts";

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The JSON, read leniently: a test says what it expects of it. */
  // biome-ignore lint/suspicious/noExplicitAny: the shape is GitHub's, and validated by the emulator itself
  readonly json: any;
  readonly text: string;
}

export interface TestGitHub extends AsyncDisposable {
  readonly emulator: GitHubEmulator;
  /** A request below /repos/acme/firewall with the emulator's token. */
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** A commit of the token's on top of a branch (default main), made by tree and commit; returns its SHA-1. */
  commitOn(base: string, files: Record<string, string>): Promise<string>;
  /** A branch of the token's with one commit on top of main, and a pull request for it; returns its number. */
  openPullRequest(branch: string, files?: Record<string, string>): Promise<number>;
}

/** An emulator that validates. At the end no exchange may have broken GitHub's description, and git finds no fault. */
export async function startGitHub(options: GitHubEmulatorOptions = {}): Promise<TestGitHub> {
  const emulator = await createGitHubEmulator({ validate: true, ...options });
  const root = `${emulator.url}/repos/${emulator.repository}`;

  const call: TestGitHub["call"] = async (method, path, body, headers = {}) => {
    const response = await fetch(root + path, {
      method,
      headers: { authorization: `Bearer ${emulator.token}`, ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.startsWith("application/json") === true;
    return {
      status: response.status,
      headers: response.headers,
      json: isJson ? JSON.parse(text) : null,
      text,
    };
  };

  const commitOn: TestGitHub["commitOn"] = async (base, files) => {
    const tip = (await call("GET", `/branches/${encodeURIComponent(base)}`)).json.commit;
    const tree = await call("POST", "/git/trees", {
      base_tree: tip.commit.tree.sha,
      tree: Object.entries(files).map(([path, content]) => ({ path, mode: "100644", type: "blob", content })),
    });
    const commit = await call("POST", "/git/commits", {
      message: "Update",
      tree: tree.json.sha,
      parents: [tip.sha],
    });
    return commit.json.sha;
  };

  return {
    emulator,
    call,
    commitOn,
    async openPullRequest(branch, files = { "a.txt": `${branch}\n` }) {
      const sha = await commitOn("main", files);
      await call("POST", "/git/refs", { ref: `refs/heads/${branch}`, sha });
      const pull = await call("POST", "/pulls", { title: "Update", head: branch, base: "main" });
      expect(pull.status).toBe(201);
      return pull.json.number;
    },
    async [Symbol.asyncDispose]() {
      const faults = await emulator.git("fsck", "--strict", "--no-dangling");
      await emulator.close();
      expect({ violations: emulator.violations, faults }).toEqual({ violations: [], faults: "" });
    },
  };
}

/** What GitHub's refusals look like. */
export function refusal(status: number, message: string, docs: string, errors?: unknown): object {
  const documentation_url = docs.startsWith("https:") ? docs : `https://docs.github.com/${docs}`;
  return { message, ...(errors === undefined ? {} : { errors }), documentation_url, status: String(status) };
}

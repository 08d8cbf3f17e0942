import { expect } from "vitest";
import { createGitHubEmulator, type GitHubEmulator, type GitHubEmulatorOptions } from "../src/index.ts";

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly json: unknown;
  readonly text: string;
  /** What stands at a path in the JSON: "commit.sha", or "tree.*.path" for a list of them. */
  at(path: string): unknown;
  /** The same, where it is a string. */
  textAt(path: string): string;
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
    const json: unknown = isJson ? JSON.parse(text) : null;
    const at = (place: string): unknown => valueAt(json, place.split("."));
    const textAt = (place: string): string => String(at(place) ?? expect.fail(`no ${place} in ${text}`));
    return { status: response.status, headers: response.headers, json, text, at, textAt };
  };

  const commitOn: TestGitHub["commitOn"] = async (base, files) => {
    const tip = await call("GET", `/branches/${encodeURIComponent(base)}`);
    const tree = await call("POST", "/git/trees", {
      base_tree: tip.at("commit.commit.tree.sha"),
      tree: Object.entries(files).map(([path, content]) => ({ path, mode: "100644", type: "blob", content })),
    });
    const commit = await call("POST", "/git/commits", {
      message: "Update",
      tree: tree.at("sha"),
      parents: [tip.at("commit.sha")],
    });
    return commit.textAt("sha");
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
      return Number(pull.at("number"));
    },
    async [Symbol.asyncDispose]() {
      const faults = await emulator.git("fsck", "--strict", "--no-dangling");
      await emulator.close();
      expect({ violations: emulator.violations, faults }).toEqual({ violations: [], faults: "" });
    },
  };
}

function valueAt(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return value;
  if (key === "*") return Array.isArray(value) ? value.map((item) => valueAt(item, rest)) : undefined;
  if (typeof value !== "object" || value === null) return undefined;
  return valueAt(Reflect.get(value, key), rest);
}

/** What GitHub's refusals look like. */
export function refusal(status: number, message: string, docs: string, errors?: unknown): object {
  const documentation_url = docs.startsWith("https:") ? docs : `https://docs.github.com/${docs}`;
  return { message, ...(errors === undefined ? {} : { errors }), documentation_url, status: String(status) };
}

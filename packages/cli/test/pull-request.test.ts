import { createEmulator } from "@chat-ip/emulator";
import { createGitHubEmulator, type GitHubEmulator } from "@chat-ip/github-emulator";
import { describe, expect, it } from "vitest";
import { readRemoteUrl } from "../src/pull-request/github-place.ts";
import { asking } from "./harness/asking.ts";
import { chatIpHere } from "./harness/run-here.ts";

const lists = { all: ["43.132.0.0/24"] };
const args = ["sync", "--lists", "all", "--pull-request", "github"];

function onGitHub({ url, serverUrl, repository, token }: GitHubEmulator): Record<string, string> {
  return {
    GITHUB_API_URL: url,
    GITHUB_SERVER_URL: serverUrl,
    GITHUB_REPOSITORY: repository,
    GH_TOKEN: token,
  };
}

describe("sync --pull-request github", () => {
  it("opens the Action's pull request, and leaves it alone while nothing changes", async () => {
    await using emulator = await createEmulator({ lists });
    await using github = await createGitHubEmulator({ tokenKind: "personal", validate: true });
    const env = { ...asking(emulator), ...onGitHub(github) };
    const ran = await chatIpHere(args, { env });
    expect(ran.exitCode).toBe(0);
    expect(github.pullRequests).toMatchObject([
      { state: "open", title: expect.stringContaining("first version") },
    ]);
    expect(ran.stdout).toContain(`/pull/${github.pullRequests[0]?.number}\n`);
    expect(await github.file("chat-ip/update", "chat-ips/all.txt")).toContain("43.132.0.0/24\n");
    const again = await chatIpHere([...args, "--json"], { env });
    expect(again.exitCode).toBe(0);
    expect(JSON.parse(again.stdout)).toMatchObject({ pullRequest: { operation: "unchanged" } });
    expect(github.violations).toEqual([]);
    expect(ran.stdout + ran.stderr + again.stderr).not.toContain(github.token);
  });

  it("ends with 1 and the remedy when the token may not write", async () => {
    await using emulator = await createEmulator({ lists });
    await using github = await createGitHubEmulator({
      permissions: { contents: "read", pull_requests: "read" },
    });
    const ran = await chatIpHere(args, { env: { ...asking(emulator), ...onGitHub(github) } });
    expect(ran.exitCode).toBe(1);
    expect(ran.stderr).toContain("contents: write");
    const json = await chatIpHere([...args, "--json"], { env: { ...asking(emulator), ...onGitHub(github) } });
    expect(JSON.parse(json.stdout)).toMatchObject({
      error: { message: expect.stringContaining("contents: write") },
    });
  });

  it.each([
    ["no token", { GH_TOKEN: "" }, [], 4, "no token"],
    ["no repository", { GITHUB_REPOSITORY: "" }, [], 64, "--repository"],
    ["another host", {}, ["--pull-request", "gitlab"], 64, "--push"],
    ["a dry run", {}, ["--dry-run"], 64, "can't be used together"],
  ])("refuses %s", async (_name, changes, more, exitCode, words) => {
    await using emulator = await createEmulator({ lists });
    await using github = await createGitHubEmulator();
    const env = { ...asking(emulator), ...onGitHub(github), ...changes };
    const ran = await chatIpHere([...args, ...more], { env });
    expect(ran).toMatchObject({ exitCode, stdout: "" });
    expect(ran.stderr).toContain(words);
    expect(github.requests).toEqual([]);
  });

  it.each([
    ["https://github.com/acme/firewall.git", "https://github.com", "acme/firewall"],
    ["https://user:secret@github.example/acme/firewall", "https://github.example", "acme/firewall"],
    ["git@github.com:acme/firewall.git", "https://github.com", "acme/firewall"],
    ["ssh://git@github.example:2222/acme/firewall.git", "https://github.example", "acme/firewall"],
  ])("reads %s", (url, serverUrl, repository) => {
    expect(readRemoteUrl(url)).toEqual({ serverUrl, repository });
  });
});

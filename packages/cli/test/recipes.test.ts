import { spawn } from "node:child_process";
import { chmodSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { regionNames } from "@chat-ip/core";
import { createEmulator, type Emulator } from "@chat-ip/emulator";
import { describe, expect, inject, it } from "vitest";
import { parse } from "yaml";
import { renderWorkflow } from "../src/init/templates.ts";
import { asking } from "./harness/asking.ts";
import { commitAll, git } from "./harness/git.ts";
import { createGitHost, type GitHost } from "./harness/git-host.ts";
import { createPlace, environment, type Place } from "./harness/run-chat-ip.ts";

/** The YAML blocks of a recipe. */
function yamlOf(recipe: string): readonly string[] {
  const file = new URL(`../../../docs/recipes/${recipe}.md`, import.meta.url);
  const blocks = readFileSync(file, "utf8").matchAll(/^( *)```yaml[^\n]*\n(.*?)^ *```$/gms);
  return [...blocks].map(([, indent = "", block = ""]) =>
    block.replaceAll(new RegExp(`^${indent}`, "gm"), ""),
  );
}

const exampleFile = (path: string): string =>
  readFileSync(new URL(`../../../examples/gitlab-ci/${path}`, import.meta.url), "utf8");

/** A clone as a CI job finds it, without a password, and an `npx` that runs the packed program. */
async function createJob(host: GitHost, emulator: Emulator, committed: object = {}): Promise<Place> {
  const app = { endpoint: emulator.url, "sdk-app-id": emulator.sdkAppId };
  const config = { ...committed, ...app, lists: ["all"] };
  const place = await createPlace({ "work/chat-ip.config.json": JSON.stringify(config) });
  const work = { path: join(place.path, "work") };
  git(work, ["init", "-q", "-b", "main"]);
  commitAll(work, "First");
  git(work, ["push", "-q", host.repository.path, "main"]);
  git(work, ["remote", "add", "origin", host.url]);
  git(work, ["checkout", "-q", "--detach"]); // as GitLab does
  const shim = `#!/bin/sh\n[ "$1 $2" = "--yes @chat-ip/cli" ] || exit 99\nshift 2\nexec "${process.execPath}" "${inject("chatIp")}" "$@"\n`;
  await place.write("bin/npx", shim);
  chmodSync(join(place.path, "bin/npx"), 0o755);
  return place;
}

/** Runs the lines of a job as its runner would. Not synchronously: the git host answers from this process. */
async function runShell(
  place: Place,
  folder: string,
  lines: string,
  env: Readonly<Record<string, string>>,
): Promise<string> {
  const base = environment({ HOME: place.path, ...env });
  const child = spawn("sh", ["-euc", lines], {
    cwd: join(place.path, folder),
    env: { ...base, PATH: `${join(place.path, "bin")}:${base.PATH}` },
  });
  const [output, exitCode] = await Promise.all([
    Promise.all([text(child.stdout), text(child.stderr)]),
    new Promise((resolve) => child.once("close", resolve)),
  ]);
  expect(exitCode, output.join("")).toBe(0);
  return output.join("");
}

const lists = { all: ["43.132.0.0/24"] };
const proposed = (host: GitHost): string => git(host.repository, ["show", "chat-ip/update:chat-ips/all.txt"]);

describe("the recipes", () => {
  it("GitLab CI opens a merge request by push options", async () => {
    await using emulator = await createEmulator({ lists });
    await using host = await createGitHost();
    const { region, ...config } = JSON.parse(exampleFile("chat-ip.config.json"));
    expect(regionNames).toContain(region);
    await using place = await createJob(host, emulator, config);
    const [job = "", include] = yamlOf("gitlab-ci");
    expect(exampleFile(".gitlab/chat-ips.gitlab-ci.yml")).toBe(job);
    expect(exampleFile(".gitlab-ci.yml")).toBe(include);
    expect(job).toBe(renderWorkflow("gitlab", { sdkAppId: 1, region: "china", lists: [], path: "chat-ips" }));
    const { script }: { script: string[] } = parse(job)["chat-ips"];
    const { origin, hostname } = new URL(host.url);
    const env = {
      CHAT_IP_SECRET_KEY: emulator.secretKey,
      CHAT_IP_PUSH_TOKEN: host.password,
      CI_SERVER_URL: origin,
      CI_SERVER_HOST: hostname,
      CI_PROJECT_PATH: "firewall",
      CI_COMMIT_BRANCH: "main",
    };
    const output = await runShell(place, "work", script.join("\n"), env);
    expect(proposed(host)).toContain("43.132.0.0/24\n");
    expect(host.pushes().at(-1)).toContain("merge_request.create");
    expect(output).not.toContain(host.password);
  });

  it("Gitea Actions pushes the branch and shows the link", async () => {
    await using emulator = await createEmulator({ lists });
    await using host = await createGitHost();
    await using place = await createJob(host, emulator);
    host.say(
      "Create a new pull request for 'chat-ip/update':",
      "  https://gitea.example/a/b/compare/main...chat-ip/update",
    );
    const [workflow = ""] = yamlOf("gitea-actions");
    expect(workflow).toBe(
      renderWorkflow("gitea", { sdkAppId: 1, region: "china", lists: [], path: "chat-ips" }),
    );
    const steps: readonly { run?: string }[] = parse(workflow).jobs["chat-ips"].steps;
    const env = {
      CHAT_IP_SECRET_KEY: emulator.secretKey,
      CHAT_IP_PUSH_TOKEN: host.password,
      GITHUB_SERVER_URL: new URL(host.url).origin,
      GITHUB_REPOSITORY: "firewall",
    };
    const output = await runShell(place, "work", steps.find(({ run }) => run !== undefined)?.run ?? "", env);
    expect(proposed(host)).toContain("43.132.0.0/24\n");
    expect(host.pushes().at(-1)).toEqual([]);
    expect(output).toContain("https://gitea.example/a/b/compare/main...chat-ip/update");
    expect(output).not.toContain(host.password);
  });

  it("a Kubernetes CronJob clones and pushes", async () => {
    await using emulator = await createEmulator({ lists });
    await using host = await createGitHost();
    await using place = await createJob(host, emulator);
    const [manifest = ""] = yamlOf("kubernetes-cronjob");
    const [container] = parse(manifest).spec.jobTemplate.spec.template.spec.containers;
    const lines: string = container.args[0].replaceAll("/tmp/repository", join(place.path, "clone"));
    const env = {
      ...asking(emulator),
      CHAT_IP_LISTS: "all",
      CHAT_IP_PUSH_TOKEN: host.password,
      REPOSITORY: host.url,
    };
    await runShell(place, ".", lines, env);
    expect(proposed(host)).toContain("43.132.0.0/24\n");
  });
});

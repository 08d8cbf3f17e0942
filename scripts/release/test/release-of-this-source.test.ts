import { existsSync } from "node:fs";
import { cp, readFile, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runAction } from "../../../actions/chat-ip/test/harness/run-action.ts";
import { createEmulator } from "../../../packages/emulator/src/index.ts";
import { createGitHubEmulator } from "../../../packages/github-emulator/src/index.ts";
import { findFiles } from "../../find-files.ts";
import { repositoryRoot } from "../../report-problems.ts";
import { runCommand } from "../../run-command.ts";
import { readActionMetadata } from "../../workflows/action-metadata.ts";
import { copyWorkingCopy } from "../copy-working-copy.ts";
import { gitIn } from "../git.ts";
import { releaseAction } from "../make-release.ts";
import { type BuildTree, installAndBuild } from "../source-build.ts";
import { verifyRelease } from "../verify-release.ts";
import { createSourceRepository, type SourceRepository } from "./source-repository.ts";

let source: SourceRepository;

/** Builds with the packages that are installed here already. */
const linkAndBuild: BuildTree = async (checkout, folder) => {
  for (const path of [
    ".",
    ...(await findFiles(checkout, "{packages,actions}/*/package.json")).map(dirname),
  ]) {
    const installed = join(repositoryRoot, path, "node_modules");
    if (existsSync(installed)) await symlink(installed, join(checkout, path, "node_modules"));
  }
  const script = ["--conditions=@chat-ip/source", "scripts/release/build-release-tree.ts", folder];
  await runCommand([process.execPath, ...script], { cwd: checkout });
};

const full = process.env.CHAT_IP_FULL === "1";

/** `npm run test:all` installs what the lock file says for each build, as a release does. */
const build = full ? installAndBuild : linkAndBuild;

const script = (...args: string[]): Promise<string> =>
  runCommand([process.execPath, "scripts/release/release-action.ts", ...args], { cwd: source.folder });

/** Releases as one machine does; or, where that would take an installation, as one that gets the bundle of another. */
async function release(): Promise<void> {
  if (full) {
    await script("--push", "origin");
    return;
  }
  const made = await releaseAction(source.git, { build, ifNew: false });
  const bundle = join(source.folder, "../release.bundle");
  await source.git(["bundle", "create", "--quiet", bundle, "refs/tags/v1.2.3"]);
  await source.git(["tag", "--delete", "v1.2.3", "v1.2", "v1"]);
  const { commit = "" } = made ?? {};
  await script("--from-bundle", bundle, "--tag", "v1.2.3", "--rebuilt", commit, "--push", "origin");
  await source.git(["fetch", "--quiet", "--tags", "origin"]);
}

/** This project as it stands, changes that are not committed included, as version 1.2.3 on main of a repository of its own. */
beforeAll(async () => {
  source = await createSourceRepository();
  await copyWorkingCopy(repositoryRoot, source.folder);
  const manifestPath = join(source.folder, "actions/chat-ip/package.json");
  const manifest = await readFile(manifestPath, "utf8");
  await writeFile(manifestPath, manifest.replace(/"version": "[^"]*"/, '"version": "1.2.3"'));
  await source.commit({});
  await release();
});

afterAll(() => source[Symbol.asyncDispose]());

it("gives a consumer that names v1 its pull request, without checkout or installation", async () => {
  await using chat = await createEmulator({ lists: { "webhook-global": ["203.0.114.0/24"] } });
  await using github = await createGitHubEmulator({ validate: true });
  const clone = join(source.folder, "../v1");
  await gitIn(source.folder)([
    "clone",
    "--quiet",
    "--depth",
    "1",
    "--branch",
    "v1",
    `file://${source.remote}`,
    clone,
  ]);

  const actionYml = await readFile(join(clone, "action.yml"), "utf8");
  // What a runner does: each input's default, and what the workflow says above it.
  const { inputs } = readActionMetadata("action.yml", actionYml);
  const defaults = inputs.flatMap(({ name, default: value }) =>
    value === null ? [] : [[name, value] as const],
  );
  const [, main = ""] = /^ {2}main: (\S+)$/m.exec(actionYml) ?? [];
  const run = await runAction({
    bundle: join(clone, main),
    inputs: {
      ...Object.fromEntries(defaults),
      "sdk-app-id": String(chat.sdkAppId),
      "secret-key": chat.secretKey,
      endpoint: chat.url,
      lists: "webhook-global",
      token: github.token,
    },
    env: {
      GITHUB_API_URL: github.url,
      GITHUB_SERVER_URL: github.serverUrl,
      GITHUB_REPOSITORY: github.repository,
      GITHUB_EVENT_NAME: "schedule",
      GITHUB_REF: "refs/heads/main",
    },
  });

  expect(run.errorLog).toBe("");
  expect(run.exitCode, run.log).toBe(0);
  expect(run.outputs["pull-request-operation"]).toBe("created");
  expect(await github.file("chat-ip/update", "chat-ips/webhook-global.txt")).toContain("\n203.0.114.0/24\n");
  expect(github.pullRequests[0]?.body).toContain("chat-ip 1.2.3");
});

it("can be mirrored for the Marketplace by the commands of CONTRIBUTING.md", async () => {
  const mirror = join(source.folder, "../mirror.git");
  await gitIn(source.folder)(["init", "--quiet", "--bare", mirror]);
  const contributing = await readFile(join(repositoryRoot, "CONTRIBUTING.md"), "utf8");
  const [, commands = ""] = /^### GitHub Marketplace$.*?^```sh$(.*?)^```$/ms.exec(contributing) ?? [];
  const here = commands.replaceAll(/https:\S+/g, mirror);
  await runCommand(["bash", "-euc", here], { cwd: source.folder });
  const mirrored = gitIn(mirror);
  expect(await mirrored(["rev-parse", "main", "v1.2.3"])).toBe(
    Array(2)
      .fill(await source.remoteGit(["rev-parse", "v1.2.3"]))
      .join("\n"),
  );
  const files = await mirrored(["ls-tree", "-r", "--name-only", "main"]);
  expect(files.split("\n")).toContain("action.yml");
  expect(files).not.toContain(".github");
});

it("holds what a runner and the licences need, and nothing else", async () => {
  const files = await source.remoteGit(["ls-tree", "-r", "--name-only", "v1"]);
  expect(files.split("\n")).toEqual([
    "LICENSE",
    "README.md",
    "THIRD-PARTY-LICENSES.txt",
    "action.yml",
    "dist/chinese.js",
    "dist/index.js",
    "dist/package.json",
    "dist/undici.js",
    "dist/yaml.js",
  ]);
  const declared: { name: string }[] = JSON.parse(
    await readFile(join(repositoryRoot, "actions/chat-ip/third-party.json"), "utf8"),
  );
  const notices = await source.remoteGit(["show", "v1:THIRD-PARTY-LICENSES.txt"]);
  for (const { name } of declared) expect(notices).toMatch(new RegExp(`^${name} \\d`, "m"));
});

it("is verified by another build of its source, and no longer when one byte of the bundle differs", async () => {
  let built: string | null = null;
  const buildOnce: BuildTree = async (checkout, folder) => {
    if (built === null) {
      built = join(source.folder, "../built");
      await build(checkout, built);
    }
    await cp(built, folder, { recursive: true });
  };
  expect((await verifyRelease(source.git, "v1.2.3", buildOnce)).problems).toEqual([]);

  const bundle = await source.git(["show", "v1.2.3:dist/index.js"]);
  const middle = Math.floor(bundle.length / 2);
  const changed = `${bundle.slice(0, middle)}${bundle[middle] === " " ? "\n" : " "}${bundle.slice(middle + 1)}\n`;
  const blob = await source.git(["hash-object", "-w", "--stdin"], { input: changed });
  const env = { GIT_INDEX_FILE: join(source.folder, "../index") };
  await source.git(["read-tree", "v1.2.3"], { env });
  await source.git(["update-index", "--cacheinfo", `100644,${blob},dist/index.js`], { env });
  const message = await source.git(["show", "--no-patch", "--format=%B", "v1.2.3"]);
  const tree = await source.git(["write-tree"], { env });
  const commit = await source.git(["commit-tree", tree, "-F", "-"], { input: message });
  for (const tag of ["v1.2.3", "v1.2", "v1"]) await source.git(["update-ref", `refs/tags/${tag}`, commit]);
  expect((await verifyRelease(source.git, "v1.2.3", buildOnce)).problems).toEqual([
    "dist/index.js differs from what its source builds",
  ]);
});

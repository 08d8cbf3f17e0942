import { type AppLists, rootOf } from "../check/compare-lists.ts";
import { exitCodesOf, planSummary, writePlan } from "../check/plan-text.ts";
import { type Invocation, isSet, textOf } from "../command.ts";
import { failure, usageError } from "../errors.ts";
import { combineExitCodes, type ExitCode, exitCodes } from "../exit-codes.ts";
import { withLock } from "../files/lock.ts";
import { repositoryToCommitTo } from "../git/commit-files.ts";
import { runGit, tryGit } from "../git/run-git.ts";
import type { SettingReader } from "../settings/setting-reader.ts";
import { suggestion } from "../suggest.ts";
import { type Proposed, proposeBranch } from "./propose-branch.ts";
import { type HostKind, hostOf } from "./push-commit.ts";
import { withoutCredentials } from "./remote-refs.ts";

const hosts: readonly HostKind[] = ["gitlab", "other"];

async function readHost({ flags, env }: Invocation, root: string, remote: string): Promise<HostKind> {
  const given = textOf(flags, "host");
  if (given !== null) {
    const host = hosts.find((name) => name === given);
    if (host !== undefined) return host;
    throw usageError({
      what: `--host: unknown kind \`${given.slice(0, 40)}\`.`,
      remedy: suggestion(given, hosts),
    });
  }
  const { exitCode, stdout } = await tryGit(["remote", "get-url", "--push", "--", remote], { cwd: root });
  return hostOf(exitCode === 0 ? stdout.trim() : remote, env);
}

/** A name that git accepts for a branch. */
async function checkBranch(root: string, name: string, origin: string): Promise<void> {
  const { exitCode } = await tryGit(["check-ref-format", "--branch", name], { cwd: root });
  if (exitCode === 0 && !name.startsWith("-") && !name.includes("@{")) return;
  throw usageError({
    what: `${origin}: \`${name.slice(0, 80)}\` is not a valid branch name.`,
    remedy: "Choose another.",
  });
}

/** The base: `--base`, the branch of a GitLab job, or the remote's default branch. */
function baseOf(reader: SettingReader, env: NodeJS.ProcessEnv): string | null {
  return reader.text("base") ?? (env.CI_COMMIT_BRANCH || null);
}

/** `sync --push`: proposes the change on a branch of a remote, without touching the working tree. */
export async function pushChange(
  invocation: Invocation,
  reader: SettingReader,
  apps: readonly AppLists[],
  remote: string,
): Promise<ExitCode> {
  const { flags, env, terminal, signal } = invocation;
  if (remote === "" || remote.startsWith("-"))
    throw usageError({ what: "--push: name a remote, such as origin." });
  if (isSet(flags, "commit")) {
    throw usageError({
      what: "--commit and --push can't be used together.",
      remedy: "--push commits by itself.",
    });
  }
  const root = rootOf(reader);
  const branch = reader.text("branch") ?? "chat-ip/update";
  const base = baseOf(reader, env);
  const repository = await repositoryToCommitTo(root);
  await checkBranch(root, branch, reader.originOf("branch"));
  if (base !== null) await checkBranch(root, base, reader.originOf("base"));
  const gitFolder = (
    await runGit(["rev-parse", "--path-format=absolute", "--git-common-dir"], { cwd: root })
  ).trim();
  terminal.progress(`asking ${withoutCredentials(remote)} …`);
  const { lists, proposed } = await withLock(gitFolder, signal, async () =>
    proposeBranch({
      root,
      repository,
      apps,
      remote,
      base,
      branch,
      host: await readHost(invocation, root, remote),
      title: reader.text("title"),
      commitMessage: reader.text("commit-message"),
      dryRun: isSet(flags, "dryRun"),
      terminal,
      signal,
    }),
  );
  if (terminal.json) {
    const outcomes = lists.map(({ outcome: { app, list, status } }) => ({ app, list, status }));
    terminal.writeJson("sync", { ...proposed, lists: outcomes });
  } else writePlan(lists, terminal);
  terminal.say(planSummary(lists));
  tell(proposed, invocation, withoutCredentials(remote));
  const codes = exitCodesOf(lists).map((code) =>
    code === exitCodes.drift && proposed.operation !== "would-push" ? exitCodes.ok : code,
  );
  return combineExitCodes(proposed.warning === null ? codes : [...codes, exitCodes.error]);
}

function tell(
  { operation, branch, base, commit, link, warning }: Proposed,
  { terminal }: Invocation,
  remote: string,
): void {
  if (operation === "none") {
    terminal.say(
      `Nothing to propose to ${base}.${commit === null ? "" : ` If a merge request of ${branch} is open, close it.`}`,
    );
  }
  if (operation === "unchanged") terminal.say(`${branch} proposes this already: nothing was pushed.`);
  if (operation === "would-push") terminal.say(`Would push one commit to ${branch} on ${remote}.`);
  if (operation === "pushed") terminal.say(`Pushed ${commit?.slice(0, 12)} to ${branch} on ${remote}.`);
  if (link !== null) {
    terminal.say(link.kind === "open" ? "The merge request:" : "Open the merge request here:");
    if (!terminal.json) terminal.write(`${link.url}\n`);
  }
  if (warning !== null) {
    for (const message of failure({
      what: "The branch was pushed, but the host could not open a merge request.",
      why: warning,
      remedy: "Open it yourself, or correct what the host names.",
    }).messages) {
      terminal.fail(message);
    }
  }
}

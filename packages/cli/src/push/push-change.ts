import { type AppLists, rootOf } from "../check/compare-lists.ts";
import { exitCodesOf, planSummary, writePlan } from "../check/plan-text.ts";
import { type Invocation, isSet, textOf } from "../command.ts";
import { usageError } from "../errors.ts";
import { combineExitCodes, type ExitCode, exitCodes } from "../exit-codes.ts";
import { withLock } from "../files/lock.ts";
import { repositoryToCommitTo } from "../git/commit-files.ts";
import { runGit, tryGit } from "../git/run-git.ts";
import { oneLine } from "../one-line.ts";
import type { SettingReader } from "../settings/setting-reader.ts";
import { suggestion } from "../suggestion.ts";
import { words } from "../words/words.ts";
import { type Proposed, proposeBranch } from "./propose-branch.ts";
import { type HostKind, hostOf } from "./push-commit.ts";
import { withoutCredentials } from "./remote-refs.ts";

const hosts: readonly HostKind[] = ["gitlab", "other"];

async function readHost({ flags, env }: Invocation, root: string, remote: string): Promise<HostKind> {
  const given = textOf(flags, "host");
  if (given !== null) {
    const host = hosts.find((name) => name === given);
    if (host !== undefined) return host;
    throw usageError(words().git.unknownHost(oneLine(given, 40), suggestion(given, hosts)));
  }
  const { exitCode, stdout } = await tryGit(["remote", "get-url", "--push", "--", remote], { cwd: root });
  return hostOf(exitCode === 0 ? stdout.trim() : remote, env);
}

/** A name that git accepts for a branch. */
async function checkBranch(root: string, name: string, origin: string): Promise<void> {
  const { exitCode } = await tryGit(["check-ref-format", "--branch", name], { cwd: root });
  if (exitCode === 0 && !name.startsWith("-") && !name.includes("@{")) return;
  throw usageError(words().git.badBranch(origin, oneLine(name, 80)));
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
  if (remote === "" || remote.startsWith("-")) throw usageError(words().git.nameARemote);
  if (isSet(flags, "commit")) {
    throw usageError(words().git.pushWithCommit);
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
  terminal.progress(words().git.asking(withoutCredentials(remote)));
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
  } else await writePlan(lists, terminal);
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
  const say = words().git;
  if (operation === "none") {
    terminal.say(say.nothingToPropose(base, commit === null ? null : branch));
  }
  if (operation === "unchanged") terminal.say(say.proposedAlready(branch));
  if (operation === "would-push") terminal.say(say.wouldPush(branch, remote));
  if (operation === "pushed") terminal.say(say.pushed(commit?.slice(0, 12) ?? "", branch, remote));
  if (link !== null) {
    terminal.say(say.mergeRequest(link.kind === "open"));
    if (!terminal.json) terminal.write(`${link.url}\n`);
  }
  if (warning !== null) {
    terminal.fail(say.noMergeRequest(warning));
  }
}

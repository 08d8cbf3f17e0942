import { fileNamesOfList } from "@chat-ip/sync";
import { type CheckedList, compareLists, readAppLists, rootOf } from "../check/compare-lists.ts";
import { exitCodesOf, planSummary, writePlan } from "../check/plan-text.ts";
import { type CommandBody, type Invocation, isSet, textOf } from "../command.ts";
import { usageError } from "../errors.ts";
import { combineExitCodes, type ExitCode, exitCodes } from "../exit-codes.ts";
import { findOnDisk } from "../files/disk-files.ts";
import { createCommittedFiles } from "../files/managed-files.ts";
import { withFilesToItself } from "../files/with-files-to-itself.ts";
import { writeFiles } from "../files/write-files.ts";
import { commitFiles, isOnBranch, repositoryToCommitTo } from "../git/commit-files.ts";
import { refuseSubmodules } from "../git/refuse-blocked-folders.ts";
import { oneLine } from "../one-line.ts";
import { readersOfApps } from "../settings/apps.ts";
import { connectionFlags } from "../settings/connection-flags.ts";
import { words } from "../words/words.ts";
import { fileSettings } from "./check.ts";

/** The files of all lists that are to change: paths from the root to their texts. */
function newTexts(lists: readonly CheckedList[]): ReadonlyMap<string, string | null> {
  return new Map(
    lists.flatMap(({ files }) =>
      [...(files ?? [])].map(([path, file]) => [path, file?.content ?? null] as const),
    ),
  );
}

/** Drift that was written is no drift any more. */
function codesAfterWriting(lists: readonly CheckedList[]): readonly ExitCode[] {
  return exitCodesOf(lists).map((code) => (code === exitCodes.drift ? exitCodes.ok : code));
}

export const sync: CommandBody = {
  details:
    "Files are written all or none. A guardrail that finds something wrong leaves that list's files as they are (exit code 3). " +
    "Entries under a line `# keep: reason` are never touched. Removals wait with --push and --pull-request; without them they are looked at twice, five seconds apart.",
  settings: [...fileSettings, "removals-wait", "base", "branch", "title", "commit-message"],
  flags: [
    {
      flags: "--dry-run",
      description: "Show what would change and write nothing. Exit code 2 if addresses differ.",
    },
    { flags: "--commit", description: "Commit the allowlists with git as they are then, and nothing else." },
    {
      flags: "--push <remote>",
      description:
        "Push the change to a branch of this remote instead of writing files. On GitLab, opens a merge request.",
    },
    {
      flags: "--pull-request <host>",
      description: "Open or update a pull request on github, as the Action does. Needs GH_TOKEN.",
      values: ["github"],
    },
    {
      flags: "--repository <owner/name>",
      description: "Repository on GitHub. Default: where origin leads to.",
    },
    {
      flags: "--host <kind>",
      description: "What the remote is: gitlab or other. Default: seen from its address.",
      values: ["gitlab", "other"],
    },
    ...connectionFlags,
  ],
  examples: [
    { line: "chat-ip sync --dry-run", does: "what would change?" },
    {
      line: "chat-ip sync --lists webhook-global --formats nginx",
      does: "write the list, and a file for nginx",
    },
    { line: "chat-ip sync --commit", does: "write and commit" },
    { line: "chat-ip sync --pull-request github", does: "the same, with the Action's pull request" },
    { line: "chat-ip sync --push origin", does: "propose the change on branch chat-ip/update" },
  ],
  async run(invocation) {
    const { flags, sources, terminal, signal } = invocation;
    const startedAt = new Date();
    const readers = readersOfApps(sources());
    const apps = readAppLists(readers);
    const message = readers[0].text("commit-message");
    const root = rootOf(readers[0]);
    const dryRun = isSet(flags, "dryRun");
    const remote = textOf(flags, "push");
    const host = textOf(flags, "pullRequest");
    if (host !== null) {
      checkPullRequestFlags(flags, host);
      const { proposeOnGitHub } = await import("../pull-request/propose-on-github.ts");
      return proposeOnGitHub(invocation, readers[0], apps);
    }
    if (remote !== null) {
      const { pushChange } = await import("../push/push-change.ts");
      return pushChange(invocation, readers[0], apps, remote);
    }
    const count = apps.reduce((sum, { tasks }) => sum + tasks.length, 0);
    const compareAll = (): Promise<readonly CheckedList[]> => {
      terminal.progress(words().plan.comparing(count));
      const files = createCommittedFiles(findOnDisk(root));
      return compareLists(apps, files, { terminal, signal });
    };
    const show = async (lists: readonly CheckedList[]): Promise<void> => {
      if (terminal.json) {
        const { writeReport } = await import("../check/write-report.ts");
        writeReport(apps, lists, { base: "", branch: "", startedAt }, terminal);
      } else await writePlan(lists, terminal);
    };
    if (dryRun) {
      const lists = await compareAll();
      await show(lists);
      terminal.say(planSummary(lists));
      return combineExitCodes(exitCodesOf(lists));
    }
    const folders = apps.map(({ path }) => path);
    if (isSet(flags, "commit")) await refuseSubmodules(await repositoryToCommitTo(root), root, folders);
    const completed = (): void => terminal.say(words().files.completed);
    return withFilesToItself(root, folders, signal, completed, async () => {
      const lists = await compareAll();
      signal.throwIfAborted();
      const texts = newTexts(lists);
      const written = await writeFiles(root, texts);
      await show(lists);
      terminal.say(planSummary(lists));
      const { nothingWritten, written: wrote } = words().plan;
      terminal.say(written.length === 0 ? nothingWritten : wrote(written.length));
      if (isSet(flags, "commit")) await commit(invocation, root, lists, message);
      return combineExitCodes(codesAfterWriting(lists));
    });
  },
};

function checkPullRequestFlags(flags: Invocation["flags"], host: string): void {
  if (host !== "github") {
    throw usageError(words().git.pullRequestHost(oneLine(host, 40)));
  }
  const others = ["push", "commit", "dryRun"].filter((name) => flags[name] !== undefined);
  if (others.length === 0) return;
  throw usageError(words().git.pullRequestAlone);
}

async function commit(
  { terminal }: Invocation,
  root: string,
  lists: readonly CheckedList[],
  message: string | null,
): Promise<void> {
  const written = newTexts(lists);
  // Also what an earlier run wrote and then could not commit, because it was killed or a hook refused.
  const usable = lists.filter(({ outcome }) => outcome.status === "current" || outcome.status === "drift");
  const files = usable.flatMap(({ key }) => fileNamesOfList(key.list).map((name) => `${key.path}/${name}`));
  const { renderCommitMessage } = await import("@chat-ip/report");
  const whole =
    written.size === 0
      ? "Chat IP allowlists: files that an earlier run wrote"
      : renderCommitMessage({ lists: lists.map(({ outcome }) => outcome), carried: [] });
  const made = await commitFiles(
    root,
    { written: [...written.keys()], others: files },
    message === null ? whole : [message, ...whole.split("\n").slice(1)].join("\n"),
  );
  const { nothingToCommit, committed } = words().git;
  terminal.say(made === null ? nothingToCommit : committed(made.slice(0, 12)));
  if (made !== null && !(await isOnBranch(root))) terminal.warn(words().git.detached(made.slice(0, 12)));
}

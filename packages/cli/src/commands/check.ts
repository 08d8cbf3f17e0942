import { join, relative, resolve, sep } from "node:path";
import type { CommittedFiles } from "@chat-ip/sync";
import { type AppLists, compareLists, readAppLists, rootOf } from "../check/compare-lists.ts";
import { exitCodesOf, planSummary, writePlan } from "../check/plan-text.ts";
import { type CommandBody, type Invocation, textOf } from "../command.ts";
import { usageError } from "../errors.ts";
import { combineExitCodes } from "../exit-codes.ts";
import { findOnDisk } from "../files/disk-files.ts";
import { findInCommit, resolveCommit } from "../files/git-files.ts";
import { createCommittedFiles } from "../files/managed-files.ts";
import { findRepository } from "../git/repository.ts";
import { oneLine } from "../one-line.ts";
import { readInput } from "../read-input.ts";
import { isFolder } from "../sets/read-set.ts";
import { readersOfApps } from "../settings/apps.ts";
import { connectionFlags, connectionSettings } from "../settings/connection-flags.ts";
import type { SettingName } from "../settings/settings.ts";
import { words } from "../words/words.ts";

/** The settings of commands that compare files. */
export const fileSettings: readonly SettingName[] = [
  ...connectionSettings,
  "lists",
  "path",
  "formats",
  "aggregate",
  "max-removed-percent",
  "max-added-percent",
  "allow-suspicious",
];

/** The files to compare with: on disk, or as `--against` says. */
async function filesOf(
  { flags, cwd }: Invocation,
  root: string,
  apps: readonly AppLists[],
): Promise<CommittedFiles> {
  const against = textOf(flags, "against");
  if (against === null) return createCommittedFiles(findOnDisk(root));
  const [first] = apps.flatMap(({ tasks }) => tasks);
  if (against === "-") {
    if (apps.flatMap(({ tasks }) => tasks).length !== 1 || first === undefined) {
      throw usageError(words().files.stdinIsOneList);
    }
    const bytes = Buffer.from(await readInput("-"));
    const name = `${first.key.list}.txt`;
    return createCommittedFiles(async () => new Map([[name, { type: "file", bytes }]]));
  }
  if (isFolder(against, cwd)) {
    const [only, ...others] = apps;
    if (others.length > 0 || only === undefined) {
      throw usageError(words().files.folderIsOneApp);
    }
    const find = findOnDisk(resolve(cwd, against));
    return createCommittedFiles(() => find(""));
  }
  const repository = await findRepository(root);
  if (repository === null) {
    throw usageError(words().files.nothingAgainst(oneLine(against, 80)));
  }
  const commit = await resolveCommit(repository.root, against);
  const find = findInCommit(repository.root, commit);
  return createCommittedFiles((folder) =>
    find(relative(repository.root, join(root, folder)).split(sep).join("/")),
  );
}

export const check: CommandBody = {
  details: "Shows what `sync` would change. Exit code 2 if addresses differ, 3 if something was held back.",
  settings: fileSettings,
  flags: [
    {
      flags: "--against <place>",
      description: "Compare with a commit, a folder, or - for one list on stdin.",
    },
    ...connectionFlags,
  ],
  examples: [
    { line: "chat-ip check", does: "are the files in chat-ips up to date?" },
    {
      line: "chat-ip check --against origin/main --lists webhook-global",
      does: "is what is merged up to date?",
    },
    {
      line: "ssh gateway cat /etc/allow.txt | chat-ip check --lists all --against -",
      does: "is the firewall up to date?",
    },
  ],
  async run(invocation) {
    const { sources, terminal, signal } = invocation;
    const startedAt = new Date();
    const readers = readersOfApps(sources());
    const apps = readAppLists(readers);
    const files = await filesOf(invocation, rootOf(readers[0]), apps);
    const count = apps.reduce((sum, { tasks }) => sum + tasks.length, 0);
    terminal.progress(words().plan.comparing(count));
    const lists = await compareLists(apps, files, { terminal, signal });
    if (terminal.json) {
      const { writeReport } = await import("../check/write-report.ts");
      writeReport(apps, lists, { base: "", branch: "", startedAt }, terminal);
    } else {
      await writePlan(lists, terminal);
      terminal.say(planSummary(lists));
    }
    return combineExitCodes(exitCodesOf(lists));
  },
};

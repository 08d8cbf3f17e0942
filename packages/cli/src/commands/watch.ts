import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { type CheckedList, compareLists, readAppLists, rootOf } from "../check/compare-lists.ts";
import { exitCodesOf, planSummary, writePlan } from "../check/plan-text.ts";
import { type CommandBody, type Invocation, textOf } from "../command.ts";
import { usageError } from "../errors.ts";
import { combineExitCodes, type ExitCode, exitCodes } from "../exit-codes.ts";
import { findOnDisk } from "../files/disk-files.ts";
import { createCommittedFiles } from "../files/managed-files.ts";
import { oneLine } from "../one-line.ts";
import { readersOfApps } from "../settings/apps.ts";
import { connectionFlags } from "../settings/connection-flags.ts";
import { words } from "../words/words.ts";
import { fileSettings } from "./check.ts";
import { readDuration } from "./sign.ts";

/** The wait before the next look: the interval, a tenth shorter or longer, so that many watchers don't ask together. */
export function nextWaitMs(everySeconds: number, random: number): number {
  return Math.round(everySeconds * 1000 * (0.9 + 0.2 * random));
}

/** Runs a command of the user's in a shell, with the lists that differ in its environment. */
async function runCommand(
  command: string,
  lists: readonly CheckedList[],
  { signal, terminal }: Invocation,
): Promise<void> {
  const drifted = lists.flatMap(({ outcome }) => (outcome.status === "drift" ? [outcome] : []));
  const names = drifted.map(({ app, list }) => (app === null ? list : `${app}/${list}`));
  const env = { ...process.env, CHAT_IP_DRIFT_LISTS: names.join(",") };
  const child = spawn(command, { shell: true, env, stdio: ["ignore", "inherit", "inherit"], signal });
  const code = await new Promise<number>((resolve) => {
    child.once("error", () => resolve(-1)).once("close", (exitCode) => resolve(exitCode ?? -1));
  });
  if (code !== 0 && !signal.aborted) {
    terminal.warn(words().plan.commandFailed(code));
  }
}

function readCount(flags: Invocation["flags"], name: string, fallback: number): number {
  const text = textOf(flags, name);
  if (text === null) return fallback;
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw usageError(words().usage.notWholeNumber(`--${name}`, oneLine(text, 40)));
}

export const watch: CommandBody = {
  details:
    "Ends cleanly on Ctrl+C and SIGTERM (exit code 0). The command of --on-drift runs in your shell with the lists' names in " +
    "CHAT_IP_DRIFT_LISTS. A failed look is reported, and the next one is made at its time.",
  settings: fileSettings,
  flags: [
    {
      flags: "--every <time>",
      description: "Time between two looks, such as 30m or 6h, give or take a tenth. Default: 6h.",
    },
    { flags: "--on-drift <command>", description: "Command to run when addresses differ." },
    {
      flags: "--times <n>",
      description: "End after this many looks. The exit code is then that of `check`.",
    },
    ...connectionFlags,
  ],
  examples: [
    {
      line: "chat-ip watch --every 6h --on-drift 'chat-ip sync && systemctl reload nginx'",
      does: "on a server",
    },
    { line: "chat-ip watch --every 1h --times 24", does: "for a day" },
  ],
  async run(invocation) {
    const { flags, sources, terminal, signal } = invocation;
    const every = readDuration(textOf(flags, "every") ?? "6h");
    if (every === null) throw usageError(words().usage.everyIsNoTime);
    const times = readCount(flags, "times", Number.POSITIVE_INFINITY);
    const command = textOf(flags, "onDrift");
    const readers = readersOfApps(sources());
    const apps = readAppLists(readers);
    let code: ExitCode = exitCodes.ok;
    try {
      for (let look = 1; look <= times; look++) {
        const files = createCommittedFiles(findOnDisk(rootOf(readers[0])));
        const lists = await compareLists(apps, files, { terminal, signal });
        if (terminal.json) {
          const outcomes = lists.map(({ outcome: { app, list, status } }) => ({ app, list, status }));
          terminal.write(
            `${JSON.stringify({ version: 1, command: "watch", at: new Date(), lists: outcomes })}\n`,
          );
        } else await writePlan(lists, terminal);
        terminal.say(`${new Date().toISOString().slice(0, 16)}Z  ${planSummary(lists)}`);
        code = combineExitCodes(exitCodesOf(lists));
        if (command !== null && lists.some(({ outcome }) => outcome.status === "drift")) {
          await runCommand(command, lists, invocation);
        }
        if (look < times) await sleep(nextWaitMs(every, Math.random()), undefined, { signal });
      }
    } catch (error) {
      if (!signal.aborted) throw error;
      terminal.say(words().plan.stopped);
      return exitCodes.ok;
    }
    return code;
  },
};

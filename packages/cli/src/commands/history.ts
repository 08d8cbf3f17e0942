import { existsSync } from "node:fs";
import { basename, dirname, relative, resolve } from "node:path";
import { type Prefix, parseEntry } from "@chat-ip/allowlist";
import { isListName, listNames } from "@chat-ip/core";
import { type CommandBody, type Invocation, isSet, textOf } from "../command.ts";
import { failure, usageError } from "../errors.ts";
import { type ExitCode, exitCodes } from "../exit-codes.ts";
import { writeFiles } from "../files/write-files.ts";
import type { Commit } from "../history/commit.ts";
import { renderHistoryPage } from "../history/history-page.ts";
import { type History, type ListChange, readHistory } from "../history/read-history.ts";
import { type StoryEvent, tellStory } from "../history/story.ts";
import { oneLine } from "../one-line.ts";
import { folderOf } from "../sets/read-lists.ts";
import { readerOfOneApp } from "../settings/apps.ts";
import { suggestion } from "../suggestion.ts";
import type { Style } from "../terminal/style.ts";
import { table } from "../terminal/table.ts";
import { words } from "../words/words.ts";
import { readDuration } from "./sign.ts";

const dateOf = ({ at }: Commit): string => at.toISOString().slice(0, 10);

function rowOf(commit: Commit, ...middle: readonly string[]): readonly string[] {
  const { hash, pullRequest, author, subject } = commit;
  return [
    dateOf(commit),
    ...middle,
    hash.slice(0, 12),
    pullRequest ?? "-",
    oneLine(author, 40),
    oneLine(subject, 72),
  ];
}

function commitAsJson({ hash, author, email, at, subject, pullRequest }: Commit): object {
  return { commit: hash, author, email, at, subject, pullRequest };
}

/** What is asked for: a prefix in normal form, a list, or everything. */
function readQuestion(
  text: string | undefined,
): { readonly prefix: Prefix } | { readonly list: string | null } {
  if (text === undefined) return { list: null };
  if (isListName(text)) return { list: text };
  const entry = parseEntry(text);
  if (entry.ok) return { prefix: entry.prefix };
  throw usageError(words().history.neither(oneLine(text, 60), suggestion(text, listNames)));
}

function showStory({ terminal }: Invocation, prefix: Prefix, changes: readonly ListChange[]): ExitCode {
  const lists = [...new Set(changes.map(({ list }) => list))].sort();
  const stories = lists
    .map((list) => ({
      list,
      events: tellStory(
        changes.filter((change) => change.list === list),
        prefix,
      ),
    }))
    .filter(({ events }) => events.length > 0);
  if (terminal.json) {
    const asJson = ({ kind, commit }: StoryEvent): object => ({ kind, ...commitAsJson(commit) });
    terminal.writeJson("history", {
      prefix,
      lists: stories.map(({ list, events }) => ({ list, events: events.map(asJson) })),
    });
  } else {
    terminal.write(
      table(
        stories.flatMap(({ list, events }) =>
          events.map(({ kind, commit }) => rowOf(commit, list, words().history.kinds[kind])),
        ),
      ),
    );
  }
  if (stories.length > 0) return exitCodes.ok;
  terminal.say(words().history.never(prefix));
  return exitCodes.error;
}

/** Since when changes are shown: a date, or a time before now such as `30d`; null for all of them. */
function readSince({ flags }: Invocation): Date | null {
  const text = textOf(flags, "since");
  if (text === null) return null;
  const seconds = readDuration(text);
  if (seconds !== null && /[a-z]$/.test(text)) return new Date(Date.now() - seconds * 1000);
  const date = /^\d{4}-\d{2}-\d{2}/.test(text) ? new Date(text) : new Date(Number.NaN);
  if (!Number.isNaN(date.getTime())) return date;
  throw usageError(words().history.notADate(oneLine(text, 40)));
}

/** The prefixes that a change added and removed, a line each. */
function prefixLines({ added, removed }: ListChange, style: Style): string {
  const lines = [
    ...removed.map((prefix) => style.red(`- ${prefix}`)),
    ...added.map((prefix) => style.green(`+ ${prefix}`)),
  ];
  return lines.map((line) => `  ${line}\n`).join("");
}

function showChanges(
  { terminal, flags }: Invocation,
  changes: readonly ListChange[],
  since: Date | null,
): ExitCode {
  const newestFirst = changes.filter(({ commit }) => since === null || commit.at >= since).reverse();
  if (terminal.json) {
    terminal.writeJson("history", {
      changes: newestFirst.map(({ commit, list, added, removed }) => ({
        list,
        added,
        removed,
        ...commitAsJson(commit),
      })),
    });
  } else {
    const rows = table(
      newestFirst.map(({ commit, list, added, removed }) =>
        rowOf(commit, list, `+${added.length} -${removed.length}`),
      ),
    );
    if (isSet(flags, "changes")) {
      for (const [index, row] of rows.split("\n").slice(0, -1).entries()) {
        const change = newestFirst[index];
        if (change !== undefined) terminal.write(`${row}\n${prefixLines(change, terminal.style)}`);
      }
    } else terminal.write(rows);
  }
  if (newestFirst.length === 0) terminal.say(words().history.noChanges(since));
  return exitCodes.ok;
}

async function read(folder: string, { terminal }: Invocation): Promise<History> {
  if (!existsSync(folder)) {
    throw usageError(words().history.noFolder(folder));
  }
  const history = await readHistory(folder);
  if (history === null) {
    throw failure(words().history.noRepository(folder));
  }
  if (history.shallow) {
    terminal.warn(words().history.shallow("history"));
  }
  return history;
}

export const history: CommandBody = {
  details:
    "For an address or CIDR: when it was first allowed, when it went and came back. For a list: every change.",
  argValues: listNames,
  settings: ["path"],
  flags: [
    {
      flags: "--html <file>",
      description: "Write one page with a timeline and an offline lookup, for GitHub Pages or mail.",
    },
    {
      flags: "--since <date>",
      description: "Only changes since a date, such as 2026-10-31, or in a time before now, such as 30d.",
    },
    { flags: "--changes", description: "Print the prefixes that each change added and removed." },
    { flags: "--app <name>", description: "App of the config file." },
  ],
  examples: [
    { line: "chat-ip history 203.0.113.7", does: "since when is this address allowed, and who approved it?" },
    { line: "chat-ip history webhook-global", does: "every change of a list" },
    { line: "chat-ip history --since 30d --changes", does: "what changed last month?" },
    { line: "chat-ip history --html history.html", does: "as a page" },
  ],
  async run(invocation) {
    const { args, flags, sources, terminal, cwd } = invocation;
    const question = readQuestion(args[0]);
    const since = readSince(invocation);
    const reader = readerOfOneApp(sources());
    const folder = folderOf(reader);
    const { changes, shallow } = await read(folder, invocation);
    const html = textOf(flags, "html");
    if (html !== null) {
      const target = resolve(cwd, html);
      const title = relative(cwd, folder) || basename(folder);
      await writeFiles(
        dirname(target),
        new Map([[basename(target), renderHistoryPage(title, changes, shallow)]]),
      );
      if (terminal.json) terminal.writeJson("history", { file: target });
      terminal.say(words().history.writtenTo(changes.length, html));
      return exitCodes.ok;
    }
    if ("prefix" in question) return showStory(invocation, question.prefix, changes);
    const { list } = question;
    const ofList = list === null ? changes : changes.filter((change) => change.list === list);
    return showChanges(invocation, ofList, since);
  },
};

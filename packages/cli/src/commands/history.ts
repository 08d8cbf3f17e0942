import { existsSync } from "node:fs";
import { basename, dirname, relative, resolve } from "node:path";
import { type Prefix, parseEntry } from "@chat-ip/allowlist";
import { isListName, listNames } from "@chat-ip/core";
import { type CommandBody, type Invocation, textOf } from "../command.ts";
import { failure, usageError } from "../errors.ts";
import { type ExitCode, exitCodes } from "../exit-codes.ts";
import { writeFiles } from "../files/write-files.ts";
import { renderHistoryPage } from "../history/history-page.ts";
import { type Commit, type History, type ListChange, readHistory } from "../history/read-history.ts";
import { type StoryEvent, tellStory } from "../history/story.ts";
import { oneLine } from "../one-line.ts";
import { folderOf } from "../sets/read-lists.ts";
import { readerOfOneApp } from "../settings/apps.ts";
import { suggestion } from "../suggest.ts";
import { table } from "../terminal/table.ts";
import { words } from "../words/words.ts";

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

function showChanges({ terminal }: Invocation, changes: readonly ListChange[]): ExitCode {
  const newestFirst = [...changes].reverse();
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
    terminal.write(
      table(
        newestFirst.map(({ commit, list, added, removed }) =>
          rowOf(commit, list, `+${added.length} -${removed.length}`),
        ),
      ),
    );
  }
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
    { flags: "--app <name>", description: "App of the config file." },
  ],
  examples: [
    { line: "chat-ip history 203.0.113.7", does: "since when is this address allowed, and who approved it?" },
    { line: "chat-ip history webhook-global", does: "every change of a list" },
    { line: "chat-ip history --html history.html", does: "as a page" },
  ],
  async run(invocation) {
    const { args, flags, sources, terminal, cwd } = invocation;
    const question = readQuestion(args[0]);
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
    return showChanges(
      invocation,
      list === null ? changes : changes.filter((change) => change.list === list),
    );
  },
};

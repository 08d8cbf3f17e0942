import { mkdir } from "node:fs/promises";
import { resolve } from "node:path";
import { aggregate, type Format, type Prefix, parseEntry, render, sortPrefixes } from "@chat-ip/allowlist";
import { type IPList, isListName, type ListName, listNames } from "@chat-ip/core";
import { withClient } from "../api-client.ts";
import { type CommandBody, type Invocation, textOf } from "../command.ts";
import { describeError } from "../describe-error.ts";
import { type Message, usageError } from "../errors.ts";
import { exitCodeOf } from "../exit-code-of.ts";
import { combineExitCodes, type ExitCode, exitCodes } from "../exit-codes.ts";
import { refuseLinkedFolder } from "../files/disk-files.ts";
import { writeFiles } from "../files/write-files.ts";
import { oneLine } from "../one-line.ts";
import { chosenFamilies, readFormat, setAsText, setFlags } from "../sets/write-set.ts";
import { readerOfOneApp } from "../settings/apps.ts";
import { readConnection } from "../settings/connection.ts";
import { connectionFlags, connectionSettings } from "../settings/connection-flags.ts";
import type { SettingReader } from "../settings/setting-reader.ts";
import { suggestion } from "../suggestion.ts";
import { words } from "../words/words.ts";

interface Fetched {
  readonly list: ListName;
  readonly prefixes: readonly Prefix[];
  readonly refused: IPList["refused"];
}

function wantedLists(args: readonly string[], reader: SettingReader): readonly ListName[] {
  for (const name of args.filter((arg) => !isListName(arg))) {
    reader.note(words().sets.unknownList(oneLine(name, 60), suggestion(name, listNames)));
  }
  const named = [...new Set(args.filter((arg) => isListName(arg)))];
  return args.length > 0 ? named : (reader.names("lists", isListName) ?? listNames);
}

export const fetchLists: CommandBody = {
  details: "Several lists are printed as one sorted set; with --output, each list gets files of its own.",
  argValues: listNames,
  settings: [...connectionSettings, "lists", "aggregate"],
  flags: [
    ...setFlags,
    { flags: "-o, --output <folder>", description: "Write files into this folder instead of printing." },
    ...connectionFlags,
  ],
  examples: [
    { line: "chat-ip fetch webhook-global", does: "where webhooks come from, outside China" },
    { line: "chat-ip fetch native-global -4 --aggregate", does: "IPv4 only, as few CIDRs as possible" },
    { line: "chat-ip fetch webhook-global --format nginx -o /etc/nginx/chat", does: "as a file for nginx" },
  ],
  async run(invocation) {
    const { args, flags, sources, terminal, signal } = invocation;
    const format = readFormat(flags);
    const reader = readerOfOneApp(sources());
    const connection = readConnection(reader);
    const names = wantedLists(args, reader);
    const merge = reader.boolean("aggregate");
    reader.finish();

    terminal.progress(words().sets.asking(names.length));
    const answers = await withClient(connection, terminal, (client) =>
      Promise.allSettled(names.map((name) => client.getIPList(name, { signal }))),
    );
    const fetched: Fetched[] = [];
    const failed: { readonly list: ListName; readonly messages: readonly Message[] }[] = [];
    const codes: ExitCode[] = [];
    for (const [index, answer] of answers.entries()) {
      const list = names[index];
      if (list === undefined) continue;
      if (answer.status === "rejected") {
        signal.throwIfAborted();
        failed.push({ list, messages: describeError(answer.reason).messages });
        codes.push(exitCodeOf(answer.reason));
        continue;
      }
      const { entries, refused } = answer.value;
      const prefixes = chosenFamilies(normalForm(entries), flags);
      fetched.push({ list, prefixes: merge ? aggregate(prefixes) : prefixes, refused });
      if (refused.length > 0 || entries.length === 0) codes.push(exitCodes.heldBack);
    }
    report(invocation, fetched, failed);
    await output(invocation, fetched, format, failed);
    return combineExitCodes(codes);
  },
};

function normalForm(entries: readonly string[]): readonly Prefix[] {
  const parsed = entries.map(parseEntry);
  return sortPrefixes(parsed.flatMap((entry) => (entry.ok ? [entry.prefix] : [])));
}

/** One message for each cause: the same refusal of seven lists is said once. */
function report(
  { terminal }: Invocation,
  fetched: readonly Fetched[],
  failed: readonly { readonly list: ListName; readonly messages: readonly Message[] }[],
): void {
  const causes = new Map<string, { readonly lists: string[]; readonly messages: readonly Message[] }>();
  for (const { list, messages } of failed) {
    const key = JSON.stringify(messages);
    const cause = causes.get(key);
    if (cause === undefined) causes.set(key, { lists: [list], messages });
    else cause.lists.push(list);
  }
  for (const { lists, messages } of causes.values()) {
    for (const message of messages)
      terminal.fail({ ...message, what: words().sets.ofLists(lists, message.what) });
  }
  for (const { list, prefixes, refused } of fetched) {
    if (prefixes.length === 0 && refused.length === 0) {
      terminal.warn(words().sets.noAddresses(list));
    }
    for (const { entry, reason } of refused) {
      terminal.warn(words().sets.leftOut(list, JSON.stringify(oneLine(entry, 60)), reason));
    }
  }
}

async function output(
  { flags, terminal, cwd }: Invocation,
  fetched: readonly Fetched[],
  format: Format | null,
  failed: readonly { readonly list: ListName; readonly messages: readonly Message[] }[],
): Promise<void> {
  const folder = textOf(flags, "output");
  if (folder !== null) {
    const files = new Map<string, string>();
    for (const { list, prefixes } of fetched) {
      if (prefixes.length === 0) continue; // an empty file would shut everyone out
      if (format === null) files.set(`${list}.txt`, setAsText(list, prefixes, null));
      else for (const [name, text] of render({ name: list, prefixes }, format)) files.set(name, text);
    }
    const place = resolve(cwd, folder);
    await mkdir(place, { recursive: true });
    await refuseLinkedFolder(cwd, place);
    const written = await writeFiles(place, files);
    terminal.say(words().sets.writtenTo(written.length, folder));
    if (terminal.json) terminal.writeJson("fetch", { folder, files: [...files.keys()], failed });
  } else if (terminal.json) {
    terminal.writeJson("fetch", { lists: fetched, failed });
  } else {
    const all = sortPrefixes(fetched.flatMap(({ prefixes }) => prefixes));
    const [only, ...others] = fetched;
    if (all.length === 0 && format !== null) return; // "allow nobody" is never what was asked for
    if (format !== null && others.length > 0) {
      throw usageError(words().sets.formatIsOneList(format, fetched.length));
    }
    terminal.write(setAsText(only?.list ?? "chat", all, format));
  }
}

import { relative, sep } from "node:path";
import { isFormat } from "@chat-ip/allowlist";
import { isListName, type ListName, listNames } from "@chat-ip/core";
import {
  type CommittedFiles,
  createAskList,
  createListCollector,
  type ListKey,
  type ListOutcome,
  type ListTask,
  listFilePath,
  type Missed,
  type WaitingMemory,
} from "@chat-ip/sync";
import { clientFor, type OpenClient } from "../api-client.ts";
import { folderOf } from "../sets/read-lists.ts";
import type { Connection } from "../settings/connection.ts";
import { readConnection } from "../settings/connection.ts";
import type { SettingReader } from "../settings/setting-reader.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { words } from "../words/words.ts";

/** The lists of one app, and how to ask for them. */
export interface AppLists {
  readonly app: string | null;
  readonly connection: Connection;
  readonly tasks: readonly ListTask[];
  /** The folder from the root, with slashes. */
  readonly path: string;
}

/** What a list comes to, and the files to write for it; `null` where its files stay as they are. */
export interface CheckedList {
  readonly key: ListKey;
  readonly outcome: ListOutcome;
  readonly files: ReadonlyMap<string, { readonly content: string } | null> | null;
  /** What is to be remembered of its removals; `null` where this look says nothing about them. */
  readonly missed: readonly Missed[] | null;
}

/** The folder that paths in lists start from: the config file's, or else the current one. */
export function rootOf({ sources: { config, cwd } }: SettingReader): string {
  return config?.folder ?? cwd;
}

/** Reads the settings of each app. @throws {CliError} naming everything that is wrong */
export function readAppLists(
  readers: readonly [SettingReader, ...SettingReader[]],
): readonly [AppLists, ...AppLists[]] {
  const readApp = (reader: SettingReader): AppLists => {
    const path = relative(rootOf(reader), folderOf(reader)).split(sep).join("/");
    if (path === "" || path === ".." || path.startsWith("../") || /^[A-Za-z]:/.test(path)) {
      reader.note(words().settings.pathNotBelow(reader.originOf("path"), rootOf(reader)));
    }
    const names: readonly ListName[] = reader.names("lists", isListName) ?? listNames;
    const allowed = readAllowed(reader);
    const settings = {
      aggregate: reader.boolean("aggregate"),
      formats: reader.names("formats", isFormat) ?? [],
      maxRemovedPercent: reader.number("max-removed-percent", 30),
      maxAddedPercent: reader.number("max-added-percent", 300),
      // Counts only where something can remember what was missed, as a repository can.
      removalsWaitHours: reader.number("removals-wait", 24),
    };
    return {
      app: reader.app,
      connection: readConnection(reader),
      path,
      tasks: names.map((list) => {
        const allowedAnswers = allowed.flatMap((answer) => (answer.list === list ? [answer.digest] : []));
        return { key: { app: reader.app, list, path }, settings: { ...settings, allowedAnswers } };
      }),
    };
  };
  const [first, ...rest] = readers;
  const apps: readonly [AppLists, ...AppLists[]] = [readApp(first), ...rest.map(readApp)];
  const taken = new Map<string, string | null>();
  for (const { app, path } of apps) {
    if (taken.has(path)) {
      readers[0].note(words().settings.appsShareFolder(String(taken.get(path)), String(app), path));
    }
    taken.set(path, app);
  }
  readers[0].finish();
  return apps;
}

/** Answers that a person has looked at, as messages print them: `list@digest`, or `app/list@digest` with apps. */
function readAllowed(reader: SettingReader): readonly { readonly list: string; readonly digest: string }[] {
  const pattern = /^(?:([a-z0-9-]+)\/)?([a-z-]+)@([0-9a-f]{12})$/;
  const isAnswer = (text: string): text is `${string}@${string}` => pattern.test(text);
  return (reader.names("allow-suspicious", isAnswer) ?? []).flatMap((text) => {
    const [, app, list = "", digest = ""] = pattern.exec(text) ?? [];
    return app === undefined || app === reader.app ? [{ list, digest }] : [];
  });
}

/** Asks for all lists of all apps at once, and compares them with files. Pure but for the requests. */
export async function compareLists(
  apps: readonly AppLists[],
  files: CommittedFiles,
  options: CompareOptions,
): Promise<readonly CheckedList[]> {
  return (await compareAndRemember(apps, files, null, options)).lists;
}

export interface CompareOptions {
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}

/**
 * The same where something remembers what earlier looks have missed: then removals wait.
 *
 * @param memory null where nothing can be remembered, so that a second look has to do
 * @returns the lists, and the paths of the committed files
 */
export async function compareAndRemember(
  apps: readonly AppLists[],
  files: CommittedFiles,
  memory: WaitingMemory | null,
  { terminal, signal }: CompareOptions,
): Promise<{ readonly lists: readonly CheckedList[]; readonly committed: ReadonlySet<string> }> {
  const clients = new Map<string | null, OpenClient>();
  for (const { app, connection } of apps) clients.set(app, await clientFor(connection, terminal));
  const clientOf = ({ app }: ListKey): OpenClient["client"] => {
    const open = clients.get(app);
    if (open === undefined) throw new Error(`there is no client for ${app}`);
    return open.client;
  };
  const collector = createListCollector({
    tasks: apps.flatMap(({ tasks }) => tasks),
    ask: createAskList(clientOf, Date.now),
    files,
    clock: { now: Date.now, sleep: (ms) => waitFor(ms, signal), random: Math.random },
  });
  try {
    const [entries] = await Promise.all([readEntries(apps, files), collector.ask(signal)]);
    signal.throwIfAborted();
    const ids = new Map([...entries].map(([path, { id }]) => [path, id]));
    const lists = await collector.collect({ entries, files: ids }, memory);
    return { lists, committed: new Set(ids.keys()) };
  } finally {
    for (const { close } of clients.values()) await close();
  }
}

async function waitFor(ms: number, signal: AbortSignal): Promise<void> {
  const { setTimeout: sleep } = await import("node:timers/promises");
  await sleep(ms, undefined, { signal });
}

type Entries = ReadonlyMap<string, { readonly type: "file"; readonly id: string; readonly size: number }>;

async function readEntries(apps: readonly AppLists[], files: CommittedFiles): Promise<Entries> {
  const entries = new Map<string, { readonly type: "file"; readonly id: string; readonly size: number }>();
  const folders = await files.folders(
    apps.map(({ path }) => path),
    null,
  );
  for (const [path, folder] of folders) {
    for (const [name, { id, size }] of folder) entries.set(`${path}/${name}`, { type: "file", id, size });
  }
  return entries;
}

/** A list as people see it: its file. */
export function fileOf({ key }: CheckedList): string {
  return listFilePath(key);
}

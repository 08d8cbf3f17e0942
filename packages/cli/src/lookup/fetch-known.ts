import { parseEntry } from "@chat-ip/allowlist";
import { isListName, listNames } from "@chat-ip/core";
import { withClient } from "../api-client.ts";
import { readConnection } from "../settings/connection.ts";
import type { SettingReader } from "../settings/setting-reader.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { words } from "../words/words.ts";
import type { KnownList } from "./find-lists.ts";

/** The live lists of each app. @throws {ChatError} when one can't be had: a miss would say nothing then */
export async function fetchKnown(
  readers: readonly SettingReader[],
  terminal: Terminal,
  signal: AbortSignal,
): Promise<readonly KnownList[]> {
  const known: KnownList[] = [];
  for (const reader of readers) {
    const connection = readConnection(reader);
    const names = reader.names("lists", isListName) ?? listNames;
    reader.finish();
    terminal.progress(words().sets.asking(names.length));
    const lists = await withClient(connection, terminal, (client) =>
      Promise.all(names.map((name) => client.getIPList(name, { signal }))),
    );
    for (const [index, { entries }] of lists.entries()) {
      const list = names[index] ?? "";
      const prefixes = entries.map(parseEntry).flatMap((entry) => (entry.ok ? [entry.prefix] : []));
      known.push({ name: reader.app === null ? list : `${reader.app}/${list}`, prefixes });
    }
  }
  return known;
}

import { parseEntry } from "@chat-ip/allowlist";
import { type CommandBody, type Invocation, isSet, textsOf } from "../command.ts";
import { usageError } from "../errors.ts";
import { type ExitCode, exitCodes } from "../exit-codes.ts";
import { covers } from "../history/story.ts";
import { fetchKnown } from "../lookup/fetch-known.ts";
import { createFinder, type Hit, type KnownList } from "../lookup/find-lists.ts";
import { createLookupWriter } from "../lookup/lookup-writer.ts";
import { readChunks } from "../lookup/read-chunks.ts";
import { scanLog } from "../lookup/scan-log.ts";
import { readSince, type SinceWhen } from "../lookup/since.ts";
import { oneLine } from "../one-line.ts";
import { readLists } from "../sets/read-lists.ts";
import { readSet } from "../sets/read-set.ts";
import { readersOfApps } from "../settings/apps.ts";
import { connectionSettings } from "../settings/connection-flags.ts";
import { words } from "../words/words.ts";

interface Known {
  readonly lists: readonly KnownList[];
  readonly since: SinceWhen;
}

/** The lists to look in: files named by `--in`, else the folder's. */
async function readKnown(
  { flags, sources, terminal, cwd, signal }: Invocation,
  withHistory: boolean,
): Promise<Known> {
  const files = textsOf(flags, "in");
  if (files.length > 0) {
    const options = { cwd, terminal, skipInvalid: false };
    const lists = await Promise.all(
      files.map(async (name) => ({ name, prefixes: await readSet(name, options) })),
    );
    return { lists, since: () => undefined };
  }
  const readers = readersOfApps(sources());
  if (isSet(flags, "live"))
    return { lists: await fetchKnown(readers, terminal, signal), since: () => undefined };
  const lists = await readLists(readers, terminal);
  if (!withHistory) return { lists, since: () => undefined };
  const { since, shallow } = await readSince(lists);
  if (shallow) {
    terminal.warn(words().history.shallow("lookup"));
  }
  return { lists, since };
}

/** The addresses and prefixes of the command line, in normal form. */
function readArguments(args: readonly string[]): readonly string[] {
  const entries = args.map((text) => ({ text, entry: parseEntry(text.trim().replace(/^\[(.*)\]$/, "$1")) }));
  const bad = entries.flatMap(({ text, entry }) => (entry.ok ? [] : [{ text, reason: entry.reason }]));
  if (bad.length > 0) {
    throw usageError(...bad.map(({ text, reason }) => words().sets.notAnAddress(oneLine(text, 60), reason)));
  }
  return entries.flatMap(({ entry }) => (entry.ok ? [entry.prefix] : []));
}

function findPrefix(lists: readonly KnownList[], prefix: string): readonly Hit[] {
  return lists.filter(({ prefixes }) => covers(prefixes, prefix)).map(({ name }) => ({ list: name, prefix }));
}

export const lookup: CommandBody = {
  details:
    "Without addresses, reads them from stdin: one a line, or a whole access log, of which the first address in each line " +
    "counts. Each address is printed once. Exit code 1 if one is in no list.",
  settings: ["path", "lists", ...connectionSettings],
  flags: [
    { flags: "-i, --input <file>", description: "Read addresses or a log from a file." },
    {
      flags: "--in <set>",
      description: "Look in this file instead of the folder's lists. May be repeated.",
      repeatable: true,
    },
    { flags: "--live", description: "Look in the live lists, which the API is asked for." },
    { flags: "--key-stdin", description: "Read the secret key from stdin, for --live." },
    { flags: "--listed", description: "Print only addresses that are in a list." },
    { flags: "--unlisted", description: "Print only addresses that are in no list." },
    { flags: "--app <name>", description: "App of the config file. Default: all." },
  ],
  examples: [
    { line: "chat-ip lookup 203.0.113.7", does: "is this address one of Chat's?" },
    { line: "chat-ip lookup 203.0.113.7 --live", does: "is it in the lists right now?" },
    { line: "chat-ip lookup --unlisted < access.log", does: "who calls my webhook and isn't Chat?" },
    { line: "chat-ip lookup -q 203.0.113.7 || echo unknown", does: "in a script" },
  ],
  async run(invocation) {
    const { args, flags, terminal } = invocation;
    const input = typeof flags.input === "string" && flags.input !== "-" ? flags.input : null;
    const fromLog = args.length === 0 || (args.length === 1 && args[0] === "-") || flags.input !== undefined;
    if (fromLog && input === null && process.stdin.isTTY) {
      throw usageError(words().sets.noAddressGiven);
    }
    const wanted = fromLog ? [] : readArguments(args);
    const { lists, since } = await readKnown(invocation, !terminal.quiet);
    const findAddress = createFinder(lists);
    const find = (one: string): readonly Hit[] =>
      one.includes("/") ? findPrefix(lists, one) : findAddress(one);
    const writer = createLookupWriter({
      terminal,
      since,
      listed: isSet(flags, "listed") || !isSet(flags, "unlisted"),
      unlisted: isSet(flags, "unlisted") || !isSet(flags, "listed"),
      aligned: !fromLog && terminal.interactive,
    });
    if (fromLog) return readLog(invocation, input, find, writer);
    for (const address of wanted) writer.add(address, find(address));
    writer.end({});
    return writer.missed() > 0 ? exitCodes.error : exitCodes.ok;
  },
};

async function readLog(
  { terminal, signal }: Invocation,
  input: string | null,
  find: (address: string) => readonly Hit[],
  writer: ReturnType<typeof createLookupWriter>,
): Promise<ExitCode> {
  const summary = await scanLog(readChunks(input, signal), (address) => {
    writer.add(address, find(address));
    // With -q only the exit code counts, and the first miss decides it.
    return !(terminal.quiet && !terminal.json && writer.missed() > 0);
  });
  const { lines, linesWithout, addresses, forgot } = summary;
  writer.end({ lines, linesWithout, addresses, unlisted: writer.missed() });
  if (addresses === 0) {
    terminal.fail(words().sets.noAddressFound(lines));
    return exitCodes.error;
  }
  terminal.say(words().sets.logSummary(lines, addresses, writer.missed(), linesWithout));
  if (forgot) terminal.warn(words().sets.tooManyAddresses);
  return writer.missed() > 0 ? exitCodes.error : exitCodes.ok;
}

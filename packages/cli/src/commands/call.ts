import type { PagedCommandName } from "@chat-ip/commands/paging";
import { withClient } from "../api-client.ts";
import {
  commandOf,
  describeCommand,
  findCommands,
  knownCommands,
  listCommands,
  requestWarnings,
} from "../call/known-commands.ts";
import { type CommandBody, type Invocation, isSet, textOf, textsOf } from "../command.ts";
import { type CliError, usageError } from "../errors.ts";
import { exitCodes } from "../exit-codes.ts";
import { oneLine } from "../one-line.ts";
import { readInput } from "../read-input.ts";
import { readerOfOneApp } from "../settings/apps.ts";
import { readConnection } from "../settings/connection.ts";
import { connectionFlags, connectionSettings } from "../settings/connection-flags.ts";
import { words } from "../words/words.ts";

export type Json = string | number | boolean | null | Json[] | { [field: string]: Json };

function fieldError(field: string, why: string): CliError {
  return usageError(words().call.badField(oneLine(field, 60), why));
}

/** Sets `a.b=value` or `a[]=value` in a body. Values that are JSON count as such; others are text. */
export function addField(body: Record<string, Json>, field: string, asText: boolean): void {
  const equals = field.indexOf("=");
  if (equals < 1) throw fieldError(field, words().call.noNameAndValue);
  const path = field.slice(0, equals).split(".");
  const value = asText ? field.slice(equals + 1) : readValue(field.slice(equals + 1));
  let place: Record<string, Json> = body;
  for (const [index, step] of path.entries()) {
    const adds = step.endsWith("[]");
    const name = adds ? step.slice(0, -2) : step;
    if (name === "" || name === "__proto__") throw fieldError(field, words().call.badName);
    const last = index === path.length - 1;
    if (!last && adds) throw fieldError(field, words().call.onlyLastAdds);
    const before = place[name];
    if (last) {
      if (adds && before !== undefined && !Array.isArray(before))
        throw fieldError(field, words().call.noList(name));
      place[name] = adds ? [...(Array.isArray(before) ? before : []), value] : value;
      return;
    }
    if (before !== undefined && (typeof before !== "object" || before === null || Array.isArray(before))) {
      throw fieldError(field, words().call.holdsValue(name));
    }
    const next: Record<string, Json> = before ?? {};
    place[name] = next;
    place = next;
  }
}

/** Only what survives being written again counts as JSON: a number beyond 2^53 stays text. */
function readValue(text: string): Json {
  try {
    const value: Json = JSON.parse(text);
    return typeof value === "number" && !Number.isSafeInteger(value) && /^-?\d+$/.test(text) ? text : value;
  } catch {
    return text;
  }
}

/** JSON whose whole numbers beyond 2^53 are bigints, where this Node shows how they were written. */
function parseLossless(text: string): unknown {
  const revive = (_: string, value: unknown, context?: { readonly source?: string }): unknown =>
    typeof value === "number" && !Number.isSafeInteger(value) && /^-?\d+$/.test(context?.source ?? "")
      ? BigInt(context?.source ?? 0)
      : value;
  return JSON.parse(text, revive);
}

/** The JSON object of `--input`. @throws {CliError} when it is none */
export async function readObject(input: string, cwd: string): Promise<Record<string, Json>> {
  let document: unknown;
  const text = await readInput(input, cwd);
  try {
    document = parseLossless(text);
  } catch (error) {
    const why = error instanceof Error ? `${oneLine(error.message)}.` : "";
    throw usageError(words().call.inputNotJson(oneLine(input), why));
  }
  if (typeof document !== "object" || document === null || Array.isArray(document)) {
    throw usageError(words().call.inputNoObject(oneLine(input)));
  }
  return document as Record<string, Json>;
}

async function readBody({ flags, cwd }: Invocation): Promise<Record<string, Json>> {
  const input = textOf(flags, "input");
  let body: Record<string, Json> = {};
  if (input !== null) body = await readObject(input, cwd);
  for (const field of textsOf(flags, "field")) addField(body, field, false);
  for (const field of textsOf(flags, "rawField")) addField(body, field, true);
  return body;
}

function readQuery(flags: Invocation["flags"]): Record<string, string> {
  return Object.fromEntries(
    textsOf(flags, "query").map((pair) => {
      const equals = pair.indexOf("=");
      if (equals < 1) throw usageError(words().usage.noNameAndValue("--query", oneLine(pair, 60)));
      return [pair.slice(0, equals), pair.slice(equals + 1)];
    }),
  );
}

export const call: CommandBody = {
  details:
    "The request goes out once: nothing is repeated unless you say --repeatable, which is right for commands that only " +
    "read. --dry-run prints the body and sends nothing. `--list [word]` finds commands; `call COMMAND --help` shows one's fields.",
  argValues: knownCommands,
  helpFor: (argument) => describeCommand(commandOf(argument)),
  settings: connectionSettings,
  flags: [
    {
      flags: "-f, --field <name=value>",
      description: "Field of the body; JSON values count as such. May be repeated.",
      repeatable: true,
    },
    {
      flags: "-F, --raw-field <name=value>",
      description: "The same, always as text. May be repeated.",
      repeatable: true,
    },
    {
      flags: "--input <file>",
      description: "JSON body from a file, or - for stdin. Fields are added to it.",
    },
    {
      flags: "--query <name=value>",
      description: "Parameter for the query string. May be repeated.",
      repeatable: true,
    },
    { flags: "--repeatable", description: "Send again after a time-out or a lost connection." },
    {
      flags: "--paginate",
      description:
        "Ask for every page, and print one answer after the other; for commands that answer by pages.",
    },
    { flags: "--dry-run", description: "Print what would be sent." },
    { flags: "--list", description: "List the known commands, or those with a word in them." },
    { flags: "--describe", description: "Show what a command does and takes." },
    ...connectionFlags,
  ],
  examples: [
    { line: "chat-ip call --list mute", does: "which commands are about muting?" },
    {
      line: 'chat-ip call im_open_login_svc/account_check -f \'CheckItem[]={"UserID":"alice"}\'',
      does: "does this user exist?",
    },
    { line: "chat-ip call openim/sendmsg --help", does: "which fields does it take?" },
    { line: "chat-ip call openim/sendmsg --input message.json", does: "with a body from a file" },
    {
      line: "chat-ip call group_open_http_svc/get_appid_group_list --paginate",
      does: "all groups, page by page",
    },
    { line: "chat-ip call ConfigSvc/GetIPList --query nettype=6", does: "the raw answer" },
  ],
  async run(invocation) {
    const { args, flags, sources, terminal, signal } = invocation;
    if (isSet(flags, "list")) {
      const found = findCommands(args[0] ?? "");
      if (terminal.json) terminal.writeJson("call", { commands: found });
      else terminal.write(listCommands(found));
      if (found.length > 0) return exitCodes.ok;
      terminal.fail(words().call.noneFound(oneLine(args[0] ?? "", 40)));
      return exitCodes.error;
    }
    const command = commandOf(args[0] ?? "");
    if (!/^[\w-]+\/[\w-]+$/.test(command)) {
      throw usageError(words().call.notACommand(oneLine(command, 60)));
    }
    if (isSet(flags, "describe")) {
      const description = describeCommand(command);
      if (terminal.json) terminal.writeJson("call", { request: { command }, description });
      else if (description !== null) terminal.write(description);
      else for (const warning of requestWarnings(command, {}, {})) terminal.warn(warning);
      return description === null ? exitCodes.error : exitCodes.ok;
    }
    let filledIn: object = {};
    if (isSet(flags, "paginate")) {
      const { paging } = await import("@chat-ip/commands/paging");
      if (!Object.hasOwn(paging, command)) throw usageError(words().call.noPages(command));
      filledIn = paging[command as PagedCommandName].start ?? {};
    }
    const body = await readBody(invocation);
    const query = readQuery(flags);
    for (const warning of requestWarnings(command, { ...filledIn, ...body }, query)) terminal.warn(warning);
    if (isSet(flags, "dryRun")) {
      if (terminal.json) terminal.writeJson("call", { request: { command, query, body } });
      else terminal.write(jsonText(body));
      return exitCodes.ok;
    }
    const reader = readerOfOneApp(sources());
    const connection = readConnection(reader);
    reader.finish();
    const options = { signal, ...(isSet(flags, "repeatable") ? { repeatable: true } : {}) };
    terminal.progress(words().call.calling(command));
    if (isSet(flags, "paginate")) {
      const read = await withClient(connection, terminal, (client) =>
        writePages(client.pages(command as PagedCommandName, body, { query, signal }), command, invocation),
      );
      terminal.say(words().call.pagesRead(read));
      return exitCodes.ok;
    }
    const answer = await withClient(connection, terminal, (client) =>
      client.request(command, body, query, options),
    );
    if (terminal.json) terminal.writeJson("call", { request: { command }, answer });
    else terminal.write(jsonText(answer));
    return exitCodes.ok;
  },
};

/** Writes each page as it comes, or all of them in one document with `--json`. @returns how many there were */
async function writePages(
  pages: AsyncIterable<unknown>,
  command: string,
  { terminal }: Invocation,
): Promise<number> {
  const read: unknown[] = [];
  let count = 0;
  for await (const page of pages) {
    count++;
    if (terminal.json) read.push(page);
    else terminal.write(jsonText(page));
    terminal.progress(words().call.pagesRead(count));
  }
  if (terminal.json) terminal.writeJson("call", { request: { command }, pages: read });
  return count;
}

/** An answer as JSON. Numbers beyond 2^53 keep their digits where this Node can write them so, and are texts elsewhere. */
function jsonText(answer: unknown): string {
  const raw = "rawJSON" in JSON && typeof JSON.rawJSON === "function" ? JSON.rawJSON : String;
  const text = JSON.stringify(
    answer,
    (_, value: unknown) => (typeof value === "bigint" ? raw(String(value)) : value),
    2,
  );
  return `${text}\n`;
}

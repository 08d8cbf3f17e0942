import type { CommandFacts, Fields, RequestFields } from "@chat-ip/commands";
import { commandTable } from "@chat-ip/commands/command-table";
import { requestFields } from "@chat-ip/commands/request-fields";
import { nearestName } from "@chat-ip/core";
import type { Message } from "../errors.ts";
import { oneLine } from "../one-line.ts";
import { table } from "../terminal/table.ts";
import { words } from "../words/words.ts";

const facts: ReadonlyMap<string, CommandFacts> = new Map(Object.entries(commandTable));
const fields: ReadonlyMap<string, RequestFields> = new Map(Object.entries(requestFields));
const byName: ReadonlyMap<string, string> = new Map([...facts].map(([command, { name }]) => [name, command]));

/** Every command that is known, as `service/command`. */
export const knownCommands: readonly string[] = [...facts.keys()];

/** A command as the API has it, for `service/command` or a short name such as `sendMessage`. */
export function commandOf(text: string): string {
  return byName.get(text) ?? text.replace(/^\/?(v4\/)?/, "");
}

/** Commands whose name or purpose has a word in it. */
export function findCommands(word: string): readonly string[] {
  const wanted = word.toLowerCase();
  return [...facts].flatMap(([command, { name, summary }]) =>
    `${command} ${name} ${summary}`.toLowerCase().includes(wanted) ? [command] : [],
  );
}

/** Commands with their short names and what they do, a line each. */
export function listCommands(commands: readonly string[]): string {
  return table(
    commands.map((command) => [command, facts.get(command)?.name ?? "", facts.get(command)?.summary ?? ""]),
  );
}

/** What a command does and takes; null for one that isn't known. */
export function describeCommand(command: string): string | null {
  const known = facts.get(command);
  if (known === undefined) return null;
  const { query = {}, body = {} } = fields.get(command) ?? {};
  const limits = [
    known.callsPerSecond === null ? null : words().call.perSecond(known.callsPerSecond),
    known.maxPerCall === null ? null : words().call.perCall(String(known.maxPerCall)),
    known.vendorPage,
  ].filter((text) => text !== null);
  const head = [`${command} (${known.name}): ${known.summary}`, ...limits].join("\n");
  return `${head}\n\n${table([...rowsOf(query, "?", 0), ...rowsOf(body, "", 0)])}`;
}

function rowsOf(all: Fields, mark: string, depth: number): readonly (readonly string[])[] {
  return Object.entries(all).flatMap(([name, { type, required, note, fields: inner }]) => [
    [`${"  ".repeat(depth)}${mark}${name}`, type, required ? words().call.required : "", note],
    ...(inner === undefined ? [] : rowsOf(inner, "", depth + 1)),
  ]);
}

/** What looks wrong with a request, as far as the fields are known. The API has the last word. */
export function requestWarnings(
  command: string,
  body: Readonly<Record<string, unknown>>,
  query: Readonly<Record<string, string>>,
): readonly Message[] {
  const known = fields.get(command);
  if (known === undefined) {
    const near = nearestName(command, knownCommands);
    return [words().call.unknownCommand(command, near)];
  }
  const { body: bodyFields, query: queryFields = {}, oneOf = [] } = known;
  const unknown = Object.keys(body).filter((name) => !Object.hasOwn(bodyFields, name));
  const missing = (all: Fields, given: object): readonly string[] =>
    Object.entries(all).flatMap(([name, { required }]) =>
      required && !Object.hasOwn(given, name) ? [name] : [],
    );
  const warnings = unknown.map((name): Message => {
    const near = nearestName(name, Object.keys(bodyFields));
    return words().call.unknownField(command, oneLine(name, 60), near);
  });
  const lacking = [...missing(bodyFields, body), ...missing(queryFields, query).map(words().call.inQuery)];
  if (lacking.length > 0) {
    warnings.push(words().call.lacks(command, lacking));
  }
  if (oneOf.length > 0 && !oneOf.some((name) => Object.hasOwn(body, name))) {
    warnings.push(words().call.needsOneOf(command, oneOf));
  }
  return warnings;
}

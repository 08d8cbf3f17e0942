import type { CommandFacts, Fields, RequestFields } from "@chat-ip/commands";
import { commandTable } from "@chat-ip/commands/command-table";
import { requestFields } from "@chat-ip/commands/request-fields";
import type { Message } from "../errors.ts";
import { suggest } from "../suggest.ts";
import { table } from "../terminal/table.ts";

const facts: ReadonlyMap<string, CommandFacts> = new Map(Object.entries(commandTable));
const fields: ReadonlyMap<string, RequestFields> = new Map(Object.entries(requestFields));
const byName: ReadonlyMap<string, string> = new Map([...facts].map(([command, { name }]) => [name, command]));

/** Every command that is known, as `service/command`. */
export const knownCommands: readonly string[] = [...facts.keys()];

/** A command as the API has it, for `service/command` or a short name such as `sendMessage`. */
export function commandOf(text: string): string {
  return byName.get(text) ?? text.replace(/^\/?(v4\/)?/, "");
}

/** Commands whose name or purpose has a word in it, a line each. */
export function listCommands(word: string): string {
  const wanted = word.toLowerCase();
  const rows = [...facts].filter(([command, { name, summary }]) =>
    `${command} ${name} ${summary}`.toLowerCase().includes(wanted),
  );
  return table(rows.map(([command, { name, summary }]) => [command, name, summary]));
}

/** What a command does and takes; null for one that isn't known. */
export function describeCommand(command: string): string | null {
  const known = facts.get(command);
  if (known === undefined) return null;
  const { query = {}, body = {} } = fields.get(command) ?? {};
  const limits = [
    known.callsPerSecond === null ? null : `${known.callsPerSecond} calls a second`,
    known.maxPerCall === null ? null : `per call: ${known.maxPerCall}`,
    known.vendorPage,
  ].filter((text) => text !== null);
  const head = [`${command} (${known.name}): ${known.summary}`, ...limits].join("\n");
  return `${head}\n\n${table([...rowsOf(query, "?", 0), ...rowsOf(body, "", 0)])}`;
}

function rowsOf(all: Fields, mark: string, depth: number): readonly (readonly string[])[] {
  return Object.entries(all).flatMap(([name, { type, required, note, fields: inner }]) => [
    [`${"  ".repeat(depth)}${mark}${name}`, type, required ? "required" : "", note],
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
    const near = suggest(command, knownCommands);
    const remedy = near === null ? "See `chat-ip call --list`." : `Did you mean \`${near}\`?`;
    return [
      { what: `${command} is not a command that this version knows. It is sent all the same.`, remedy },
    ];
  }
  const { body: bodyFields, query: queryFields = {}, oneOf = [] } = known;
  const unknown = Object.keys(body).filter((name) => !Object.hasOwn(bodyFields, name));
  const missing = (all: Fields, given: object): readonly string[] =>
    Object.entries(all).flatMap(([name, { required }]) =>
      required && !Object.hasOwn(given, name) ? [name] : [],
    );
  const warnings = unknown.map((name): Message => {
    const near = suggest(name, Object.keys(bodyFields));
    return {
      what: `${command} has no field \`${name.slice(0, 60)}\` that this version knows.`,
      remedy: near === null ? "See --describe." : `Did you mean \`${near}\`?`,
    };
  });
  const lacking = [
    ...missing(bodyFields, body),
    ...missing(queryFields, query).map((name) => `${name} (query)`),
  ];
  if (lacking.length > 0) {
    warnings.push({ what: `${command} needs ${lacking.join(", ")}.`, remedy: "See --describe." });
  }
  if (oneOf.length > 0 && !oneOf.some((name) => Object.hasOwn(body, name))) {
    warnings.push({ what: `${command} needs one of ${oneOf.join(", ")}.`, remedy: "See --describe." });
  }
  return warnings;
}

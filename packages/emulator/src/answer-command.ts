import { type Answer, refuse } from "./answers.ts";
import { type ListName, listNames } from "./lists.ts";

/** A command of a request that has passed {@link judgeRequest}. */
export interface Command {
  /** Service and command, such as `ConfigSvc/GetIPList`. */
  readonly name: string;
  readonly query: URLSearchParams;
  readonly body: string;
}

/** What the emulator can answer with. */
export interface Answerable {
  readonly lists: ReadonlyMap<ListName, readonly string[]>;
  /** Other commands, with the fields that each adds to the vendor's "OK". */
  readonly commands: ReadonlyMap<string, object>;
}

/** The command whose answer is an IP list. */
export const getIPList = "ConfigSvc/GetIPList";

/** Answers one command: an IP list, the fields registered for another command, or a refusal. */
export function answerCommand(command: Command, { lists, commands }: Answerable): Answer {
  const registered = commands.get(command.name);
  if (command.name !== getIPList && registered === undefined) return refuse(60009, "unknown command");
  if (!isJsonObject(command.body)) return refuse(60003, "it must be an object, {} at least");
  if (registered !== undefined) return { code: 0, fields: registered };
  const name = listOfNetType(command.query.get("nettype"));
  return name === null
    ? refuse(70402, "nettype must be an integer from 0 to 6")
    : { code: 0, fields: { IPList: lists.get(name) ?? [] } };
}

/** A missing nettype is refused although the vendor does not say what it means: a client that forgets it gets the wrong list. */
function listOfNetType(netType: string | null): ListName | null {
  return netType !== null && /^\d$/.test(netType) ? (listNames[Number(netType)] ?? null) : null;
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

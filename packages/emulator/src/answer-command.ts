import type { CommandName, PagingFacts } from "@chat-ip/commands";
import { commandTable } from "@chat-ip/commands/command-table";
import { requestFields } from "@chat-ip/commands/request-fields";
import { type Answer, refuse } from "./answers.ts";
import { alternativeOf, documentedAnswer, pageFor, pagingOf } from "./documented-answer.ts";
import { fieldsProblem, isObject } from "./fields/check-fields.ts";
import { parseJson } from "./json.ts";
import { type ListName, listNames } from "./lists.ts";
import { accountCommands } from "./world/account-commands.ts";
import { groupCommands } from "./world/group-commands.ts";
import { groupMessageCommands } from "./world/group-message-commands.ts";
import type { Handler } from "./world/handler.ts";
import { memberCommands } from "./world/member-commands.ts";
import { messageCommands } from "./world/message-commands.ts";
import type { World } from "./world/world.ts";

/** A command of a request that has passed {@link judgeRequest}. */
export interface Command {
  /** Service and command, such as `ConfigSvc/GetIPList`. */
  readonly name: string;
  readonly query: URLSearchParams;
  readonly body: string;
}

/** What the emulator answers from. */
export interface Answerable {
  readonly lists: ReadonlyMap<ListName, readonly string[]>;
  /** Commands with fixed answers: the fields that each adds to the vendor's "OK". */
  readonly commands: ReadonlyMap<string, object>;
  readonly world: World;
  readonly nowSeconds: number;
  /** A number that grows with each message, for sequences. */
  readonly nextNumber: () => number;
}

/** The command whose answer is an IP list. */
export const getIPList = "ConfigSvc/GetIPList";

const handlers: Readonly<Record<string, Handler>> = {
  ...accountCommands,
  ...groupCommands,
  ...groupMessageCommands,
  ...memberCommands,
  ...messageCommands,
};

/** Is this a command of the data? */
export function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(commandTable, name);
}

/** Answers one command: a fixed answer, an IP list, what the world has, an answer in the documented form, or a refusal. */
export function answerCommand(command: Command, answerable: Answerable): Answer {
  const { name, query } = command;
  const registered = answerable.commands.get(name);
  if (registered === undefined && !isCommandName(name)) return refuse(60009, "unknown command");
  const body = readBody(command.body);
  if (body === null) return refuse(60003, "it must be an object, {} at least");
  if (registered !== undefined) return { code: 0, fields: registered };
  if (!isCommandName(name)) return refuse(60009, "unknown command");
  if (name === getIPList) return answerList(query.get("nettype"), answerable);
  return bodyProblem(name, body) ?? carryOut(name, body, command, answerable);
}

function answerList(netType: string | null, { lists }: Answerable): Answer {
  const name = listOfNetType(netType);
  return name === null
    ? refuse(70402, "nettype must be an integer from 0 to 6")
    : { code: 0, fields: { IPList: lists.get(name) ?? [] } };
}

/** A missing nettype is refused although the vendor does not say what it means: a client that forgets it gets the wrong list. */
function listOfNetType(netType: string | null): ListName | null {
  return netType !== null && /^\d$/.test(netType) ? (listNames[Number(netType)] ?? null) : null;
}

function bodyProblem(name: CommandName, body: Readonly<Record<string, unknown>>): Answer | null {
  const { body: fields, oneOf } = requestFields[name];
  const problem = fieldsProblem(body, fields);
  if (problem !== null) return refuse(problem.code, problem.detail);
  if (oneOf !== undefined && !oneOf.some((field) => body[field] !== undefined)) {
    return refuse(70402, `${oneOf.join(" or ")} is missing`);
  }
  return null;
}

function carryOut(
  name: CommandName,
  body: Readonly<Record<string, unknown>>,
  { query }: Command,
  { world, nowSeconds, nextNumber }: Answerable,
): Answer {
  const handler = Object.hasOwn(handlers, name) ? handlers[name] : undefined;
  if (handler === undefined) return { code: 0, fields: documentedAnswer(name, body, nowSeconds) };
  const rule = pagingOf(name);
  const pageBy =
    (used: PagingFacts | undefined) =>
    (items: readonly unknown[]): Record<string, unknown> =>
      used === undefined ? {} : pageFor(name, used, body, items);
  const page = pageBy(rule);
  const pageOtherwise = pageBy(rule === undefined ? undefined : alternativeOf(rule));
  const context = {
    world,
    nowSeconds,
    nextNumber,
    page,
    pageOtherwise,
    caller: query.get("identifier") ?? "",
  };
  // The body was checked against the same data that its type comes from.
  return handler(body as never, context);
}

function readBody(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value = parseJson(text);
    return isObject(value) ? value : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

import type {
  CommandAnswer,
  CommandBody,
  CommandName,
  CommandQuery,
  CommandReply,
  EmptyBody,
  PagedCommandName,
} from "@chat-ip/commands";
import type { Query } from "./call/request-path.ts";
import type { PagesOptions, RequestOptions } from "./call-options.ts";

/** The answer of a command that this package has no types for: only the fields that every answer has are known. */
export type UnknownAnswer = CommandReply & Readonly<Record<string, unknown>>;

/** A command that this package has no types for, as `service/name`. `never` for one that it has. */
export type UnknownCommand<Command extends string> = Command extends CommandName ? never : Command;

/** The arguments of `request` after the command: body and query are optional where the command needs none. */
export type RequestArguments<Name extends CommandName> =
  CommandQuery<Name> extends undefined
    ? EmptyBody extends CommandBody<Name>
      ? [body?: CommandBody<Name>, query?: Query, options?: RequestOptions]
      : [body: CommandBody<Name>, query?: Query, options?: RequestOptions]
    : [body: CommandBody<Name>, query: CommandQuery<Name> & Query, options?: RequestOptions];

/** An answer, and how it came. */
export interface RequestDetails<Answer> {
  /** What `request` returns. */
  readonly body: Answer;
  /** The command, as `service/name`. */
  readonly command: string;
  /** The host that answered. */
  readonly host: string;
  /** How many requests were made, 1 or more. */
  readonly attempts: number;
  /** How long the call took, with its waits. */
  readonly durationMs: number;
  /** The server's id of the call, for the vendor's support; `null` if it gave none. Untrusted. */
  readonly requestId: string | null;
}

// The signature for known commands is there twice: editors complete the fields of a body by the first, and the compiler
// explains why the last one doesn't fit. If it came only first, a wrong field would be an error about the command's name.

/** Carries out a command. See {@link ChatClient.request}. */
export interface RequestCommand {
  <Name extends CommandName>(command: Name, ...rest: RequestArguments<Name>): Promise<CommandAnswer<Name>>;
  <Answer = UnknownAnswer, Command extends string = string>(
    command: UnknownCommand<Command>,
    body?: object,
    query?: Query,
    options?: RequestOptions,
  ): Promise<Answer>;
  <Name extends CommandName>(command: Name, ...rest: RequestArguments<Name>): Promise<CommandAnswer<Name>>;
}

/** Carries out a command and says how. See {@link ChatClient.requestWithDetails}. */
export interface RequestCommandWithDetails {
  <Name extends CommandName>(
    command: Name,
    ...rest: RequestArguments<Name>
  ): Promise<RequestDetails<CommandAnswer<Name>>>;
  <Answer = UnknownAnswer, Command extends string = string>(
    command: UnknownCommand<Command>,
    body?: object,
    query?: Query,
    options?: RequestOptions,
  ): Promise<RequestDetails<Answer>>;
  <Name extends CommandName>(
    command: Name,
    ...rest: RequestArguments<Name>
  ): Promise<RequestDetails<CommandAnswer<Name>>>;
}

/** Reads all pages of a command. See {@link ChatClient.pages}. */
export type ReadCommandPages = <Name extends PagedCommandName>(
  command: Name,
  body?: Partial<CommandBody<Name>>,
  options?: PagesOptions,
) => AsyncIterableIterator<CommandAnswer<Name>>;

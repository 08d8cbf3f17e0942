import type { Commands } from "./commands/commands.ts";

/** The name of a command: service and command, such as `openim/sendmsg`. */
export type CommandName = keyof Commands;

/** The body that a command takes. */
export type CommandBody<Name extends CommandName = CommandName> = Commands[Name]["body"];

/** A command's answer. */
export type CommandAnswer<Name extends CommandName = CommandName> = Commands[Name]["answer"];

/** The query parameters that a command needs besides those of every call; `undefined` if none. */
export type CommandQuery<Name extends CommandName = CommandName> = Commands[Name] extends {
  query: infer Query;
}
  ? Query
  : undefined;

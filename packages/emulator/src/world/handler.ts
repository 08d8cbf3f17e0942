import type { CommandAnswer, CommandBody, CommandName, CommandReply } from "@chat-ip/commands";
import { type Answer, refuse } from "../answers.ts";
import type { World } from "./world.ts";

/** What a command is carried out with. */
export interface CommandContext {
  readonly world: World;
  readonly nowSeconds: number;
  /** The identifier that calls. */
  readonly caller: string;
  /** A number that grows with each message, for sequences. */
  readonly nextNumber: () => number;
  /** Cuts a page by the command's rule. @returns the fields of the answer that page */
  readonly page: (items: readonly unknown[]) => Record<string, unknown>;
  /** The same by the command's other way to page, if it has one. */
  readonly pageOtherwise: (items: readonly unknown[]) => Record<string, unknown>;
}

/** The fields of a command's answer besides those that every answer has. */
export type AnswerFields<Name extends CommandName> = Omit<CommandAnswer<Name>, keyof CommandReply>;

/** Carries out a command whose body has been checked. */
export type Handler = (body: never, context: CommandContext) => Answer;

/** Carries out a command of this name, with the types of its body. */
export type TypedHandler<Name extends CommandName> = (
  body: CommandBody<Name>,
  context: CommandContext,
) => Answer;

/** The handlers of some commands. */
export type Handlers<Names extends CommandName> = { readonly [Name in Names]: TypedHandler<Name> };

/** An answer that says OK. */
export function succeed(fields: object = {}): Answer {
  return { code: 0, fields };
}

/** An answer that has just the documented fields of its command. */
export function answerWith<Name extends CommandName>(fields: AnswerFields<Name>): Answer {
  return succeed(fields);
}

/** The answer to an account that wasn't imported. */
export function unknownAccount(account: string): Answer {
  return refuse(70107, JSON.stringify(account));
}

/** Does the world refuse an account? */
export function isUnknown({ knowsOnlyImported, accounts }: World, account: string): boolean {
  return knowsOnlyImported && !accounts.has(account);
}

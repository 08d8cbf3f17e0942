import type { Message } from "@chat-ip/sync";
import type { FactsOf } from "./facts-of.ts";

/**
 * A message in words: plain text with names and settings in backticks. It stays in parts until it is printed. Any part may quote text
 * from outside: escape it where it is printed.
 */
export interface MessageText {
  /** what is wrong, as one or more whole sentences */
  readonly what: string;
  /** why it is so */
  readonly why?: string;
  /** what to do about it */
  readonly remedy?: string;
  /** text to paste, such as a piece of YAML */
  readonly snippet?: string;
}

/** The words of every message, by its id. A message without words doesn't compile. */
export type MessageWords = {
  readonly [Id in Message["id"]]: (facts: FactsOf<Message, Id>) => MessageText;
};

/** The permissions that the workflow needs, as they are pasted. */
export const permissionsBlock = "permissions:\n  contents: write\n  pull-requests: write";

/** The longest text of a server's that is quoted, in characters. */
const quotedLimit = 300;

/** A server's words on one line, shortened where they are many. */
export function onOneLine(detail: string): string {
  const line = detail.replaceAll(/\s+/g, " ").trim();
  return line.length > quotedLimit ? `${line.slice(0, quotedLimit).toWellFormed()}…` : line;
}

/** The words of one message. */
export function textOf(words: MessageWords, message: Message): MessageText {
  // Each id has the words of its own facts, which the compiler can't follow through a look-up.
  const text = words[message.id] as (facts: Message) => MessageText;
  return text(message);
}

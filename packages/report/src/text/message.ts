import type { Language, Message } from "@chat-ip/sync";
import { type MessageText, textOf } from "../words/message-words.ts";
import type { Words } from "../words/words.ts";
import { wordsOf } from "../words/words-of.ts";
import { pasted, plain } from "./escape.ts";
import { blocks } from "./markdown.ts";

/** A message in words: what is wrong, why, what to do and what to paste. Text from outside in it isn't escaped. */
export const messageText = (message: Message, language: Language): MessageText =>
  textOf(wordsOf(language).messages, message);

const sentences = (parts: readonly (string | undefined)[], { quantities }: Words): string =>
  parts.filter((part) => part !== undefined && part !== "").join(quantities.between);

/** A message as plain text, on one line but for what is to be pasted. */
export function plainText(message: Message, words: Words): string {
  const { what, why, remedy, snippet } = textOf(words.messages, message);
  const text = sentences([what, why, remedy], words);
  return snippet === undefined ? text : `${text}\n\n${snippet}`;
}

/** A message as blocks of Markdown: what and why, then what to do, then what to paste. */
export function messageBlocks(message: Message, words: Words): string {
  const { what, why, remedy, snippet } = textOf(words.messages, message);
  return blocks([
    plain(sentences([what, why], words)),
    remedy === undefined ? "" : plain(remedy),
    snippet === undefined ? "" : pasted(snippet),
  ]);
}

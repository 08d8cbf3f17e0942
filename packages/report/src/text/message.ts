import type { Message } from "@chat-ip/sync";
import { pasted, plain } from "./escape.ts";
import { blocks } from "./markdown.ts";

/** A message as blocks of Markdown: what and why, then what to do, then what to paste. */
export function messageBlocks({ what, why, remedy, snippet }: Message): string {
  return blocks([
    plain(why === undefined ? what : `${what} ${why}`),
    remedy === undefined ? "" : plain(remedy),
    snippet === undefined ? "" : pasted(snippet),
  ]);
}

/** A message as plain text: its sentences in one line, below them what to paste. */
export function plainText({ what, why, remedy, snippet }: Message): string {
  const sentences = [what, why, remedy].filter((part) => part !== undefined && part !== "").join(" ");
  return snippet === undefined ? sentences : `${sentences}\n\n${snippet}`;
}

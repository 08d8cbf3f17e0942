import type { Language, Operation } from "@chat-ip/sync";
import { logLine } from "./text/escape.ts";
import { stoppedWords } from "./words/stopped-words.ts";

/** What a run has come to when it is stopped. */
export interface DoneSoFar {
  /** a line each, as `renderListLine` writes them */
  readonly lists: readonly string[];
  /** `place`: its address, or its branch */
  readonly pullRequest: { readonly operation: Operation | null; readonly place: string } | null;
}

/** The error and the job summary of a run that is stopped by a signal before its end. */
export function renderStopped(
  signal: string,
  { lists, pullRequest }: DoneSoFar,
  language: Language,
): { readonly message: string; readonly summary: string } {
  const words = stoppedWords(language);
  const message = words.stopped(signal);
  const pull = pullRequest && logLine(words.pullRequest(pullRequest.operation, pullRequest.place));
  const done = [...lists, ...(pull === null ? [] : [pull])];
  const told = done.length === 0 ? words.nothingChecked : `\`\`\`\`text\n${done.join("\n")}\n\`\`\`\``;
  return { message, summary: `## ${words.heading}\n\n${message}\n\n${told}\n` };
}

import type { Quantities } from "../text/quantities.ts";
import type { FirstScreenWords } from "./first-screen-words.ts";
import type { FoldWords } from "./fold-words.ts";
import type { InputWords } from "./input-problem.ts";
import type { MessageWords } from "./message-words.ts";
import type { RunWords } from "./run-words.ts";

/** Everything that people read, in one language. A language that lacks a text doesn't compile. */
export interface Words extends FirstScreenWords, FoldWords, RunWords {
  readonly messages: MessageWords;
  readonly inputs: InputWords;
  readonly quantities: Quantities;
}

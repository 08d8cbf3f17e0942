import { english, type Words } from "./en/english.ts";
import type { Language } from "./language.ts";

let current: Words = english;
let spoken: Language = "en";

/** The language of this run. */
export function language(): Language {
  return spoken;
}

/** Everything the program says, in the language of this run. */
export function words(): Words {
  return current;
}

/** Chooses the language of this run. A process speaks one language, so this is its state. */
export async function speak(wanted: Language): Promise<void> {
  spoken = wanted;
  current = wanted === "en" ? english : (await import("./zh-cn/chinese.ts")).chinese;
}

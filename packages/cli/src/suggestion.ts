import { nearestName } from "@chat-ip/core";
import { words } from "./words/words.ts";

/** "Did you mean …?" where a name is close, else the names there are. */
export function suggestion(text: string, names: readonly string[]): string {
  const name = nearestName(text, names);
  return name === null ? words().usage.useOneOf(names) : words().usage.didYouMean(name);
}

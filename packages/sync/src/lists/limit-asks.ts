import type { AskList } from "../ports/ask-list.ts";

/** Lets at most `most` questions be under way at once, those of all apps counted together. The others wait, in order. */
export function limitAsks(ask: AskList, most: number): AskList {
  const waiting: (() => void)[] = [];
  let free = most;
  return async (key, signal) => {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => void waiting.push(resolve));
    try {
      return await ask(key, signal);
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free++;
    }
  };
}

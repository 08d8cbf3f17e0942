import type { PagingFacts } from "@chat-ip/commands";
import type { Fields } from "./next-page.ts";

/**
 * Some commands repeat the last items of a page on the next one. Returns what takes them out of each page's answer, in
 * the order of the pages.
 */
export function createRepeatFilter(facts: PagingFacts): (answer: Fields) => Fields {
  if (!("from" in facts.next)) return (answer) => answer;
  const { key } = facts.next.from;
  const seen = new Set<unknown>();
  return (answer) => {
    const changed = facts.items.flatMap((field) => {
      const items = answer[field];
      if (!Array.isArray(items)) return [];
      const fresh = items.filter((item: unknown) => {
        const value: unknown = typeof item === "object" && item !== null ? Reflect.get(item, key) : item;
        const known = seen.has(value);
        seen.add(value);
        return !known;
      });
      return [[field, fresh] as const];
    });
    return { ...answer, ...Object.fromEntries(changed) };
  };
}

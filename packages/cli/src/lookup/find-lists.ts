import { createMatcher, type Prefix } from "@chat-ip/allowlist";
import { contains, prefixLength } from "../sets/contains.ts";

/** A list to look addresses up in. */
export interface KnownList {
  readonly name: string;
  readonly prefixes: readonly Prefix[];
}

/** Where an address was found: the list, and the narrowest prefix of it that holds the address. */
export interface Hit {
  readonly list: string;
  readonly prefix: Prefix;
}

/** Answers which lists hold an address in normal form. */
export type FindLists = (address: string) => readonly Hit[];

/** Prepares lists for many look-ups; one that misses everywhere costs one search. */
export function createFinder(lists: readonly KnownList[]): FindLists {
  const any = createMatcher(lists.flatMap(({ prefixes }) => prefixes));
  const each = lists.map(({ name, prefixes }) => ({
    name,
    matcher: createMatcher(prefixes),
    // The narrowest first, so that the first hit is the answer.
    prefixes: [...prefixes].sort((a, b) => prefixLength(b) - prefixLength(a)),
  }));
  return (address) => {
    if (!any.has(address)) return [];
    return each.flatMap(({ name, matcher, prefixes }) => {
      if (!matcher.has(address)) return [];
      const prefix = prefixes.find((one) => contains(one, address));
      return prefix === undefined ? [] : [{ list: name, prefix }];
    });
  };
}

import { createMatcher, type Matcher, type Prefix } from "@chat-ip/allowlist";

const prepared = new WeakMap<readonly Prefix[], Matcher>();

/**
 * A matcher for prefixes. The one for an array is made once, so later changes to the array have no effect.
 * @throws {InvalidPrefixError} when a text isn't a prefix
 */
export function matcherOf(prefixes: readonly Prefix[] | Matcher): Matcher {
  if (!isList(prefixes)) return prefixes;
  let matcher = prepared.get(prefixes);
  if (!matcher) {
    matcher = createMatcher(prefixes);
    prepared.set(prefixes, matcher);
  }
  return matcher;
}

/** `Array.isArray` doesn't narrow readonly arrays. */
export function isList<Item, Other>(value: readonly Item[] | Other): value is readonly Item[] {
  return Array.isArray(value);
}

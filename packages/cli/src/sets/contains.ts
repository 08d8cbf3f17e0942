import { createMatcher, type Matcher, type Prefix } from "@chat-ip/allowlist";

const matchers = new Map<Prefix, Matcher>();

/** Whether `outer` covers `inner`, both in normal form. Two prefixes either nest or have nothing in common. */
export function contains(outer: Prefix, inner: Prefix): boolean {
  if (outer === inner) return true;
  if (outer.includes(":") !== inner.includes(":") || prefixLength(outer) > prefixLength(inner)) return false;
  let matcher = matchers.get(outer);
  if (matcher === undefined) {
    matcher = createMatcher([outer]);
    matchers.set(outer, matcher);
  }
  return matcher.has(firstAddress(inner));
}

/** The address that a prefix in normal form begins with. */
function firstAddress(prefix: Prefix): string {
  const slash = prefix.indexOf("/");
  return slash < 0 ? prefix : prefix.slice(0, slash);
}

/** The length of a prefix in normal form: 32 or 128 for a single address. */
export function prefixLength(prefix: Prefix): number {
  const slash = prefix.indexOf("/");
  if (slash < 0) return prefix.includes(":") ? 128 : 32;
  return Number(prefix.slice(slash + 1));
}

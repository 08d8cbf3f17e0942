import type { QueryInput } from "./query-input.ts";

export interface Pair {
  readonly name: string;
  readonly value: string;
}

// The vendor sends eight at most, in about 300 characters.
const MAX_PARAMETERS = 40;
const MAX_LENGTH = 8_192;

/** All parameters of a query, in their order; a text if it can't be read, which says why. */
export function pairsOf(query: QueryInput): readonly Pair[] | string {
  const pairs = typeof query === "string" ? splitText(query) : fromEntries(query);
  if (pairs === null) return "The query has a parameter that can't be read.";
  return pairs.length > MAX_PARAMETERS ? "The query has too many parameters." : pairs;
}

function splitText(text: string): readonly Pair[] | null {
  if (text.length > MAX_LENGTH) return null;
  const isPlain = !text.includes("%") && !text.includes("+");
  const pairs: Pair[] = [];
  let start = text.startsWith("?") ? 1 : 0;
  while (start < text.length) {
    let end = text.indexOf("&", start);
    if (end < 0) end = text.length;
    if (end > start) {
      let equals = text.indexOf("=", start);
      if (equals < 0 || equals > end) equals = end;
      const name = text.slice(start, equals);
      const value = text.slice(equals + 1, end);
      if (isPlain) pairs.push({ name, value });
      else {
        const pair = decode(name, value);
        if (pair === null) return null;
        pairs.push(pair);
      }
    }
    start = end + 1;
  }
  return pairs;
}

function decode(name: string, value: string): Pair | null {
  try {
    return {
      name: decodeURIComponent(name.replaceAll("+", " ")),
      value: decodeURIComponent(value.replaceAll("+", " ")),
    };
  } catch {
    // Its only error: an encoding that isn't UTF-8.
    return null;
  }
}

function fromEntries(query: URLSearchParams | Readonly<Record<string, unknown>>): readonly Pair[] | null {
  const pairs: Pair[] = [];
  // Not by its class: frameworks bring their own.
  const entries = Symbol.iterator in query ? (query as URLSearchParams) : Object.entries(query);
  for (const [name, value] of entries) {
    if (value === undefined) continue;
    // An array is a parameter that appears twice, and other things are what some parsers make of brackets.
    if (typeof value !== "string") return null;
    pairs.push({ name, value });
  }
  return pairs;
}

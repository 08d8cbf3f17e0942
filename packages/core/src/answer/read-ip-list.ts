import { type ListName, lists } from "../lists.ts";
import type { Redactor } from "../redactor.ts";
import { entryProblem } from "./entry-problem.ts";

/** Real lists have hundreds of entries. */
const maxEntries = 100_000;

/** A value of the answer that is no address and no CIDR. */
export interface RefusedEntry {
  /** The value as text, on one line and shortened; untrusted. */
  readonly entry: string;
  readonly reason: string;
}

export interface IPList {
  readonly list: ListName;
  readonly netType: number;
  /** Addresses and CIDRs of both families, as the server wrote and ordered them; duplicates are kept. */
  readonly entries: readonly string[];
  /** What the server listed and is no entry. Empty when all is well. */
  readonly refused: readonly RefusedEntry[];
}

export type IPListReading =
  | { readonly ok: true; readonly ipList: IPList }
  | { readonly ok: false; readonly reason: string };

/** Reads the answer of GetIPList: every value is either an entry that passed {@link entryProblem}, or reported. */
export function readIPList(answer: object, list: ListName, redactor: Redactor): IPListReading {
  const values: unknown = "IPList" in answer ? answer.IPList : undefined;
  if (!Array.isArray(values)) {
    return { ok: false, reason: values === undefined ? "it has no IPList" : "its IPList is not an array" };
  }
  if (values.length > maxEntries) {
    return {
      ok: false,
      reason: `its IPList has ${values.length} values, more than the ${maxEntries} that are accepted`,
    };
  }
  const entries: string[] = [];
  const refused: RefusedEntry[] = [];
  for (const value of values as unknown[]) {
    const reason = entryProblem(value);
    if (reason === null) entries.push(String(value));
    else refused.push({ entry: redactor.text(asText(value)), reason });
  }
  return { ok: true, ipList: { list, netType: lists[list].netType, entries, refused } };
}

/** A value as text. Not `JSON.stringify`, which a deeply nested value makes run out of stack. */
function asText(value: unknown): string {
  if (Array.isArray(value)) return "[…]";
  return typeof value === "object" && value !== null ? "{…}" : String(value);
}

import { type ListName, netTypeOf } from "../lists.ts";
import type { Redactor } from "../redact/redactor.ts";
import { entryProblem } from "./entry-problem.ts";
import { showEntry } from "./show-entry.ts";

/** Something in the list that is not an address or CIDR. */
export interface RefusedEntry {
  /** The value as text, on one line, shortened, invisible characters as `\u{200b}`. Untrusted. */
  readonly entry: string;
  /** Why it was refused, such as "it is not a valid IPv4 or IPv6 address". */
  readonly reason: string;
}

/** One of the lists, as the server answered it. */
export interface IPList {
  /** The list that was asked for. */
  readonly list: ListName;
  /** The API's number for the list. */
  readonly netType: number;
  /** Addresses and CIDRs of both families, as the server wrote and ordered them, duplicates included. */
  readonly entries: readonly string[];
  /** Values that are not addresses. Normally empty. */
  readonly refused: readonly RefusedEntry[];
}

export type IPListReading =
  | { readonly ok: true; readonly ipList: IPList }
  | { readonly ok: false; readonly reason: string; readonly remedy: string };

/** Reads the answer of GetIPList. Every value is either an entry that passed {@link entryProblem}, or reported. */
export function readIPList(
  answer: object,
  list: ListName,
  options: { readonly maxEntries: number; readonly redactor: Redactor },
): IPListReading {
  const { maxEntries, redactor } = options;
  const values: unknown = "IPList" in answer ? answer.IPList : undefined;
  if (!Array.isArray(values)) {
    const reason = values === undefined ? "it has no IPList" : "its IPList is not an array";
    return { ok: false, reason, remedy: "Check the region or endpoint." };
  }
  if (values.length > maxEntries) {
    return {
      ok: false,
      reason: `its IPList has ${grouped(values.length)} entries, more than the allowed ${grouped(maxEntries)}`,
      remedy: "Real lists have hundreds of entries. Check the region or endpoint.",
    };
  }
  const entries: string[] = [];
  const refused: RefusedEntry[] = [];
  for (const value of values as unknown[]) {
    const reason = entryProblem(value);
    if (reason === null) entries.push(String(value));
    else refused.push({ entry: showEntry(value, redactor.hide), reason });
  }
  return { ok: true, ipList: { list, netType: netTypeOf(list), entries, refused } };
}

const grouped = (count: number): string => count.toLocaleString("en-US");

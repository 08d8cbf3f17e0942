import { readFileSync } from "node:fs";

/** A day of which the package has the prefixes that Tencent's networks announced. */
export type SampleDay = "2025-04-02" | "2025-04-11";

/** A prefix that one of Tencent's networks announced. */
export interface Network {
  readonly prefix: string;
  /** Was it announced by the network of the cloud outside mainland China? */
  readonly isInternational: boolean;
}

const internationalAsn = "132203";
const read = new Map<SampleDay, readonly Network[]>();

/**
 * The prefixes of a day's table, in its order.
 *
 * @throws {RangeError} when there is no table for the day.
 */
export function readNetworks(day: SampleDay = "2025-04-11"): readonly Network[] {
  // The day becomes part of a path, and callers without types exist.
  if (day !== "2025-04-02" && day !== "2025-04-11") {
    throw new RangeError(`There are sample lists for 2025-04-02 and 2025-04-11, not for ${String(day)}.`);
  }
  const known = read.get(day);
  if (known !== undefined) return known;
  // src/samples/ and dist/samples/ are both two steps below the package, so one path serves sources and build.
  const table = readFileSync(new URL(`../../data/tencent-${day}.tsv`, import.meta.url), "utf8");
  const rows = table.split("\n").filter((row) => row !== "" && !row.startsWith("#"));
  const networks = rows.map((row): Network => {
    const [prefix = "", asn = ""] = row.split("\t");
    return { prefix, isInternational: asn === internationalAsn };
  });
  read.set(day, networks);
  return networks;
}

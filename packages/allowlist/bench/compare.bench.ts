/**
 * `compare` of two lists of 10,000 prefixes with 10 % drift, against cidr-tools alone doing both exclusions, which is the least that
 * a comparison by addresses needs. At most 1.5 times as long.
 */
import { excludeCidr } from "cidr-tools";
import { compare, sortPrefixes } from "../src/index.ts";
import { listWithDrift, type Mix } from "./random-lists.ts";
import { report, sideBySide } from "./side-by-side.ts";

const LIMIT = 1.5;
const mixes: readonly Mix[] = ["IPv4", "IPv6", "both families"];

for (const [index, mix] of mixes.entries()) {
  const { before, after } = listWithDrift(10_000, 0.1, mix, index + 1);
  for (const [order, committed, live] of [
    ["as from an API", before, after],
    ["sorted", sortPrefixes(before), sortPrefixes(after)],
  ] as const) {
    const [a, b] = [[...committed], [...live]];
    const { gained, lost } = compare({ committed, live });
    if (gained.ipv4 + gained.ipv6 === 0n || lost.ipv4 + lost.ipv6 === 0n)
      throw new Error("nothing to compare");
    const times = sideBySide(
      31,
      () => compare({ committed, live }),
      () => {
        excludeCidr(a, b);
        excludeCidr(b, a);
      },
    );
    const ratio = times.ours / times.theirs;
    report(
      `compare, ${mix}, ${order}`,
      `${ratio.toFixed(2)} × cidr-tools (limit ${LIMIT}; ${times.ours.toFixed(1)} ms, ${times.theirs.toFixed(1)} ms)`,
      ratio <= LIMIT,
    );
  }
}

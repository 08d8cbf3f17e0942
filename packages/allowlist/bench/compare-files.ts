/** Prints how many addresses of two files differ: what `bench/iprange.bench.ts` runs as a whole process. */
import { readFileSync } from "node:fs";
import { compare, parseAllowlist } from "../src/index.ts";

const [committed, live] = process.argv
  .slice(2)
  .map((path) => parseAllowlist(readFileSync(path, "utf8")).prefixes);
const { gained, lost } = compare({ committed: committed ?? [], live: live ?? [] });
process.stdout.write(`${gained.ipv4 + lost.ipv4}\n`);

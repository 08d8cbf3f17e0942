import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listNames, sampleLists } from "@chat-ip/emulator";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aggregate, compare, countAddresses } from "../src/index.ts";

/**
 * Debian's iprange as a second opinion on IPv4 sets: another program, in another language, by other people.
 * @see https://github.com/firehol/iprange
 */
function iprange(args: readonly string[]): string[] {
  const { status, stdout, error } = spawnSync("iprange", args, { encoding: "utf8", maxBuffer: 2 ** 28 });
  if (error) throw error;
  if (status !== 0) throw new Error(`iprange ${args.join(" ")} ended with ${status}`);
  return stdout.split("\n").filter((line) => line !== "");
}

const isHere = spawnSync("iprange", ["--version"]).error === undefined;
const required = process.env.CHAT_IP_REQUIRE_CONSUMERS === "1";
// The summary of a run only counts what was skipped.
if (!isHere) console.warn("Not here, so there was no second opinion from: iprange");

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "chat-ip-iprange-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Case {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** What iprange says of two lists: each one's fewest prefixes, and what only one of them has. */
function secondOpinion({ before, after }: Case): {
  before: string[];
  after: string[];
  gained: string[];
  lost: string[];
} {
  const files = { before: join(folder, "before"), after: join(folder, "after") };
  writeFileSync(files.before, `${before.join("\n")}\n`);
  writeFileSync(files.after, `${after.join("\n")}\n`);
  return {
    before: iprange([files.before]),
    after: iprange([files.after]),
    gained: iprange([files.after, "--except", files.before]),
    lost: iprange([files.before, "--except", files.after]),
  };
}

const BLOCK_BITS = 12;

function dotted(address: number): string {
  return [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join(".");
}

/** Prefixes as offsets into a block of 4,096 addresses; crowded, so that they touch and overlap. */
const blockPrefix = fc
  .tuple(fc.integer({ min: 32 - BLOCK_BITS, max: 32 }), fc.nat(2 ** BLOCK_BITS - 1))
  .map(([length, offset]) => ({ length, offset }));
const blockList = fc.array(blockPrefix, { maxLength: 12 });
const blockCase = fc
  .tuple(blockList, blockList, blockList)
  .map(([common, before, after]) => ({ before: [...common, ...before], after: [...after, ...common] }));

/** The block that an address lies in. Every second block is left free, so that no two cases touch. */
function blockOf(prefix: string): number {
  const [a = 0, b = 0, c = 0] = prefix.split(".").map(Number.parseFloat);
  return (a * 2 ** 16 + b * 2 ** 8 + Math.trunc(c)) >>> (BLOCK_BITS - 8 + 1);
}

function byBlock(prefixes: readonly string[]): Map<number, string[]> {
  return Map.groupBy(prefixes, blockOf) as Map<number, string[]>;
}

describe.skipIf(!isHere && !required)("IPv4 sets, as Debian's iprange sees them", () => {
  it("aggregate, compare and count alike in ten thousand random cases", () => {
    // All cases go to iprange at once, each in a block of its own: a process for each would take minutes.
    const cases = fc
      .sample(blockCase, { numRuns: 10_000, seed: 20_250_411 })
      .map(({ before, after }, index) => {
        const base = (index + 4_096) * 2 ** (BLOCK_BITS + 1);
        const write = (list: typeof before): string[] =>
          list.map(({ length, offset }) => `${dotted(base + offset)}/${length}`);
        return { block: blockOf(dotted(base)), before: write(before), after: write(after) };
      });
    const opinion = secondOpinion({
      before: cases.flatMap((one) => one.before),
      after: cases.flatMap((one) => one.after),
    });
    const [before, after, gained, lost] = [opinion.before, opinion.after, opinion.gained, opinion.lost].map(
      byBlock,
    );

    const disagreements = cases.filter(({ block, before: committed, after: live }) => {
      const drift = compare({ committed, live });
      const ours = [aggregate(committed), aggregate(live), drift.gained.ipv4, drift.lost.ipv4, drift.differs];
      const [theirGain, theirLoss] = [gained?.get(block) ?? [], lost?.get(block) ?? []];
      const theirs = [
        before?.get(block) ?? [],
        after?.get(block) ?? [],
        size(theirGain),
        size(theirLoss),
        theirGain.length + theirLoss.length > 0,
      ];
      return ours.join() !== theirs.join();
    });
    expect(disagreements).toEqual([]);
    expect(opinion.gained.length + opinion.lost.length).toBeGreaterThan(10_000); // there was something to disagree about
  });

  it("aggregate, compare and count alike all over the address space", () => {
    // Short of the very last address: iprange 1.0.4 wraps around there and gets such sets wrong.
    const address = fc.ipV4().filter((text) => Number.parseInt(text, 10) < 240);
    const prefix = fc.tuple(address, fc.integer({ min: 4, max: 32 })).map((parts) => parts.join("/"));
    const anywhere = fc.array(prefix, { maxLength: 40 });
    fc.assert(
      fc.property(anywhere, anywhere, (before, after) => {
        agree({ before, after });
      }),
      { numRuns: 50 },
    );
  });

  it("aggregate, compare and count alike on the IPv4 prefixes of two real days", () => {
    const ipv4 = (list: readonly string[]): string[] => list.filter((prefix) => !prefix.includes(":"));
    const [before, after] = [sampleLists("2025-04-02"), sampleLists("2025-04-11")];
    for (const name of listNames) {
      agree({ before: ipv4(before[name]), after: ipv4(after[name]) });
      agree({ before: ipv4(before[name]), after: ipv4(after.all) });
    }
  });

  it("aggregate, compare and count alike on what changed between those days, moved from IPv6 to IPv4", () => {
    // The change is in 240d:c010::/32; its prefixes have at most 64 bits, and the 32 behind the leading ones fit an IPv4 address.
    const moved = (list: readonly string[]): string[] =>
      list.flatMap((prefix) => {
        const [, high, low, length] = /^240d:c010:([0-9a-f]+):([0-9a-f]*):?\/(\d+)$/.exec(prefix) ?? [];
        if (high === undefined) return [];
        const address = Number.parseInt(high, 16) * 2 ** 16 + Number.parseInt(low || "0", 16);
        return [`${dotted(address)}/${Number(length) - 32}`];
      });
    const [before, after] = [moved(sampleLists("2025-04-02").all), moved(sampleLists("2025-04-11").all)];
    agree({ before, after });
    const { added, removed } = compare({ committed: before, live: after });
    expect([added.length, removed.length]).toEqual([3, 2]);
  });
});

function size(prefixes: readonly string[]): bigint {
  return prefixes.reduce((sum, prefix) => sum + 2n ** BigInt(32 - Number(prefix.split("/")[1] ?? 32)), 0n);
}

function agree({ before, after }: Case): void {
  const theirs = secondOpinion({ before, after });
  const drift = compare({ committed: before, live: after });
  expect({
    before: aggregate(before),
    after: aggregate(after),
    gained: drift.gained.ipv4,
    lost: drift.lost.ipv4,
    count: countAddresses(after).ipv4,
  }).toEqual({
    before: theirs.before,
    after: theirs.after,
    gained: size(theirs.gained),
    lost: size(theirs.lost),
    count: size(theirs.after),
  });
}

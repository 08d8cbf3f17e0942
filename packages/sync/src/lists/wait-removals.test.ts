import { compare, countAddresses } from "@chat-ip/allowlist";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keepMissed, type Missed, waitRemovals } from "./wait-removals.ts";

const hour = 3_600_000;
const now = Date.UTC(2026, 10, 27, 6, 17);
const ago = (hours: number): number => now - hours * hour;
const look = (closed: readonly string[], remembered: readonly Missed[] = [], waitHours = 24) =>
  waitRemovals({ closed, remembered, now, waitHours });

describe("a removal", () => {
  it("waits from the first look that misses it", () => {
    expect(look(["203.0.113.0/24"])).toEqual({
      missed: [{ prefix: "203.0.113.0/24", since: now }],
      waiting: [{ prefix: "203.0.113.0/24", missedSince: new Date(now), dueAt: new Date(now + 24 * hour) }],
    });
  });

  it.each([
    ["is due an hour early, so that a late schedule costs no day", 24, 23, 0],
    ["is not due before that", 24, 22.99, 1],
    ["is due long after", 24, 500, 0],
    ["needs a second look, however short the wait", 1, 0, 1],
    ["is due at the second look where the wait is an hour", 1, 0.01, 0],
    ["waits for a month where that is asked for", 720, 718, 1],
    ["and no longer", 720, 719, 0],
  ])("%s (wait %d h, missed for %d h)", (_case, waitHours, hours, waiting) => {
    const remembered = [{ prefix: "203.0.113.0/24", since: ago(hours) }];
    const result = look(["203.0.113.0/24"], hours === 0 ? [] : remembered, waitHours);
    expect(result.waiting).toHaveLength(waiting);
    // Also after it is due it is remembered: else the next run would withdraw the proposal.
    expect(result.missed).toHaveLength(1);
  });

  it("begins anew where the address has been listed again in between", () => {
    expect(look(["198.51.100.0/24"], [{ prefix: "203.0.113.0/24", since: ago(50) }])).toEqual({
      missed: [{ prefix: "198.51.100.0/24", since: now }],
      waiting: [expect.objectContaining({ prefix: "198.51.100.0/24" })],
    });
  });

  it("begins anew where the clock was set back", () => {
    const { missed } = look(["203.0.113.0/24"], [{ prefix: "203.0.113.0/24", since: now + hour }]);
    expect(missed).toEqual([{ prefix: "203.0.113.0/24", since: now }]);
  });
});

describe("a lost part that changes size", () => {
  it.each<[string, readonly string[], readonly Missed[], readonly Missed[]]>([
    [
      "grows: what is new waits anew",
      ["203.0.113.0/24"],
      [{ prefix: "203.0.113.0/25", since: ago(30) }],
      [
        { prefix: "203.0.113.0/25", since: ago(30) },
        { prefix: "203.0.113.128/25", since: now },
      ],
    ],
    [
      "shrinks: the rest keeps its time",
      ["203.0.113.64/26"],
      [{ prefix: "203.0.113.0/24", since: ago(30) }],
      [{ prefix: "203.0.113.64/26", since: ago(30) }],
    ],
    [
      "joins two: each half keeps its own",
      ["203.0.113.0/24"],
      [
        { prefix: "203.0.113.0/25", since: ago(30) },
        { prefix: "203.0.113.128/25", since: ago(5) },
      ],
      [
        { prefix: "203.0.113.0/25", since: ago(30) },
        { prefix: "203.0.113.128/25", since: ago(5) },
      ],
    ],
    [
      "is remembered twice: the older time counts",
      ["203.0.113.0/24"],
      [
        { prefix: "203.0.113.0/24", since: ago(5) },
        { prefix: "203.0.113.0/25", since: ago(30) },
      ],
      [
        { prefix: "203.0.113.0/25", since: ago(30) },
        { prefix: "203.0.113.128/25", since: ago(5) },
      ],
    ],
    [
      "is IPv6",
      ["2001:db8::/47"],
      [{ prefix: "2001:db8::/48", since: ago(30) }],
      [
        { prefix: "2001:db8::/48", since: ago(30) },
        { prefix: "2001:db8:1::/48", since: now },
      ],
    ],
  ])("%s", (_case, closed, remembered, expected) => {
    expect(look(closed, remembered).missed).toEqual(expected);
  });
});

it("keeps what was remembered of the addresses that are still missing, and nothing new", () => {
  const remembered = [{ prefix: "203.0.113.0/25", since: ago(30) }];
  expect(keepMissed(["203.0.113.0/24"], remembered)).toEqual(remembered);
  expect(keepMissed(["198.51.100.0/24"], remembered)).toEqual([]);
});

const small: fc.Arbitrary<string> = fc
  .tuple(fc.integer({ min: 0, max: 15 }), fc.integer({ min: 28, max: 32 }))
  .map(([last, length]) => {
    const step = 2 ** (32 - length);
    return length === 32 ? `203.0.113.${last}` : `203.0.113.${Math.floor(last / step) * step}/${length}`;
  });

it("law: over any story of looks, nothing is due that was seen within the wait, and nothing missing is forgotten", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.array(small, { maxLength: 4 }), fc.integer({ min: 1, max: 40 })), {
        minLength: 1,
        maxLength: 8,
      }),
      (story) => {
        let time = now;
        let remembered: readonly Missed[] = [];
        /** address → since when every look has missed it */
        const truth = new Map<string, number>();
        for (const [prefixes, hours] of story) {
          time += hours * hour;
          const { closed } = compare({ committed: prefixes, live: [] });
          const result = waitRemovals({ closed, remembered, now: time, waitHours: 24 });
          remembered = result.missed;
          for (let last = 0; last < 16; last++) {
            const address = `203.0.113.${last}`;
            const isMissing = compare({ committed: [address], live: closed }).lost.ipv4 === 0n;
            if (!isMissing) truth.delete(address);
            else if (!truth.has(address)) truth.set(address, time);
            const waits = result.waiting.some(
              ({ prefix }) => compare({ committed: [address], live: [prefix] }).lost.ipv4 === 0n,
            );
            const since = truth.get(address);
            const isDue = since !== undefined && since < time && time - since >= 23 * hour;
            expect(waits).toBe(since !== undefined && !isDue);
          }
          expect(countAddresses(result.missed.map(({ prefix }) => prefix))).toEqual(countAddresses(closed));
        }
      },
    ),
    { numRuns: 300 },
  );
});

import { describe, expect, it } from "vitest";
import { emptyMemory, isSameMemory, nextMemory, readMemory, renderMemory } from "./waiting-memory.ts";

const since = Date.UTC(2026, 10, 26, 6, 17);
const memory = new Map([
  ["chat-ips/all.txt", [{ prefix: "203.0.113.0/24", since }]],
  ["chat-ips/web-china.txt", [{ prefix: "2001:db8::/48", since: since + 1 }]],
]);

it("is read back", () => {
  expect(readMemory(renderMemory(memory))).toEqual(memory);
});

it("says the same in whatever order it was made", () => {
  const turned = new Map([...memory].reverse());
  expect(renderMemory(turned)).toBe(renderMemory(memory));
  expect(isSameMemory(turned, memory)).toBe(true);
  expect(isSameMemory(memory, emptyMemory)).toBe(false);
});

describe("a broken note begins the wait anew", () => {
  const good = renderMemory(memory);
  it.each([
    ["an empty one", ""],
    ["a person's commit", "Fix the firewall\n\n{}"],
    ["one that is cut short", good.slice(0, -10)],
    ["another version", good.replace('"version": 1', '"version": 2')],
    ["files that are a list", good.replace(/"files": \{[\s\S]*\}/, '"files": []\n}')],
    ["one without files", 'Chat IP removals that wait\n\n{"version":1}'],
    ["a huge one", good + " ".repeat(5_000_000)],
  ])("%s", (_case, message) => {
    expect(readMemory(message)).toEqual(emptyMemory);
  });

  it.each([
    ["a prefix that is not one", "203.0.113.0/24", "203.0.113.0/33"],
    ["a prefix with host bits", "203.0.113.0/24", "203.0.113.7/24"],
    ["a prefix's name of the language's own", "203.0.113.0/24", "__proto__"],
    ["a time that is not one", "2026-11-26T06:17:00.000Z", "soon"],
  ])("%s, and keeps the rest", (_case, from, to) => {
    expect(readMemory(good.replace(from, to))).toEqual(new Map([...memory, ["chat-ips/all.txt", []]]));
  });
});

describe("what is remembered next", () => {
  const base = new Map([
    ["chat-ips/all.txt", "id"],
    ["chat-ips/web-china.txt", "id"],
  ]);

  it("is what this look has missed; another list's stays while the base holds it", () => {
    const missed = [{ prefix: "198.51.100.0/24", since }];
    expect(nextMemory(memory, [{ file: "chat-ips/all.txt", missed }], base)).toEqual(
      new Map([...memory, ["chat-ips/all.txt", missed]]),
    );
  });

  it("stays where a look failed, and goes with the file", () => {
    expect(nextMemory(memory, [{ file: "chat-ips/all.txt", missed: null }], base)).toEqual(memory);
    expect(nextMemory(memory, [], new Map())).toEqual(emptyMemory);
  });

  it("forgets a list that misses nothing", () => {
    const looks = [...memory.keys()].map((file) => ({ file, missed: [] }));
    expect(nextMemory(memory, looks, base)).toEqual(emptyMemory);
  });
});

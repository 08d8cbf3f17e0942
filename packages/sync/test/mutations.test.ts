import { compare, countAddresses, guard, parseAllowlist } from "@chat-ip/allowlist";
import fc from "fast-check";
import { expect, it } from "vitest";
import { createRandom } from "../replay/seeded-random.ts";
import { createWorld, type World } from "./world.ts";

const file = "chat-ips/webhook-china.txt";
const runs = process.env.CHAT_IP_FULL === "1" ? 100_000 : 5000;

/** What an answer or a line may turn into. */
const oddEntries = [
  "0.0.0.0/0",
  "20.0.0.0/8",
  "44.5.6.7/8",
  "10.1.0.0/16",
  "127.0.0.1",
  "64:ff9b::/96",
  "2002:a00:1::/48",
  "::ffff:43.128.0.1",
  "2402:4e00::/18",
  "43.128.0.0/255.255.255.0",
  "43.128.0",
  "010.0.0.1",
  "chat.example.com",
  "",
  "43.128.3.0/24\u200b",
];

const entry = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 40 }).map((n) => `43.128.${n}.0/24`) },
  { weight: 1, arbitrary: fc.constantFrom(...oddEntries) },
  { weight: 1, arbitrary: fc.integer({ min: 8, max: 32 }).map((length) => `43.0.0.0/${length}`) },
);

/** A file that people and machines have been at. */
const mutatedFile = fc
  .tuple(
    fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 30 }),
    fc.array(fc.tuple(fc.nat(2000), fc.constantFrom(...",;#<>=|\t\u0000\ufeff\u3000x/7\n")), {
      maxLength: 3,
    }),
    fc.constantFrom("", "\n# keep: office\n198.51.100.7 # Bob\n", "\n# Keep：办公室\n203.0.113.0/24\n"),
    fc.constantFrom("whole", "cut", "twice", "merge"),
  )
  .map(([numbers, edits, keep, shape]) => {
    let text = `# Chat\n${numbers.map((n) => `43.128.${n}.0/24\n`).join("")}${keep}`;
    for (const [at, character] of edits) {
      const place = at % (text.length + 1);
      text = `${text.slice(0, place)}${character}${text.slice(place)}`;
    }
    if (shape === "cut") return text.slice(0, Math.floor(text.length * 0.7));
    if (shape === "twice") return text + text;
    return shape === "merge" ? `<<<<<<< ours\n${text}=======\n${text}>>>>>>> theirs\n` : text;
  });

async function worldWith(text: string, removalsWaitHours: number): Promise<World> {
  const world = createWorld();
  world.listSettings = { removalsWaitHours };
  await world.host.commit({ branch: "main", files: { [file]: text } });
  return world;
}

it(`law over ${runs} mutated files and answers: what is proposed drops no readable address uncounted, opens nothing that the guardrails name, and keeps a person's lines`, async () => {
  await fc.assert(
    fc.asyncProperty(
      mutatedFile,
      fc.array(entry, { maxLength: 30 }),
      fc.constantFrom(0, 24),
      async (text, answer, hours) => {
        const world = await worldWith(text, hours);
        world.answers = { "webhook-china": answer };
        const { lists, pullRequest, error } = await world.run();
        expect(error).toBeNull();
        const [list] = lists;
        if (!list || list.status === "failed") throw new Error("the list was loaded");
        const proposed = await world.host.file("chat-ip/update", file);
        if (pullRequest?.operation !== "created" || proposed === null) return;
        const [before, after] = [parseAllowlist(text), parseAllowlist(proposed)];
        const kept = (one: typeof before): string[] => one.keep.flatMap((block) => block.prefixes);
        const change = compare({
          committed: [...before.prefixes, ...kept(before)],
          live: [...after.prefixes, ...kept(after)],
        });
        expect(change.lost).toEqual(list.drift.lost);
        for (const { text: words = "" } of before.keep) expect(proposed).toContain(words);
        const opened = guard({ committed: before.prefixes, live: after.prefixes, keep: kept(before) });
        expect(opened.filter(({ scope }) => scope === "list")).toEqual([]);
        // What waits or is held back is still in the file.
        const stays = [...list.waiting.map(({ prefix }) => prefix), ...list.heldRemovals];
        expect(countAddresses(compare({ committed: stays, live: after.prefixes }).closed)).toEqual({
          ipv4: 0n,
          ipv6: 0n,
        });
      },
    ),
    { numRuns: runs, seed: 20_261_126 },
  );
});

it("is never troubled by a list of the real answer's shape that drifts by a few percent, moves over a month, or grows", async () => {
  const random = createRandom(3);
  const pick = (): string => `101.${Math.floor(random() * 120)}.${Math.floor(random() * 256)}.128/25`;
  let live = Array.from({ length: 143 }, pick);
  const world = await worldWith(`${live.join("\n")}\n`, 24);
  for (let day = 0; day < 30; day++) {
    // A third is replaced over the month, a prefix or two a day, and the list grows a little.
    live = live.map((prefix, index) => (index % 3 === 0 && index % 30 === day % 30 ? pick() : prefix));
    if (day % 5 === 0) live = [...live, pick()];
    world.answers = { "webhook-china": live };
    world.clock.pass(24);
    const { lists, error } = await world.run();
    expect(error).toBeNull();
    expect(lists.map((list) => (list.status === "failed" ? list.failure : list.findings))).toEqual([[]]);
    const open = world.host.pulls.find((pull) => pull.open);
    if (open) await world.host.mergePull(open.number);
  }
});

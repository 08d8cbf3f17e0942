// How time and memory grow with a list: parse, compare, guard, aggregate, format and render, for lists of one size after another.
// node --conditions=@chat-ip/source packages/allowlist/bench/scale.bench.ts
import { aggregate, compare, formatAllowlist, guard, parseAllowlist, render } from "../src/index.ts";
import { randomFrom } from "../test/real-shape.ts";

const LISTS = 7;

function randomList(size: number, seed: number): string[] {
  const random = randomFrom(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  return Array.from({ length: size }, (_, i) =>
    i % 5 === 0
      ? `2402:4e${below(256).toString(16)}:${below(65_536).toString(16)}:${below(65_536).toString(16)}::/64`
      : `${20 + below(80)}.${below(256)}.${below(256)}.${below(2) * 128}/25`,
  );
}

const steps: Readonly<Record<string, (committed: string, live: readonly string[]) => unknown>> = {
  parse: (committed) => parseAllowlist(committed),
  compare: (committed, live) => compare({ committed: parseAllowlist(committed).prefixes, live }),
  guard: (committed, live) => guard({ committed: parseAllowlist(committed).prefixes, live }),
  aggregate: (_, live) => aggregate(live),
  format: (_, prefixes) => formatAllowlist({ header: ["x"], prefixes, keep: [] }),
  nginx: (_, prefixes) => render({ name: "all", prefixes }, "nginx"),
};

for (const size of [5_000, 10_000, 20_000, 40_000]) {
  const lists = Array.from({ length: LISTS }, (_, seed) => randomList(size, seed));
  const committed = lists.map((list, i) =>
    [...list.slice(i * 50), ...randomList(size / 10, 99 + i)].join("\n"),
  );
  const row: string[] = [];
  for (const [name, step] of Object.entries(steps)) {
    const started = performance.now();
    for (const [i, live] of lists.entries()) step(committed[i] ?? "", live);
    row.push(`${name} ${Math.round(performance.now() - started)} ms`);
  }
  const { rss } = process.memoryUsage();
  console.log(`${LISTS} × ${size}: ${row.join(", ")}, ${Math.round(rss / 2 ** 20)} MB resident`);
}

import type { ListName } from "../lists.ts";
import { carrierNetworks } from "./carrier-networks.ts";
import { createRandom } from "./random.ts";
import { readNetworks } from "./read-networks.ts";

/** Which sample answers. */
export interface SampleAnswersOptions {
  /** Chooses the prefixes. The same seed always gives the same lists. Default: 1. */
  readonly seed?: number;
  /** Days since the lists began. Each day a few prefixes come and a few go. Default: 0. */
  readonly day?: number;
}

/** Where a prefix lies, which decides the lists that it can be on. */
type Place = "carrier" | "china" | "global";

interface Entry {
  readonly text: string;
  readonly place: Place;
  readonly kind: (typeof kinds)[number];
}

const kinds = ["native", "web", "webhook"] as const;

// The shape of the one real answer that is public: 141 × /25, 51 of them carriers', and two single addresses at the end.
const counts: readonly (readonly [Place, number])[] = [
  ["carrier", 51],
  ["china", 52],
  ["global", 38],
];
const singleAddresses = 2;

/**
 * Makes seven lists in the shape of a real `GetIPList` answer: `all` has 141 × /25 and two single addresses, in no order, of which
 * none overlap or aggregate; a third lies in networks of China's carriers. Each entry of `all` is also on one of the other lists. They
 * are made up: which addresses Chat uses is for the API to say.
 *
 * @throws {RangeError} when the seed isn't an integer, or the day isn't one from 0 to 1000.
 */
export function sampleAnswers({
  seed = 1,
  day = 0,
}: SampleAnswersOptions = {}): Record<ListName, readonly string[]> {
  if (!Number.isSafeInteger(seed)) throw new RangeError(`seed must be an integer; it is ${String(seed)}.`);
  if (!Number.isSafeInteger(day) || day < 0 || day > 1000) {
    throw new RangeError(`day must be an integer from 0 to 1000; it is ${String(day)}.`);
  }
  const random = createRandom(seed);
  const drawn = new Set<string>();
  const draw = (place: Place): Entry => ({
    text: drawPrefix(place, drawn, random),
    place,
    kind: pick(kinds, random),
  });
  const prefixes = shuffled(
    counts.flatMap(([place, count]) => Array.from({ length: count }, () => draw(place))),
    random,
  );
  const singles = Array.from({ length: singleAddresses }, (_, index): Entry => {
    const place = index === 0 ? "carrier" : "china";
    const { text, kind } = draw(place);
    return { text: text.replace(/\d+\/25$/, String(1 + Math.floor(random() * 120))), place, kind };
  });
  for (let today = 1; today <= day; today += 1) passDay(prefixes, today, draw, random);
  return deal([...prefixes, ...singles]);
}

/** Lets one to three prefixes come, and none to two go. */
function passDay(
  prefixes: Entry[],
  today: number,
  draw: (place: Place) => Entry,
  random: () => number,
): void {
  for (let gone = 0; gone < today % 3; gone += 1) prefixes.splice(Math.floor(random() * prefixes.length), 1);
  for (let come = 0; come <= (today + 1) % 3; come += 1) {
    const place = pick(counts, random)[0];
    prefixes.splice(Math.floor(random() * prefixes.length), 0, draw(place));
  }
}

function deal(entries: readonly Entry[]): Record<ListName, readonly string[]> {
  const textsOf = (wanted: readonly Entry[]): readonly string[] => wanted.map(({ text }) => text);
  const listOf = (kind: Entry["kind"], isGlobal: boolean): readonly string[] =>
    textsOf(entries.filter((entry) => entry.kind === kind && (entry.place === "global") === isGlobal));
  return {
    all: textsOf(entries),
    "native-china": listOf("native", false),
    "native-global": listOf("native", true),
    "web-china": listOf("web", false),
    "web-global": listOf("web", true),
    "webhook-china": listOf("webhook", false),
    "webhook-global": listOf("webhook", true),
  };
}

/** Draws a /25 whose /24 has none yet, so that no two overlap or aggregate. */
function drawPrefix(place: Place, drawn: Set<string>, random: () => number): string {
  for (;;) {
    const [address = "", length = "24"] = pick(networksOf(place), random).split("/");
    const [a = 0, b = 0, c = 0] = address.split(".").map(Number);
    const offset = Math.floor(random() * 2 ** (24 - Number(length)));
    const network = (a * 65_536 + b * 256 + c + offset).toString();
    if (drawn.has(network)) continue;
    drawn.add(network);
    const number = Number(network);
    const half = random() < 0.5 ? 0 : 128;
    return `${number >>> 16}.${(number >>> 8) & 255}.${number & 255}.${half}/25`;
  }
}

function networksOf(place: Place): readonly string[] {
  if (place === "carrier") return carrierNetworks;
  return readNetworks()
    .filter(
      ({ prefix, isInternational }) => isIPv4Network(prefix) && isInternational === (place === "global"),
    )
    .map(({ prefix }) => prefix);
}

function isIPv4Network(prefix: string): boolean {
  const [address = "", length = ""] = prefix.split("/");
  return !address.includes(":") && Number(length) <= 24;
}

function pick<Item>(items: readonly Item[], random: () => number): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new RangeError("There is nothing to pick from.");
  return item;
}

function shuffled(entries: readonly Entry[], random: () => number): Entry[] {
  return entries
    .map((entry) => ({ entry, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ entry }) => entry);
}

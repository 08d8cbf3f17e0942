import type { Family } from "../prefix.ts";

const SHOWN_ITEMS = 5;
const SHOWN_CHARACTERS = 64;

/** The first few of the items, and how many more there are. */
export function listed<Item>(items: readonly Item[], text: (item: Item) => string): string {
  const first = items.slice(0, SHOWN_ITEMS).map(text).join(", ");
  return items.length > SHOWN_ITEMS ? `${first} and ${number(items.length - SHOWN_ITEMS)} more` : first;
}

/** `1234567` → `1,234,567` */
export function number(value: number | bigint): string {
  return value.toLocaleString("en-US");
}

export function counted(count: number, one: string, many: string): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}

const scales: readonly (readonly [size: bigint, word: string])[] = [
  [10n ** 18n, "quintillion"],
  [10n ** 15n, "quadrillion"],
  [10n ** 12n, "trillion"],
  [10n ** 9n, "billion"],
];

/** `256 addresses`; IPv6 in /64 networks from the first whole one on, since 39 digits say nothing to anyone. */
export function amount(addresses: bigint, family: Family): string {
  const networks = addresses >> 64n;
  if (family === "IPv4" || networks === 0n)
    return `${number(addresses)} ${addresses === 1n ? "address" : "addresses"}`;
  if (networks === 1n) return "1 /64";
  const scale = scales.find(([size]) => networks >= size);
  if (!scale) return `${number(networks)} /64s`;
  const tenths = Number((networks * 10n + scale[0] / 2n) / scale[0]);
  return `≈${tenths / 10} ${scale[1]} /64s`;
}

// Whatever can't be seen or moves the text around it: controls, format characters, separators, and blanks but the usual one.
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu;

/** A text from outside in quotation marks, bounded, with what can't be seen in it spelt out: `"43.132.\u200b0.0"`. */
export function quoted(text: string): string {
  const start = text
    .slice(0, SHOWN_CHARACTERS)
    .replace(UNSEEN, (character) => [...character].map((one) => escaped(one.codePointAt(0) ?? 0)).join(""));
  return text.length > SHOWN_CHARACTERS ? `"${start}…"` : `"${start}"`;
}

function escaped(code: number): string {
  if (code === 9) return "\\t";
  if (code === 10) return "\\n";
  if (code === 13) return "\\r";
  const hex = code.toString(16);
  return code > 0xffff ? `\\u{${hex}}` : `\\u${hex.padStart(4, "0")}`;
}

// Whole numbers throughout, since numbers of IPv6 addresses don't fit a double: percent are counted in millionths.
const MILLION = 1_000_000n;

/** Whether a part is more than that many percent of the whole. */
export function exceeds(part: bigint, whole: bigint, percent: number): boolean {
  return part * 100n * MILLION > BigInt(Math.round(percent * Number(MILLION))) * whole;
}

/** What percentage a part is, rounded up to a hundredth. */
export function percentOf(part: bigint, whole: bigint): number {
  return Number((part * 10_000n + whole - 1n) / whole) / 100;
}

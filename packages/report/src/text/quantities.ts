import type { AddressCount } from "@chat-ip/allowlist";
import type { Language } from "@chat-ip/sync";

export type FamilyName = "ipv4" | "ipv6";

/** Addresses in one /64, the size of a single IPv6 network. */
const ipv6Network = 2n ** 64n;
/** From here on, numbers of networks are rounded. */
const largeNumber = 1_000_000_000n;

/** Numbers, shares, times and lists of things, as a language writes them. */
export interface Quantities {
  /** `1234567` → `1,234,567` */
  number(value: number | bigint): string;
  /** The number with its noun: `1 prefix`, `1,204 prefixes`. */
  counted(value: number | bigint, one: string, many: string): string;
  /** `0.4%`, `12%`; what is not nothing never reads as `0%`, and what is not everything never as `100%`. */
  percent(value: number): string;
  /** `212 ms`, `3.4 s` */
  duration(milliseconds: number): string;
  /** what stands between two sentences */
  readonly between: string;
  /** a colon, and a comma, with the space that belongs behind it */
  readonly colon: string;
  readonly comma: string;
  /** what stands between the items of an enumeration */
  readonly items: string;
  /** `a`, `a and b`, `a, b and c` */
  list(items: readonly string[]): string;
  /** Parts of a date in UTC; `month` as a short name. */
  date(date: Date): {
    readonly year: string;
    readonly month: string;
    readonly day: string;
    readonly time: string;
  };
  /** IPv6 addresses in a unit that a person can compare: /64 networks from the first whole one on. */
  ipv6(count: bigint): {
    readonly value: string;
    readonly unit: "addresses" | "networks";
    readonly one: boolean;
  };
}

const englishMonths = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** How each language joins things, and names months (from 0). Names in code want room around the Chinese "and". */
const languages = {
  en: {
    sentences: " ",
    colon: ": ",
    clauses: ", ",
    items: ", ",
    last: " and ",
    month: (month: number) => englishMonths[month] ?? "",
  },
  "zh-CN": {
    sentences: "",
    colon: "：",
    clauses: "，",
    items: "、",
    last: " 和 ",
    month: (month: number) => String(month + 1),
  },
} as const;

// Intl would do all this, but takes ten milliseconds to load, as long as everything else that a quiet run does. So only very
// large numbers use it.

/** With commas between thousands, as both languages write it. */
const grouped = (value: number | bigint): string => String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ",");

/** `4.3 billion`, `43亿` */
const inWords = (value: bigint, language: Language): string =>
  new Intl.NumberFormat(language, { notation: "compact", compactDisplay: "long" }).format(value);

function createQuantities(language: Language): Quantities {
  const { sentences, colon, clauses, items: comma, last: and, month } = languages[language];
  return {
    between: sentences,
    colon,
    comma: clauses,
    items: comma,
    number: grouped,
    counted: (value, one, many) => `${grouped(value)} ${Number(value) === 1 ? one : many}`,
    percent(value) {
      if (value > 0 && value < 0.1) return "<0.1%";
      if (value > 99.9 && value < 100) return ">99.9%";
      return `${grouped(Number(value.toFixed(1)))}%`;
    },
    duration: (milliseconds) =>
      milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`,
    list(items) {
      const last = items.at(-1) ?? "";
      return items.length < 2 ? last : `${items.slice(0, -1).join(comma)}${and}${last}`;
    },
    date: (date) => ({
      year: String(date.getUTCFullYear()),
      month: month(date.getUTCMonth()),
      day: String(date.getUTCDate()),
      time: date.toISOString().slice(11, 16),
    }),
    ipv6(count) {
      const networks = count / ipv6Network;
      if (networks === 0n) return { value: grouped(count), unit: "addresses", one: count === 1n };
      const large = networks >= largeNumber;
      const about = large || count % ipv6Network !== 0n ? "≈" : "";
      const value = large ? inWords(networks, language) : grouped(networks);
      return { value: `${about}${value}`, unit: "networks", one: networks === 1n };
    },
  };
}

const english = createQuantities("en");
const chinese = createQuantities("zh-CN");

export const quantitiesOf = (language: Language): Quantities => (language === "en" ? english : chinese);

/** `+3`, `−1`, `+3 −1`, or `±0`: with a real minus sign, which a screen reader says. */
export function plusMinus(added: number, removed: number): string {
  const { number } = quantitiesOf("en");
  const parts = [added > 0 ? `+${number(added)}` : "", removed > 0 ? `−${number(removed)}` : ""];
  return parts.filter((part) => part !== "").join(" ") || "±0";
}

export function isNone(count: AddressCount): boolean {
  return count.ipv4 === 0n && count.ipv6 === 0n;
}

export function isSame(one: AddressCount, other: AddressCount): boolean {
  return one.ipv4 === other.ipv4 && one.ipv6 === other.ipv6;
}

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

const locales: Readonly<Record<Language, { readonly numbers: string; readonly lists: string }>> = {
  // en-GB puts no comma before the last "and"; its short months differ from the usual ones.
  en: { numbers: "en", lists: "en-GB" },
  "zh-CN": { numbers: "zh-CN", lists: "zh-CN" },
};

function createQuantities(language: Language): Quantities {
  const { numbers, lists } = locales[language];
  const numberFormat = new Intl.NumberFormat(numbers);
  const compact = new Intl.NumberFormat(numbers, { notation: "compact", compactDisplay: "long" });
  const plural = new Intl.PluralRules(numbers);
  const listFormat = new Intl.ListFormat(lists);
  const dateFormat = new Intl.DateTimeFormat(numbers, {
    timeZone: "UTC",
    year: "numeric",
    month: "short",
    day: "numeric",
  });
  return {
    between: language === "en" ? " " : "",
    number: (value) => numberFormat.format(value),
    counted: (value, one, many) =>
      `${numberFormat.format(value)} ${plural.select(Number(value)) === "one" ? one : many}`,
    percent(value) {
      if (value > 0 && value < 0.1) return "<0.1%";
      if (value > 99.9 && value < 100) return ">99.9%";
      return `${numberFormat.format(Number(value.toFixed(1)))}%`;
    },
    duration: (milliseconds) =>
      milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`,
    list: (items) =>
      listFormat
        .formatToParts(items)
        // Names in code want room around the Chinese "and".
        .map(({ type, value }) => (type === "literal" && value === "和" ? " 和 " : value))
        .join(""),
    date(date) {
      const parts = dateFormat.formatToParts(date);
      const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? "";
      const [year, month, day] = [part("year"), part("month"), part("day")];
      return { year, month, day, time: date.toISOString().slice(11, 16) };
    },
    ipv6(count) {
      const networks = count / ipv6Network;
      if (networks === 0n) return { value: numberFormat.format(count), unit: "addresses", one: count === 1n };
      const large = networks >= largeNumber;
      const about = large || count % ipv6Network !== 0n ? "≈" : "";
      const value = large ? compact.format(networks) : numberFormat.format(networks);
      return { value: `${about}${value}`, unit: "networks", one: networks === 1n };
    },
  };
}

const created = new Map<Language, Quantities>();

/** Made when they are first needed: that takes a while. */
export function quantitiesOf(language: Language): Quantities {
  const known = created.get(language) ?? createQuantities(language);
  created.set(language, known);
  return known;
}

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

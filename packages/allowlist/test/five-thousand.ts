/** Five thousand prefixes that don't aggregate, of both families and many lengths: more than any list of the vendor's has. */
export const fiveThousand: readonly string[] = [
  ...Array.from(
    { length: 4_000 },
    (_, i) => `${43 + (i % 60)}.${(i * 7) & 255}.${(i >>> 4) & 254}.0/${24 + (i % 8)}`,
  ),
  ...Array.from({ length: 1_000 }, (_, i) => `2402:4e00:${(2 * i).toString(16)}::/${48 + (i % 17)}`),
];

/** The lists that every consumer has to take. */
export const consumerLists: Readonly<Record<string, readonly string[]>> = {
  empty: [],
  "of one entry": ["101.32.118.25"],
  "of IPv6 only": ["2402:4e00::/32", "2402:4e01::1"],
  "of five thousand entries": fiveThousand,
  "of both families whole": ["0.0.0.0/0", "::/0"],
};

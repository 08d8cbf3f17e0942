/** The limits of a routine change. */
export interface RoutineLimits {
  /** IPv4 addresses opened, all lists together */
  readonly openedIpv4: bigint;
  /** IPv6 addresses opened, all lists together */
  readonly openedIpv6: bigint;
  /** prefix length of the broadest prefix that opens addresses */
  readonly broadest: Readonly<Record<"ipv4" | "ipv6", number>>;
  /** share of a list's committed addresses of one family that may go, in percent */
  readonly removedPercent: number;
  /** share of a list's committed prefixes of one family that may go, in percent */
  readonly removedPrefixesPercent: number;
  /** growth of a list's addresses of one family, in percent */
  readonly grownPercent: number;
  /** lists, without `all`, whose addresses change in one run */
  readonly listsTogether: number;
}

/** Beyond any of these, a change is graded `look-closely`. */
export const routineLimits: RoutineLimits = {
  openedIpv4: 2n ** 14n, // a /18
  openedIpv6: 2n ** 96n, // a /32, what a provider commonly gets
  broadest: { ipv4: 20, ipv6: 32 },
  removedPercent: 10,
  removedPrefixesPercent: 10,
  grownPercent: 50,
  listsTogether: 3,
};

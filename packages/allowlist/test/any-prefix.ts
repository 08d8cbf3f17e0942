import * as fc from "fast-check";

/** A first group from the global unicast range, so that no length makes the prefix an IPv4-mapped one. */
const globalIPv6: fc.Arbitrary<string> = fc
  .array(fc.nat(0xffff), { minLength: 7, maxLength: 7 })
  .map((groups) => ["2402", ...groups.map((group) => group.toString(16))].join(":"));

/** Prefixes of either family from anywhere, as text: of any length, with host bits or without. */
export const anyPrefix: fc.Arbitrary<string> = fc.oneof(
  fc.ipV4(),
  fc.ipV6(),
  fc.tuple(fc.ipV4(), fc.nat(32)).map(([address, length]) => `${address}/${length}`),
  fc.tuple(globalIPv6, fc.nat(128)).map(([address, length]) => `${address}/${length}`),
);

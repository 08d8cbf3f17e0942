import { isIP } from "node:net";
import {
  type AddressValue,
  ipv6Value,
  isIPv4Mapped,
  newGroups,
  readIPv4,
  readIPv6,
  twoGroups,
} from "./address.ts";
import { type Family, familyBits, firstAddress, formatPrefix, type Prefix } from "./prefix.ts";

/** What is wrong with an entry, for programs. */
export type EntryFault =
  | "not-text"
  | "empty"
  | "too-long"
  | "zone-id"
  | "range-or-name"
  | "short-form"
  | "leading-zero"
  | "not-an-address"
  | "length-not-whole"
  | "length-leading-zero"
  | "length-too-long"
  | "mapped-too-short";

/** What an entry was read as, or why it is refused. */
export type ParsedEntry =
  | {
      readonly ok: true;
      readonly prefix: Prefix;
      readonly changed: "host-bits-cleared" | "ipv4-mapped" | null;
    }
  | { readonly ok: false; readonly kind: EntryFault; readonly reason: string };

// Eight groups with a dotted tail take 45 characters, "/128" four more; anything longer is refused unread.
const LONGEST_ENTRY = 49;

interface Refusal {
  readonly kind: EntryFault;
  readonly reason: string;
}

function refuse(kind: EntryFault, reason: string): ParsedEntry {
  return { ok: false, kind, reason };
}

/** Names what a person probably meant, since the text will be in front of them in a report. */
function reasonForNoAddress(text: string): Refusal {
  if (text.includes("%")) return { kind: "zone-id", reason: "an address with a zone id" };
  if (text.includes("-")) {
    return { kind: "range-or-name", reason: "a range or a name, not an address or CIDR" };
  }
  const parts = text.split(".");
  if (parts.every((part) => /^\d+$/.test(part))) {
    if (parts.length < 4) return { kind: "short-form", reason: "a short form of an IPv4 address" };
    if (parts.length === 4 && parts.some((part) => part.length > 1 && part.startsWith("0")))
      return { kind: "leading-zero", reason: "an IPv4 address with a leading zero" };
  }
  return { kind: "not-an-address", reason: "not an IPv4 or IPv6 address" };
}

function readLength(text: string, family: Family): number | Refusal {
  if (!/^\d{1,3}$/.test(text)) {
    return { kind: "length-not-whole", reason: "an address with a prefix length that is not a whole number" };
  }
  if (text.length > 1 && text.startsWith("0")) {
    return { kind: "length-leading-zero", reason: "an address with a leading zero in its prefix length" };
  }
  const length = Number(text);
  const most = familyBits[family];
  if (length <= most) return length;
  return { kind: "length-too-long", reason: `an ${family} address with a prefix length above ${most}` };
}

/**
 * Reads one address or CIDR, strictly: no leading zeros, short forms (`10/8`, `1.2.3`), zone ids, ranges, names or white space.
 * Host bits are cleared, and an IPv4-mapped IPv6 entry of `/96` or longer becomes IPv4; `changed` says so, the latter first.
 * IPv4-mapped entries shorter than `/96` are refused, since they name both families at once.
 *
 * `kind` is what is wrong, for programs; `reason` completes the sentence "this is …"; it never quotes the text, which may be hostile.
 * @see RFC 5952 for the written form of IPv6, RFC 4291, section 2.5.5.2 for IPv4-mapped addresses
 */
export function parseEntry(text: string): ParsedEntry {
  if (typeof text !== "string") return refuse("not-text", "not a text");
  if (text === "") return refuse("empty", "empty");
  if (text.length > LONGEST_ENTRY) {
    return refuse("too-long", "too long to be an address or CIDR");
  }
  const slash = text.indexOf("/");
  const address = slash < 0 ? text : text.slice(0, slash);
  const version = isIP(address);
  if (version === 0 || address.includes("%")) return { ok: false, ...reasonForNoAddress(address) };

  const written: Family = version === 4 ? "IPv4" : "IPv6";
  const length = slash < 0 ? familyBits[written] : readLength(text.slice(slash + 1), written);
  if (typeof length === "object") return { ok: false, ...length };
  if (written === "IPv4") return normalise(readIPv4(address, 0, address.length), length, null);

  const groups = newGroups();
  readIPv6(address, address.length, groups);
  if (!isIPv4Mapped(groups)) return normalise(ipv6Value(groups), length, null);
  if (length < 96)
    return refuse(
      "mapped-too-short",
      "an IPv4-mapped prefix shorter than /96, which would cover IPv6 addresses too",
    );
  return normalise(twoGroups(groups, 6), length - 96, "ipv4-mapped");
}

function normalise(address: AddressValue, length: number, mapped: "ipv4-mapped" | null): ParsedEntry {
  const first = firstAddress(address, length);
  const prefix = formatPrefix(typeof first === "number" ? "IPv4" : "IPv6", first, length);
  return { ok: true, prefix, changed: mapped ?? (first === address ? null : "host-bits-cleared") };
}

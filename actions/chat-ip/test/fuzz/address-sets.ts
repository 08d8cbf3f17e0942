import { isIPv4, isIPv6 } from "node:net";

// Sets of addresses for judging a run: slow and simple, and none of it is the code under test.

/** Addresses in a row, both ends included. IPv6 lies behind IPv4, so that one line of numbers holds both. */
export type Span = readonly [first: bigint, last: bigint];

const ipv6Start = 1n << 40n;

function ipv4Number(text: string): bigint {
  return text.split(".").reduce((sum, part) => sum * 256n + BigInt(part), 0n);
}

function ipv6Number(text: string): bigint {
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  const hex = (value: bigint): string => value.toString(16);
  const tail = dotted ? ipv4Number(dotted[2] ?? "") : 0n;
  const plain = dotted ? `${dotted[1]}${hex(tail >> 16n)}:${hex(tail & 0xffffn)}` : text;
  const [head = "", rest] = plain.split("::");
  const groups = (part: string | undefined): string[] => (part ? part.split(":") : []);
  const missing = 8 - groups(head).length - groups(rest).length;
  const zeros = rest === undefined ? [] : Array<string>(missing).fill("0");
  return [...groups(head), ...zeros, ...groups(rest)].reduce(
    (sum, group) => sum * 65_536n + BigInt(`0x${group}`),
    0n,
  );
}

/** The addresses of a valid entry, or `null`: no leading zeros, no zone, nothing around it. */
export function spanOf(entry: string): Span | null {
  const [, address = "", length] = /^([0-9A-Fa-f.:]+)(?:\/(0|[1-9]\d{0,2}))?$/.exec(entry) ?? [];
  const isV4 = isIPv4(address);
  if (!isV4 && !isIPv6(address)) return null;
  const bits = isV4 ? 32 : 128;
  if (length !== undefined && Number(length) > bits) return null;
  const size = 1n << BigInt(bits - Number(length ?? bits));
  const number = isV4 ? ipv4Number(address) : ipv6Number(address);
  const first = number - (number % size);
  const mapped = 0xffffn << 32n;
  if (!isV4 && first >= mapped && first + size <= mapped + (1n << 32n))
    return [first - mapped, first - mapped + size - 1n];
  const start = isV4 ? first : first + ipv6Start;
  return [start, start + size - 1n];
}

/** Sorted, without overlaps; neighbours are one. */
export function union(spans: readonly Span[]): Span[] {
  const merged: [bigint, bigint][] = [];
  for (const [first, last] of spans.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))) {
    const previous = merged.at(-1);
    if (previous && first <= previous[1] + 1n) {
      if (last > previous[1]) previous[1] = last;
    } else merged.push([first, last]);
  }
  return merged;
}

export function minus(spans: readonly Span[], taken: readonly Span[]): Span[] {
  let left = union(spans);
  for (const [first, last] of taken) {
    left = left.flatMap(([from, to]): Span[] => {
      if (last < from || first > to) return [[from, to]];
      const before: Span[] = from < first ? [[from, first - 1n]] : [];
      const after: Span[] = to > last ? [[last + 1n, to]] : [];
      return [...before, ...after];
    });
  }
  return left;
}

export const sizeOf = (spans: readonly Span[], family: "ipv4" | "ipv6"): bigint =>
  spans
    .filter(([first]) => first >= ipv6Start === (family === "ipv6"))
    .reduce((sum, [first, last]) => sum + last - first + 1n, 0n);

/** The largest block that CIDR can name within one of the spans and that shares an address with `part`, as a prefix length. */
export function broadestBlock(spans: readonly Span[], part: readonly Span[]): { ipv4: number; ipv6: number } {
  const broadest = { ipv4: 33, ipv6: 129 };
  for (const [first, last] of union(spans)) {
    const isV6 = first >= ipv6Start;
    const [bits, offset] = isV6 ? [128, ipv6Start] : [32, 0n];
    for (let at = first - offset; at <= last - offset; ) {
      let open = 0;
      while (
        open < bits &&
        at % (2n << BigInt(open)) === 0n &&
        at + (2n << BigInt(open)) - 1n <= last - offset
      )
        open += 1;
      const block: Span = [at + offset, at + offset + (1n << BigInt(open)) - 1n];
      const shares = part.some(([from, to]) => from <= block[1] && to >= block[0]);
      const name = isV6 ? "ipv6" : "ipv4";
      if (shares) broadest[name] = Math.min(broadest[name], bits - open);
      at += 1n << BigInt(open);
    }
  }
  return broadest;
}

/** The addresses of valid entries. */
export const spansOf = (entries: readonly string[]): Span[] =>
  union(
    entries.flatMap((entry) => {
      const span = spanOf(entry);
      return span === null ? [] : [span];
    }),
  );

/** What no public service is reached by. */
export const notPublic: readonly Span[] = spansOf([
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.2.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/3",
  "::/16",
  // NAT64 reaches IPv4; what the fuzz makes of it is never public.
  "64:ff9b::/32",
  "100::/8",
  "2001:db8::/32",
  "2002::/16",
  "4000::/2",
  "8000::/1",
]);

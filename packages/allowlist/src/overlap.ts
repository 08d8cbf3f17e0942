import { compareNetworks, contains, type Network } from "./network.ts";

/** How a network of one side lies to the outermost networks of the other. */
export interface Overlap {
  readonly network: Network;
  readonly kind: "none" | "contains-one" | "contains-several" | "only-piece" | "one-of-pieces";
  /** The ones that it contains, or the one that it lies inside. */
  readonly counterparts: readonly Network[];
}

/** The index of the first network that isn't sorted before the given one. */
function lowerBound(sorted: readonly Network[], network: Network): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const candidate = sorted[middle];
    if (candidate && compareNetworks(candidate, network) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The one of disjoint sorted networks that contains a network or equals it; null if there is none. */
export function findContaining(disjoint: readonly Network[], network: Network): Network | null {
  const start = lowerBound(disjoint, network);
  // Itself comes at `start`; a broader one comes before it, with nothing in between, since they are disjoint.
  const candidate = disjoint[start]?.prefix === network.prefix ? disjoint[start] : disjoint[start - 1];
  return candidate && contains(candidate, network) ? candidate : null;
}

/** Of disjoint sorted networks, those inside a network. Prefixes never overlap in part, so these are a run. */
function inside(disjoint: readonly Network[], network: Network): Network[] {
  const start = lowerBound(disjoint, network);
  let end = start;
  for (let next = disjoint[end]; next && contains(network, next); next = disjoint[end]) end++;
  return disjoint.slice(start, end);
}

/** The same question where only one answer counts: is `piece` all there is inside? Looks at two networks, not at all of them. */
function isOnlyPiece(disjoint: readonly Network[], outer: Network, piece: Network): boolean {
  const start = lowerBound(disjoint, outer);
  const next = disjoint[start + 1];
  return disjoint[start]?.prefix === piece.prefix && !(next && contains(outer, next));
}

/** Whether a network shares an address with any of disjoint sorted networks. */
export function overlapsAny(disjoint: readonly Network[], network: Network): boolean {
  const next = disjoint[lowerBound(disjoint, network)];
  return findContaining(disjoint, network) !== null || (next !== undefined && contains(network, next));
}

/** How a network that only its own side holds lies to the other side; both sides are sorted and disjoint. */
export function findOverlap(network: Network, own: readonly Network[], other: readonly Network[]): Overlap {
  const around = findContaining(other, network);
  if (around) {
    const only = isOnlyPiece(own, around, network);
    return { network, kind: only ? "only-piece" : "one-of-pieces", counterparts: [around] };
  }
  const counterparts = inside(other, network);
  if (counterparts.length === 0) return { network, kind: "none", counterparts };
  return { network, kind: counterparts.length === 1 ? "contains-one" : "contains-several", counterparts };
}

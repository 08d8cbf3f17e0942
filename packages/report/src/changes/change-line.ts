import type { Prefix } from "@chat-ip/allowlist";
import type { Change } from "@chat-ip/sync";
import { code } from "../text/escape.ts";
import { addressAmount, number, sentenceList } from "../text/quantities.ts";

/** How many prefixes of one side are named before the rest is only counted. */
const namedPieces = 16;

function named(pieces: readonly Prefix[], limit: number): string {
  if (pieces.length <= limit) return sentenceList(pieces.map((piece) => code(piece)));
  const shown = pieces.slice(0, limit).map((piece) => code(piece));
  return `${shown.join(", ")} and ${number(pieces.length - limit)} more`;
}

/** `+128 addresses`, `+64 −64 addresses`, `no address changes` */
function size({ family, gained, lost }: Change): string {
  if (gained === 0n && lost === 0n) return "no address changes";
  if (gained === 0n) return `−${addressAmount(lost, family)}`;
  if (lost === 0n) return `+${addressAmount(gained, family)}`;
  return `+${addressAmount(gained, family)}, −${addressAmount(lost, family)}`;
}

function story({ kind, before, after }: Change, limit: number): string {
  const [was, is] = [named(before, limit), named(after, limit)];
  switch (kind) {
    case "new":
      return `${is} · new`;
    case "gone":
      return `${was} · gone`;
    case "widened":
      return `${is} · widened from ${was}`;
    case "narrowed":
      return `${is} · narrowed from ${was}`;
    case "merged":
      return `${is} · merged from ${was}`;
    case "split":
      return `${was} · split into ${is}`;
    case "rearranged":
      return `${was} · rearranged as ${is}`;
    case "comes-inside":
      return `${is} · added inside ${was}, which stays`;
    case "goes-inside":
      return `${was} · removed inside ${is}, which stays`;
  }
}

/**
 * One change as one line of Markdown: `` `203.0.113.0/24` · widened from `203.0.113.0/25` · +128 addresses ``
 *
 * @param options.pieces how many prefixes of a split or merge are named; default 16, the rest is counted
 */
export function changeLine(change: Change, options: { readonly pieces?: number } = {}): string {
  return `${story(change, options.pieces ?? namedPieces)} · ${size(change)}`;
}

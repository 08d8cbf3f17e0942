import type { ListOutcome, RunOutcome } from "../outcome.ts";
import { code } from "./escape.ts";
import { blocks, table } from "./markdown.ts";
import { percent, percentText, shortAmount } from "./quantities.ts";

type Loaded = Exclude<ListOutcome, { status: "failed" }>;

/** How one family of one list moves; shares are per cent of what is committed. */
interface Move {
  readonly outcome: Loaded;
  readonly family: "ipv4" | "ipv6";
  readonly before: bigint;
  readonly after: bigint;
  /** `null` where nothing is committed yet */
  readonly shares: { readonly stays: number; readonly goes: number; readonly comes: number } | null;
}

function movesOf(outcome: ListOutcome): Move[] {
  if (outcome.status === "failed" || outcome.status === "current") return [];
  return (["ipv4", "ipv6"] as const).flatMap((family): Move[] => {
    const [before, after] = [outcome.committedAddresses[family], outcome.liveAddresses[family]];
    const [gained, lost] = [outcome.drift.gained[family], outcome.drift.lost[family]];
    if (gained === 0n && lost === 0n) return [];
    const [goes, comes] = [percent(lost, before), percent(gained, before)];
    const shares = goes === null || comes === null ? null : { goes, comes, stays: 100 - goes };
    return [{ outcome, family, before, after, shares }];
  });
}

function label({ outcome, family }: Move): string {
  return `${outcome.list} ${family === "ipv4" ? "IPv4" : "IPv6"}`;
}

/** The colours are told apart in the light and the dark theme, and by people who don't see red and green apart. */
const palette = { comes: "#218bff", goes: "#bc4c00", stays: "#8b949e" };

/**
 * A Mermaid chart in shares of what is committed, so that IPv4 and IPv6, whose counts differ by a factor of 10²⁴, and
 * lists of any size stand side by side. Series of bars are drawn over one another: the first is what was and what comes,
 * the second what was, the third what stays, so that what is seen of each is one part of the bar.
 */
function picture(moves: readonly Move[]): string {
  const drawn = moves.flatMap((move) => (move.shares === null ? [] : [{ move, ...move.shares }]));
  if (drawn.length === 0) return "";
  const lowest = Math.min(...drawn.map(({ stays }) => stays));
  const highest = Math.max(...drawn.map(({ comes }) => 100 + comes));
  // Where most stays, the axis begins later, so that the parts that move can be seen.
  const start = lowest < 50 ? 0 : Math.floor((lowest - 5) / 10) * 10;
  const end = Math.ceil((highest + 1) / 10) * 10;
  const bar = (value: (shares: (typeof drawn)[number]) => number): string =>
    `  bar [${drawn.map((shares) => Number(value(shares).toFixed(2))).join(", ")}]`;
  const settings = {
    xyChart: { width: 760, height: 110 + 40 * drawn.length },
    themeVariables: {
      xyChart: {
        backgroundColor: "transparent",
        plotColorPalette: `${palette.comes}, ${palette.goes}, ${palette.stays}`,
      },
    },
  };
  return [
    "```mermaid",
    `%%{init: ${JSON.stringify(settings)}}%%`,
    "xychart-beta horizontal",
    `  x-axis [${drawn.map(({ move }) => `"${label(move)}"`).join(", ")}]`,
    `  y-axis "Addresses, 100 = committed" ${start} --> ${end}`,
    bar(({ comes }) => 100 + comes),
    bar(() => 100),
    bar(({ stays }) => stays),
    "```",
  ].join("\n");
}

function row(move: Move): string[] {
  const { outcome, family, before, after, shares } = move;
  const held = outcome.status === "held-back" ? " (held back)" : "";
  return [
    `${code(outcome.list)} ${family === "ipv4" ? "IPv4" : "IPv6"}${held}`,
    `${shortAmount(before, family)} → ${shortAmount(after, family)}`,
    ...(shares === null
      ? ["", "", "all new"]
      : [percentText(shares.stays), percentText(shares.goes), percentText(shares.comes)]),
  ];
}

/**
 * How each list's number of addresses moved, as a picture and, for those who can't see it, as a table of the same shares.
 *
 * @returns Markdown, or nothing where no address changes or there is no before to draw
 */
export function chart(outcome: Pick<RunOutcome, "lists">): string {
  const moves = outcome.lists.flatMap(movesOf);
  const drawing = picture(moves);
  if (drawing === "") return "";
  return blocks([
    "### How the lists move",
    drawing,
    "Grey stays, orange goes, blue comes; 100 is what is committed. The same in numbers:",
    table(["List", "Addresses", "Stays", "Goes", "Comes"], moves.map(row)),
  ]);
}

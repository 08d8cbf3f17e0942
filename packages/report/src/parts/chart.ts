import type { ListOutcome, RunOutcome } from "@chat-ip/sync";
import { code } from "../text/escape.ts";
import { blocks, table } from "../text/markdown.ts";
import { percent, percentText, shortAmount } from "../text/quantities.ts";

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

interface Chart {
  readonly labels: readonly string[];
  readonly axis: string;
  readonly colours: readonly string[];
  /** one series a colour; a later one is drawn over the earlier ones */
  readonly series: readonly (readonly number[])[];
}

function mermaid({ labels, axis, colours, series }: Chart): string {
  // No wider than a phone's column: Mermaid cuts labels off where a drawing is scaled down.
  const settings = {
    xyChart: {
      width: 330,
      height: 90 + 26 * labels.length,
      xAxis: { labelFontSize: 11 },
      yAxis: { labelFontSize: 9, titleFontSize: 11 },
    },
    themeVariables: { xyChart: { backgroundColor: "transparent", plotColorPalette: colours.join(", ") } },
  };
  return [
    "```mermaid",
    `%%{init: ${JSON.stringify(settings)}}%%`,
    "xychart-beta horizontal",
    `  x-axis [${labels.map((label) => `"${label}"`).join(", ")}]`,
    `  y-axis ${axis}`,
    ...series.map((values) => `  bar [${values.map((value) => Number(value.toFixed(2))).join(", ")}]`),
    "```",
  ].join("\n");
}

interface Scale {
  readonly start: number;
  readonly end: number;
}

/** Lengths of the axis for which Mermaid writes eight or nine numbers below it, with the steps between them. */
const axes: readonly (readonly [number, number])[] = [
  [16, 2],
  [40, 5],
  [80, 10],
  [160, 20],
  [400, 50],
];

/**
 * The shortest axis that holds what moves: where most stays it doesn't begin at 0, so that small moves can be seen. Bars
 * beyond the longest are cut, so that one list that grew tenfold doesn't flatten all others.
 */
function scaleFor(lowest: number, highest: number): Scale {
  const scales = axes.map(([length, step]): Scale => {
    const start = Math.max(0, Math.floor(lowest / step - 1) * step);
    return { start, end: start + length };
  });
  return scales.find(({ end }) => end >= highest) ?? scales.at(-1) ?? { start: 0, end: 400 };
}

type Shared = Move & { readonly shares: NonNullable<Move["shares"]> };

/**
 * Shares of what is committed, so that IPv4 and IPv6, whose counts differ by a factor of 10²⁴, and lists of any size
 * stand side by side. The first series is what was and what comes, the second what was, the third what stays: what is
 * seen of each is one part of the bar.
 */
function sharesChart(moves: readonly Shared[]): string {
  const { start, end } = scaleFor(
    Math.min(...moves.map(({ shares }) => shares.stays)),
    Math.max(...moves.map(({ shares }) => 100 + shares.comes)),
  );
  const drawing = mermaid({
    labels: moves.map(label),
    axis: `"Addresses, 100 = committed" ${start} --> ${end}`,
    colours: [palette.comes, palette.goes, palette.stays],
    series: [
      moves.map(({ shares }) => Math.min(end, 100 + shares.comes)),
      moves.map(() => 100),
      moves.map(({ shares }) => shares.stays),
    ],
  });
  const cut = moves.some(({ shares }) => 100 + shares.comes > end);
  const goesOn = cut ? `, and a bar that reaches ${end} goes on` : "";
  return blocks([
    drawing,
    `Grey stays, orange goes, blue comes; 100 is what is committed${goesOn}. The same in numbers:`,
  ]);
}

/** Where nothing is committed yet there are no shares: then the lists' sizes, of the family that can be drawn. */
function sizesChart(moves: readonly Move[]): string {
  const drawn = moves.filter(({ family }) => family === "ipv4");
  if (drawn.length === 0) return "";
  const sizes = drawn.map(({ after }) => Number(after));
  const thousands = Math.max(...sizes) >= 10_000;
  const drawing = mermaid({
    labels: drawn.map(({ outcome }) => outcome.list),
    axis: thousands ? '"IPv4 addresses, thousands"' : '"IPv4 addresses"',
    colours: [palette.comes],
    series: [thousands ? sizes.map((size) => size / 1000) : sizes],
  });
  return blocks([drawing, "All of it is new. The same in numbers, with IPv6:"]);
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
 * @returns Markdown, or nothing where no address changes
 */
export function chart(outcome: Pick<RunOutcome, "lists">): string {
  const moves = outcome.lists.flatMap(movesOf);
  const shared = moves.filter((move): move is Shared => move.shares !== null);
  const drawing = shared.length > 0 ? sharesChart(shared) : sizesChart(moves);
  if (drawing === "") return "";
  return blocks([
    "### How the lists move",
    drawing,
    table(["List", "Addresses", "Stays", "Goes", "Comes"], moves.map(row)),
  ]);
}

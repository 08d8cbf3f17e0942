import {
  broadestBlock,
  minus,
  notPublic,
  type Span,
  sizeOf,
  spanOf,
  spansOf,
  union,
} from "./address-sets.ts";

/** What the run's JSON report says of a list, as far as it is judged. */
export interface ReportedList {
  readonly status: "current" | "drift" | "held-back" | "failed";
  readonly addresses?: { readonly lost: { readonly ipv4: string; readonly ipv6: string } };
  readonly removed?: readonly { readonly prefix: string }[];
}

const lineEnd = /\r\n|\n|\r/;

/** The bytes as text; `null` where they aren't UTF-8. */
function decode(bytes: Buffer): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

interface Reading {
  /** Addresses that a line allows, a person's included. */
  readonly all: readonly Span[];
  /** The same without the lines below `# keep`. */
  readonly managed: readonly Span[];
  /** The lines of each block below `# keep: office` that holds an address. */
  readonly blocks: readonly (readonly string[])[];
}

/** A line without what stands around its letters and digits, and without what can't be seen. */
const besidesPunctuation = (line: string): string =>
  line
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "")
    .replace(/^[^\p{L}\p{N}:]+|[^\p{L}\p{N}:]+$/gu, "")
    .replace(/\s*\/\s*/, "/");

/**
 * Reads a file by the plainest rule: a line that holds a valid entry before any comment allows it, punctuation around it or not.
 */
function read(text: string): Reading {
  const [all, managed]: [Span[], Span[]] = [[], []];
  const blocks: string[][] = [];
  let block: { lines: string[]; isOurs: boolean } | null = null;
  for (const line of text.split(lineEnd)) {
    const entry = line.replace(/[#;].*$/, "").trim();
    if (entry === "") {
      block = /^\s*#\s*keep\s*([:：].*)?$/i.test(line)
        ? { lines: [line], isOurs: line === "# keep: office" }
        : null;
      continue;
    }
    block?.lines.push(line);
    const span = spanOf(entry) ?? spanOf(besidesPunctuation(entry));
    if (span === null) continue;
    all.push(span);
    if (block === null) managed.push(span);
    else if (block.isOurs && !blocks.includes(block.lines)) blocks.push(block.lines);
  }
  return { all: union(all), managed: union(managed), blocks };
}

/** What is wrong with a proposal for a list, or `null`. The limits are written out: they are not read from the code under test. */
export function wrongWith(
  before: Buffer | null,
  after: Buffer | null,
  reported: ReportedList | undefined,
): string | null {
  if (reported === undefined) return "the report doesn't have the list";
  if (before === null ? after === null : after?.equals(before)) return null;
  if (after === null) return "the file is deleted";
  if (reported.status !== "drift") return `the list is ${reported.status}, and its file changes`;
  const was = before === null ? "" : decode(before);
  const is = decode(after);
  if (was === null) return "a file that isn't UTF-8 is replaced";
  if (is === null) return "a file that isn't UTF-8 is written";
  if (was.includes("\0")) return "a file with NUL is replaced";
  const [old, now] = [read(was), read(is)];

  for (const block of old.blocks) {
    if (!is.includes(block.join("\n"))) return `the block ${JSON.stringify(block)} is gone`;
  }
  const lost = minus(old.all, now.all);
  const untold = minus(lost, spansOf((reported.removed ?? []).map(({ prefix }) => prefix)));
  if (untold.length > 0) return `an address goes that no removed prefix holds: ${untold[0]}`;
  for (const family of ["ipv4", "ipv6"] as const) {
    const counted = BigInt(reported.addresses?.lost[family] ?? 0);
    if (sizeOf(lost, family) > counted) return `${sizeOf(lost, family)} addresses go, ${counted} are counted`;
  }

  const added = minus(now.managed, old.all);
  const shared = minus(added, minus(added, notPublic));
  if (shared.length > 0) return `addresses that aren't public are added: ${shared[0]}`;
  const broadest = broadestBlock(now.managed, added);
  if (broadest.ipv4 <= 16 || broadest.ipv6 < 32)
    return `a block is added that is too broad: ${JSON.stringify(broadest)}`;
  const [grows, from] = [sizeOf(added, "ipv4"), sizeOf(old.managed, "ipv4")];
  if (from > 0n && grows > 16_384n && grows > 3n * from) return `${from} addresses grow by ${grows}`;
  return null;
}

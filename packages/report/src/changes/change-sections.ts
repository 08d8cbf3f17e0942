import type { Prefix } from "@chat-ip/allowlist";
import type { RunOutcome } from "@chat-ip/sync";
import { code } from "../text/escape.ts";
import type { Section } from "../text/fit.ts";
import { countApps, nameLists } from "../text/list-names.ts";
import { blocks, bullets, folded } from "../text/markdown.ts";
import type { Words } from "../words/words.ts";
import { type Change, collectChanges } from "./collect-changes.ts";
import { type ChangeGroup, groupChanges } from "./group-changes.ts";

/** How many prefixes of one side of a change are named before the rest is only counted. */
const namedPieces = 16;
/** Changes in one fold of a summary. */
const foldSize = 1000;

function named(pieces: readonly Prefix[], words: Words): string {
  const names = pieces.slice(0, namedPieces).map((piece) => code(piece));
  const rest = pieces.length - names.length;
  return rest > 0 ? words.andMore(names, rest) : words.quantities.list(names);
}

/** One change as one line: `` `203.0.113.0/24` · widened from `203.0.113.0/25` · +128 addresses ``. */
export function changeLine({ kind, family, before, after, gained, lost }: Change, words: Words): string {
  const signed = (count: bigint, sign: string): string =>
    count === 0n ? "" : `${sign}${words.addressAmount(count, family)}`;
  const size = words.changeSize(signed(gained, "+"), signed(lost, "−"));
  return `${words.change(kind, named(before, words), named(after, words))} · ${size}`;
}

/** Groups with only a part of the changes, from one on. */
function slice(groups: readonly ChangeGroup[], from: number, count: number): ChangeGroup[] {
  let passed = 0;
  return groups.flatMap(({ lists, changes }) => {
    const start = Math.max(0, from - passed);
    const end = from + count - passed;
    passed += changes.length;
    const part = end <= 0 ? [] : changes.slice(start, end);
    return part.length === 0 ? [] : [{ lists, changes: part }];
  });
}

function groupText({ lists, changes }: ChangeGroup, all: number, apps: number, words: Words): string {
  return blocks([
    words.changesOf(nameLists(lists, apps, words), all),
    bullets(changes.map((change) => changeLine(change, words))),
  ]);
}

/**
 * What changes, each change once for all the lists it happens in, folded.
 *
 * @param options.cap more changes than this are counted only; default: all are shown, in several folds
 * @param options.room characters after which further folds have no room; default: no limit
 */
export function changeSections(
  { lists }: Pick<RunOutcome, "lists">,
  words: Words,
  options: { readonly cap?: number; readonly room?: number } = {},
): Section[] {
  const apps = countApps(lists);
  const groups = groupChanges(collectChanges(lists));
  const all = groups.reduce((sum, { changes }) => sum + changes.length, 0);
  if (all === 0) return [];
  const { number } = words.quantities;
  const sizes = new Map(groups.map((group) => [group.lists, group.changes.length]));
  const text = (from: number, count: number): string =>
    blocks(
      slice(groups, from, count).map((group) =>
        groupText(group, sizes.get(group.lists) ?? group.changes.length, apps, words),
      ),
    );
  const section = (title: string, content: string, changes: number): Section => ({
    name: words.sections.changes,
    importance: 10,
    changes,
    text: folded(title, content),
  });
  const { cap, room = Number.POSITIVE_INFINITY } = options;
  if (cap !== undefined) {
    const rest = all - Math.min(all, cap);
    const more = rest > 0 ? words.moreInDiff(rest) : "";
    return [section(words.changesTitle(all), blocks([text(0, cap), more]), all)];
  }
  if (all <= foldSize) return [section(words.changesTitle(all), text(0, all), all)];
  const folds: Section[] = [];
  let [from, size] = [0, 0];
  while (from < all && size <= room) {
    const to = Math.min(all, from + foldSize);
    const title = `${words.changesTitle(all)} · ${number(from + 1)}–${number(to)}`;
    const fold = section(title, text(from, foldSize), to - from);
    folds.push(fold);
    size += fold.text.length;
    from = to;
  }
  return from === all ? folds : [...folds, { ...section("", "", all - from), text: "", hasNoRoom: true }];
}

import type { ListOutcome, RunOutcome } from "@chat-ip/sync";
import { code, plain } from "../text/escape.ts";
import type { Section } from "../text/fit.ts";
import { listLabel } from "../text/list-names.ts";
import { blocks, bullets, folded } from "../text/markdown.ts";
import { counted, number, prefixes } from "../text/quantities.ts";
import { listNames } from "./consequence.ts";

type Lists = Pick<RunOutcome, "lists">;
type Loaded = Exclude<ListOutcome, { status: "failed" }>;

/** Up to this many items are shown open. */
const openItems = 5;
/** More than this many are counted only; the JSON report has them all. */
const shownItems = 100;

function loaded({ lists }: Lists): Loaded[] {
  return lists.filter((list) => list.status !== "failed");
}

/** A list of things that came from outside: open when short, folded when longer, counted past a hundred. */
function itemList(items: readonly string[]): string {
  const shown = items.slice(0, shownItems);
  const rest =
    items.length > shown.length
      ? [`and ${number(items.length - shown.length)} more (in the JSON report)`]
      : [];
  const text = bullets([...shown, ...rest]);
  return items.length <= openItems ? text : folded(`Show ${number(items.length)}`, text);
}

/** What the guardrails hold back, why, and how to let it through. */
export function heldBack(outcome: Lists): Section {
  const lists = loaded(outcome).filter((list) => list.status === "held-back" || list.heldRemovals.length > 0);
  const parts = lists.map(({ list, committed, live, findings }) => {
    const why = findings.map((finding) => plain(finding.message)).join(" ");
    return `**${code(list)}:** ${why} ${prefixes(committed)} committed, ${number(live)} in the answer.`;
  });
  const allow = lists.map((list) => `${listLabel(list)}@${list.answerDigest}`).join(",");
  const remedy = `What is held back stays as it is in the file, and the run ends red. If the new content is right, set ${code(`allow-suspicious: ${allow}`, 400)}. If not, you needn't do anything: the next run asks again.`;
  const text = parts.length === 0 ? "" : blocks(["### Held back", bullets(parts), remedy]);
  return { name: "what is held back", text, importance: "essential" };
}

/** What the guardrails would have held back, had `allow-suspicious` not let it through. */
export function letThrough(outcome: Lists): Section {
  const lists = loaded(outcome).filter(
    (list) => list.status === "drift" && list.findings.length > 0 && list.heldRemovals.length === 0,
  );
  const parts = lists.map(
    ({ list, findings }) => `${code(list)}: ${findings.map((finding) => plain(finding.message)).join(" ")}`,
  );
  const text =
    parts.length === 0 ? "" : blocks([`### Let through by ${code("allow-suspicious")}`, bullets(parts)]);
  return { name: "what is let through", text, importance: "essential" };
}

/** What could not be loaded, why, and what to do. */
export function failed(outcome: Lists): Section {
  const lists = outcome.lists.filter((list) => list.status === "failed");
  const parts = lists.map(({ list, failure }) => {
    return `**${code(list)}:** ${plain(failure.what)} **What to do:** ${plain(failure.remedy)}`;
  });
  const text = parts.length === 0 ? "" : blocks(["### Could not be loaded", bullets(parts)]);
  return { name: "what could not be loaded", text, importance: "essential" };
}

function invalidLines({ list, file, invalid }: Loaded): string {
  if (invalid.length === 0) return "";
  const what = counted(invalid.length, "line is no address and is", "lines are no addresses and are");
  const items = invalid.map(({ line, text, reason }) => `line ${line}: ${code(text)}, ${plain(reason)}`);
  return blocks([`${code(file.path)} (${code(list)}): ${what} replaced.`, itemList(items)]);
}

const adjustments = {
  "host-bits-cleared": "host bits cleared",
  "ipv4-mapped": "IPv4 written as IPv6",
} as const;

/** Lists of which the same is to be said, and what: it is told once. */
function together(
  lists: readonly Loaded[],
  itemsOf: (outcome: Loaded) => readonly string[],
): { readonly names: string; readonly items: readonly string[] }[] {
  const groups = new Map<string, { names: Loaded[]; items: readonly string[] }>();
  for (const outcome of lists) {
    const items = itemsOf(outcome);
    if (items.length === 0) continue;
    const known = groups.get(items.join("\n"));
    if (known) known.names.push(outcome);
    else groups.set(items.join("\n"), { names: [outcome], items });
  }
  return [...groups.values()].map(({ names, items }) => ({
    names: listNames(names),
    items,
  }));
}

function adjustedEntries(lists: readonly Loaded[]): string[] {
  const itemsOf = ({ adjusted }: Loaded): string[] =>
    adjusted.map(
      ({ entry, prefix, changed }) => `${code(entry)} is read as ${code(prefix)} (${adjustments[changed]})`,
    );
  return together(lists, itemsOf).map(({ names, items }) => {
    const what = counted(items.length, "entry of the answer was", "entries of the answer were");
    return blocks([`${names}: ${what} not in normal form.`, itemList(items)]);
  });
}

function flickered(lists: readonly Loaded[]): string[] {
  const itemsOf = ({ flickered: flickering }: Loaded): string[] => flickering.map((prefix) => code(prefix));
  return together(lists, itemsOf).map(({ names, items }) => {
    const what = counted(items.length, "prefix was", "prefixes were");
    return blocks([
      `${names}: ${what} missing from the first answer and back in the second, so nothing of it is removed.`,
      itemList(items),
    ]);
  });
}

function kept({ list, keep }: Loaded): string {
  const held = keep.filter((block) => block.prefixes.length > 0);
  if (held.length === 0) return "";
  const items = held.map(({ reason, prefixes: own }) => {
    const names = own
      .slice(0, openItems)
      .map((prefix) => code(prefix))
      .join(", ");
    const more = own.length > openItems ? ` and ${number(own.length - openItems)} more` : "";
    return reason === null ? `${names}${more}` : `${names}${more}: ${plain(reason, 200)}`;
  });
  return blocks([`${code(list)}: a person's own entries stay (${code("# keep")}).`, itemList(items)]);
}

function section(name: string, title: string, importance: number, parts: readonly string[]): Section {
  const filled = parts.filter((part) => part !== "");
  return { name, importance, text: filled.length === 0 ? "" : blocks([`### ${title}`, ...filled]) };
}

/** What else a reviewer may wonder about: replaced lines, odd entries, answers that disagreed, kept entries. */
export function oddities(outcome: Lists): Section[] {
  const lists = loaded(outcome);
  const drifted = lists.filter((list) => list.status === "drift");
  return [
    section("the lines that are replaced", "Lines that are replaced", 30, drifted.map(invalidLines)),
    section("what was odd in the answers", "Odd in the answers", 20, [
      ...flickered(lists),
      ...adjustedEntries(lists),
    ]),
    section("the entries that stay", "What stays", 15, drifted.map(kept)),
  ];
}

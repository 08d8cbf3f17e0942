import type { ListName } from "@chat-ip/core";
import { allLast, distinctPrefixes, type RunOutcome } from "@chat-ip/sync";
import { counted, number, plusMinus, prefixes } from "./text/quantities.ts";

/** GitHub's limit for a title, in characters. */
const titleLimit = 256;
/** More lists than this are counted instead of named. */
const namedLists = 3;

type Titled = Pick<RunOutcome, "lists" | "carried">;

function proposed(outcome: Pick<RunOutcome, "lists">): (RunOutcome["lists"][number] & { status: "drift" })[] {
  return outcome.lists.filter((list) => list.status === "drift");
}

/** `webhook-china, native-global` · `webhook-china, native-global and 3 more` · `all 7 lists` */
function listsInBrackets(names: readonly ListName[], asked: number): string {
  if (names.length <= namedLists) return names.join(", ");
  return names.length === asked
    ? `all ${asked} lists`
    : `${names.slice(0, 2).join(", ")} and ${names.length - 2} more`;
}

function change(outcome: Pick<RunOutcome, "lists">): string {
  const drifted = proposed(outcome);
  const { added, removed } = distinctPrefixes(outcome.lists);
  if (drifted.length > 0 && drifted.every((list) => !list.file.exists)) {
    return `first version, ${prefixes(added)}`;
  }
  if (added + removed > 0) {
    return `${plusMinus(added, removed)} ${added + removed === 1 ? "prefix" : "prefixes"}`;
  }
  const lines = drifted.reduce((sum, list) => sum + list.invalid.length, 0);
  if (lines > 0) return `${counted(lines, "unreadable line", "unreadable lines")} replaced`;
  return drifted.length > 0 ? "files in other formats" : "no change";
}

/**
 * What changes, in numbers: `Chat IP allowlists: +3 −1 prefixes (webhook-china, native-global)`. A prefix that several
 * lists gain or lose counts once. At most 256 characters, of which none comes from outside.
 */
export function renderTitle(outcome: Titled): string {
  const names = allLast(proposed(outcome)).map(({ list }) => list);
  const lists = names.length === 0 ? "" : ` (${listsInBrackets(names, outcome.lists.length)})`;
  const before =
    outcome.carried.length === 0
      ? ""
      : `; ${allLast(outcome.carried)
          .map(({ list }) => list)
          .join(", ")} as before`;
  return `Chat IP allowlists: ${change(outcome)}${lists}${before}`.slice(0, titleLimit);
}

/**
 * The commit's subject and, below it, one line a list; ends without a line break, so that trailers can follow after an
 * empty line.
 */
export function renderCommitMessage(outcome: Titled): string {
  const lines = proposed(outcome).map(({ list, committed, live, drift, invalid, file }) => {
    const moved = plusMinus(drift.added.length, drift.removed.length);
    const replaced = invalid.length === 0 ? "" : `, ${counted(invalid.length, "line", "lines")} replaced`;
    const count = prefixes(live);
    if (!file.exists) return `${list}: ${count}, first version`;
    const from = committed === live ? "" : `${number(committed)} to `;
    return `${list}: ${from}${count} (${moved}${replaced})`;
  });
  return [renderTitle(outcome), ...(lines.length === 0 ? [] : ["", ...lines])].join("\n");
}

import type { CommentKind, RunOutcome } from "@chat-ip/sync";
import { bodyLimit } from "./body.ts";
import { changeSections } from "./changes/change-sections.ts";
import { lead } from "./parts/lead.ts";
import { listTable } from "./parts/list-table.ts";
import { notIncluded } from "./parts/not-included.ts";
import { sourceLine } from "./parts/source-line.ts";
import { code } from "./text/escape.ts";
import { essential, fit, type Section } from "./text/fit.ts";
import { leftOutNote } from "./text/left-out.ts";
import { blocks, steps } from "./text/markdown.ts";
import type { Words } from "./words/words.ts";
import { wordsOf } from "./words/words-of.ts";

/** Rows of the table, and changes in a comment. */
const shownRows = 20;
const shownChanges = 200;

type Told = Pick<RunOutcome, "context" | "lists" | "carried">;

/** What the lists say now, for a person who has to work it in. */
const news = (outcome: Told, words: Words): Section[] => [
  essential(blocks([lead(outcome, { kind: "resolved" }, words), notIncluded(outcome, words)])),
  essential(blocks([words.newsIntro(code(outcome.context.base)), listTable(outcome, shownRows, words)])),
  ...changeSections(outcome, words, { cap: shownChanges }),
];

/** Only what can be a login or a team: anything else could be Markdown. */
const mentions = (names: readonly string[]): string =>
  names
    .filter((name) => /^[\w-]+(?:\/[\w.-]+)?$/.test(name))
    .map((name) => `@${name}`)
    .join(" ");

/** The text of a comment on the pull request, without its marker: what happened, and what a person can do. */
export function renderComment(
  kind: CommentKind,
  outcome: Told,
  /** logins, and teams as `organisation/team` */
  mention: readonly string[] = [],
): string {
  const { language, runUrl, base, branch, path } = outcome.context;
  const words = wordsOf(language);
  const names = {
    base: code(base),
    branch: code(branch),
    path: code(`${path}/`),
    mention: mentions(mention),
  };
  const { intro, steps: possible, news: hasNews } = words.comments[kind](names);
  const choice =
    possible.length === 0 ? "" : hasNews ? blocks([words.oneOfThese, steps(possible)]) : steps(possible);
  const sections = [
    essential(intro),
    ...(hasNews ? news(outcome, words) : []),
    essential(choice),
    essential(sourceLine(outcome, words)),
  ];
  return fit(sections, { size: bodyLimit, note: leftOutNote("comment", runUrl, words) }).text;
}

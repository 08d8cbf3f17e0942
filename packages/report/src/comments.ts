import type { CommentKind, RunOutcome } from "@chat-ip/sync";
import { bodyLimit } from "./body.ts";
import { changeSections } from "./changes/change-sections.ts";
import { consequence, leftOut } from "./parts/consequence.ts";
import { listTable } from "./parts/list-table.ts";
import { provenance } from "./parts/provenance.ts";
import { code, link } from "./text/escape.ts";
import { fit, type Section } from "./text/fit.ts";
import { blocks, steps } from "./text/markdown.ts";
import { sentenceList } from "./text/quantities.ts";

type Told = Pick<RunOutcome, "context" | "lists" | "carried">;

function essential(text: string): Section {
  return { name: "", text, importance: "essential" };
}

function obsolete(outcome: Told): Section[] {
  const { base } = outcome.context;
  return [
    essential(
      `**Nothing is left to propose, so this is closed.** The lists and the files on ${code(base)} allow the same addresses again. If they come apart, a new pull request is opened.`,
    ),
    essential(provenance(outcome)),
  ];
}

function obsoleteEdited(outcome: Told): Section[] {
  const { base, branch } = outcome.context;
  return [
    essential(
      `**This is obsolete:** the lists and the files on ${code(base)} allow the same addresses again. It stays open because a person edited the allowlist files on ${code(branch)}, and that work is theirs to keep or drop.`,
    ),
    essential(
      steps([
        "**Still wanted?** Merge it. What the lists don't hold will be proposed for removal again, unless it stands under a `# keep: reason` line.",
        "**Not wanted?** Close it and delete the branch.",
      ]),
    ),
    essential(provenance(outcome)),
  ];
}

/** What the lists now say, for a person who has to work it in. */
function news(outcome: Told): Section[] {
  const changes = changeSections(outcome);
  return [
    essential(blocks([consequence(outcome, "this is settled"), leftOut(outcome)])),
    essential(`What the lists now say, compared with ${code(outcome.context.base)}:`),
    essential(listTable(outcome)),
    ...changes,
  ];
}

function edited(outcome: Told): Section[] {
  const { branch, base, path } = outcome.context;
  return [
    essential(
      `**Not updated: a person edited the allowlist files on ${code(branch)}.** Nothing was pushed, so that no one's work is overwritten.`,
    ),
    ...news(outcome),
    essential(
      blocks([
        "What to do, one of these:",
        steps([
          `**Keep the edit:** put those addresses under a ${code("# keep: reason")} line in ${code(`${path}/`)} on ${code(base)}, then close this pull request and delete its branch. The next run starts a new one, with them in it.`,
          "**Drop the edit:** revert it on the branch. The next run goes on from there.",
          "**Finish by hand:** make the changes above on the branch and merge.",
        ]),
      ]),
    ),
    essential(provenance(outcome)),
  ];
}

function conflict(outcome: Told): Section[] {
  const { branch, base } = outcome.context;
  return [
    essential(
      `**Not updated: ${code(base)} changed the same files, and ${code(branch)} has a person's commits.** Nothing was pushed, so that no one's work is lost in the merge.`,
    ),
    ...news(outcome),
    essential(
      blocks([
        "What to do, one of these:",
        steps([
          `**Keep the commits:** merge ${code(base)} into the branch and keep the branch's own version of every allowlist file. The next run then brings them up to date.`,
          "**Drop them:** close this pull request and delete its branch. The next run starts a new one.",
        ]),
      ]),
    ),
    essential(provenance(outcome)),
  ];
}

function byAnother(outcome: Told): Section[] {
  const { branch } = outcome.context;
  return [
    essential(
      `**Another account opened this pull request from ${code(branch)}.** New changes to the lists are still added to the branch as commits. Title and description stay as they are, and it never merges automatically.`,
    ),
    ...news(outcome),
    essential(provenance(outcome)),
  ];
}

function reminder(outcome: Told, mention: readonly string[]): Section[] {
  const people = mention
    .filter((name) => /^[\w-]+(?:\/[\w.-]+)?$/.test(name))
    .map((name) => `@${name}`)
    .join(" ");
  return [
    essential(
      blocks([
        `**Still waiting for a review.** ${people}`.trim(),
        consequence(outcome, "this is merged"),
        "Merge it if it looks right, or close it if it is wrong: this exact change isn't proposed again then.",
      ]),
    ),
    essential(provenance(outcome)),
  ];
}

const kinds: Readonly<Record<CommentKind, (outcome: Told, mention: readonly string[]) => Section[]>> = {
  obsolete,
  "obsolete-edited": obsoleteEdited,
  edited,
  conflict,
  "by-another": byAnother,
  reminder,
};

/** The text of a comment on the pull request, without its marker: what is the matter, and what a person can do. */
export function renderComment(
  kind: CommentKind,
  outcome: Told,
  /** logins, and teams as `organisation/team` */
  mention: readonly string[] = [],
): string {
  const { runUrl } = outcome.context;
  const summary = runUrl === null ? "the run's job summary" : link("the run's job summary", runUrl);
  const note = (omitted: readonly string[]): string =>
    `**Left out here, because a comment has no room for it:** ${sentenceList(omitted)}. All of it is in ${summary}.`;
  return fit(kinds[kind](outcome, mention), { size: bodyLimit, note }).text;
}

import { code } from "../../text/escape.ts";
import type { RunWords } from "../run-words.ts";

/** The words of the comments in English. */
export const englishComments: RunWords["comments"] = {
  obsolete: ({ base }) => ({
    intro: `**Closed: nothing is left to change.** The lists and the files on ${base} allow the same addresses again. A new pull request follows when that changes.`,
    steps: [],
    news: false,
  }),
  "obsolete-edited": ({ base, branch }) => ({
    intro: `**Nothing is left to change:** the lists and the files on ${base} allow the same addresses again. This stays open because someone edited the allowlist files on ${branch}.`,
    steps: [
      `**Still wanted?** Merge it. Addresses that the lists don't hold will be proposed for removal, unless they are below a ${code("# keep: reason")} line.`,
      "**Not wanted?** Close it and delete the branch.",
    ],
    news: false,
  }),
  edited: ({ base, branch, path }) => ({
    intro: `**Not updated: someone edited the allowlist files on ${branch}.** Nothing was pushed, so that nobody's work is overwritten.`,
    steps: [
      `**Keep the edit:** add those addresses below a ${code("# keep: reason")} line in ${path} on ${base}, then close this pull request and delete its branch. The next run opens a new one that includes them.`,
      "**Drop the edit:** revert it on the branch. The next run continues from there.",
      "**Finish by hand:** make the changes above on the branch and merge.",
    ],
    news: true,
  }),
  conflict: ({ base, branch }) => ({
    intro: `**Not updated: ${base} changed the same files, and others have committed to ${branch}.** Nothing was pushed, so that nobody's work is lost in the merge.`,
    steps: [
      `**Keep the commits:** merge ${base} into the branch, keeping the branch's version of every allowlist file. The next run then updates them.`,
      "**Drop them:** close this pull request and delete its branch. The next run opens a new one.",
    ],
    news: true,
  }),
  "by-another": ({ branch }) => ({
    intro: `**Another account opened this pull request from ${branch}.** New changes to the lists are still added to the branch as commits. Title and description stay as they are, and it never merges automatically.`,
    steps: [],
    news: true,
  }),
  reminder: ({ mention }) => ({
    intro: `**Still waiting for a review.** ${mention}`.trim(),
    steps: [
      "**Looks right?** Merge it. Until then, addresses that are in use stay closed.",
      "**Looks wrong?** Close it. This exact change won't be proposed again.",
    ],
    news: false,
  }),
};

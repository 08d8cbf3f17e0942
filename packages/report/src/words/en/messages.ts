import type { AddedKind, EntryType, MovedReason, OptionalStep } from "@chat-ip/sync";
import { quantitiesOf } from "../../text/quantities.ts";
import { type MessageWords, textOf } from "../message-words.ts";
import { englishForgeMessages } from "./forge-messages.ts";

const moved: Readonly<Record<MovedReason, string>> = {
  "branch-appeared": "the branch appeared",
  "branch-moved": "the branch moved",
  "branch-came-and-went": "the branch was created and deleted",
  "base-moved": "the base moved",
  "folder-missed": "GitHub doesn't list a folder that is there",
  "pull-request-changed": "the pull request or its branch changed",
  "pull-request-closed": "the pull request was closed",
  "note-changed": "another run has changed the note about removals",
  "not-found-yet": "GitHub can't find yet what it has just created",
};

const types: Readonly<Record<EntryType, string>> = {
  file: "a file",
  folder: "a folder",
  symlink: "a symlink",
  submodule: "a submodule",
};

const added: Readonly<Record<AddedKind, string>> = {
  label: "label",
  assignee: "assignee",
  reviewer: "reviewer",
  "team-reviewer": "team reviewer",
};

const hours = (count: number): string => quantitiesOf("en").counted(count, "hour", "hours");

function stepText(failed: OptionalStep): string {
  switch (failed.step) {
    case "remind":
      return `No reminder could be left on #${failed.number}.`;
    case "merge":
      return `#${failed.number} could not be merged automatically.`;
    case "mark-closed":
      return `#${failed.number} could not be marked as closed by this Action.`;
    case "comment":
      return `No comment could be left on #${failed.number}; its conversation may be locked.`;
    case "delete-comment":
      return `An outdated comment on #${failed.number} could not be deleted.`;
    case "edit-body":
      return `Title and body of #${failed.number} could not be updated.`;
    case "delete-branch":
      return `The branch ${failed.branch} could not be deleted.`;
    case "restore-branch":
      return `The branch ${failed.branch} could not be restored.`;
  }
}

/** All messages of a run in English. */
export const englishMessages: MessageWords = {
  ...englishForgeMessages,
  "unexpected-error": ({ text }) => ({
    what: text.trim() === "" ? "An unexpected error occurred. It came without a message." : text,
  }),
  "changed-too-often": ({ tries, reason }) => ({
    what: `The repository changed ${tries} times during this run (${moved[reason]}), so the run stopped without overwriting anything.`,
    remedy: "The next run continues from there. Add `concurrency` to the workflow to avoid this.",
  }),
  "not-a-file": ({ path, type }) => ({
    what: `\`${path}\` is ${types[type]} in the repository, not a file.`,
    remedy: "Remove it, or choose another `path`.",
  }),
  "not-a-folder": ({ path, type }) => ({
    what: `\`${path}\` is ${types[type]} in the repository, not a folder.`,
    remedy: "Choose another `path`.",
  }),
  "file-too-large": ({ path, bytes, most }) => {
    const { number } = quantitiesOf("en");
    return {
      what: `\`${path}\` has ${number(bytes)} bytes, more than the ${number(most)} that can be read.`,
      remedy: "Remove the file if it is not an allowlist.",
    };
  },
  "branch-is-base": ({ branch }) => ({
    what: `\`${branch}\` is the base itself.`,
    remedy: "Give the pull request its own `branch`.",
  }),
  "no-such-base": ({ base }) => ({
    what: `The repository has no branch \`${base}\` that the token can see.`,
    remedy: "If the repository is new and empty, push a first commit. If `base` is set, check its name.",
  }),
  "other-target": ({ number, branch }) => ({
    what: `Pull request #${number} from \`${branch}\` targets another base.`,
    remedy: "Set `base` to that branch, change the base of the pull request, or choose another `branch`.",
  }),
  "foreign-branch": ({ branch }) => ({
    what: `The branch \`${branch}\` exists and was not made by this Action, so nothing was written.`,
    remedy: "Rename or delete it, or choose another `branch`.",
  }),
  "other-folder": ({ number, folder }) => ({
    what: `Pull request #${number} proposes allowlists in \`${folder}/\`, which is not this run's \`path\`. Nothing was written.`,
    remedy: "Close it and delete its branch, or give each `path` its own `branch`.",
  }),
  "other-base": ({ branch, base }) => ({
    what: `The branch \`${branch}\` has no open pull request and holds commits that \`${base}\` lacks and this Action did not make. It may have been made for another \`base\`. Nothing was written.`,
    remedy: "Delete or rename it, or choose another `branch`.",
  }),
  "edited-branch": ({ branch }) => ({
    what: `The branch \`${branch}\` has no open pull request and holds a person's commits to the allowlists, so nothing was written.`,
    remedy: "Merge or rename it, or choose another `branch`.",
  }),
  "no-drafts": ({ number }) => ({
    what: `#${number} was opened as a regular pull request: drafts aren't available in this repository.`,
    remedy: "Set `draft: false`. Drafts need a public repository or a paid plan.",
  }),
  "pushed-while-deleted": ({ branch, sha }) => ({
    what: `A person pushed to ${branch} while it was being deleted, so it is back, at their commit ${sha}.`,
  }),
  "step-failed": ({ failed, because }) => {
    const text = textOf(englishMessages, because);
    return { ...text, what: `${stepText(failed)} ${text.what}` };
  },
  "cannot-remember": ({ because }) => {
    const text = textOf(englishMessages, because);
    const what = `Removals can't wait, because the token can't store a note about them in this repository. Lists that lost addresses were fetched twice instead. ${text.what}`;
    return { ...text, what };
  },
  "not-added": ({ kind, names, because }) => {
    const text = textOf(englishMessages, because);
    return { ...text, what: `Not added: ${added[kind]} ${names.join(", ")}. ${text.what}` };
  },
  "not-assigned": ({ names }) => ({
    what: `Not added: ${added.assignee} ${names.join(", ")}.`,
    why: "GitHub assigns at most ten people, and only those who can see the repository and write or comment there.",
  }),
  "teams-unseen": () => ({
    what: "The workflow's own token can't see the organisation's teams.",
    remedy:
      "To ask teams for a review, set the `token` input to a GitHub App's token that may read the organisation's members.",
  }),
  "long-open": ({ number, hours: open, url }) => ({
    what: `#${number} has been open for ${hours(open)}, and opens addresses that are in use.`,
    remedy: `Merge or close it: ${url}`,
  }),
  overdue: ({ number, hours: open, failAfterHours }) => ({
    what: `#${number} opens addresses that are in use, and has been open for ${hours(open)}: longer than \`fail-after\` (${failAfterHours}) allows.`,
    remedy: "Merge it, or close it if the change is wrong.",
  }),
  "no-required-check": ({ number, base }) => ({
    what: `#${number} is not merged automatically, because \`${base}\` has no required status check.`,
    remedy:
      "Require a check of that branch under Settings → Rules → Rulesets (or Settings → Branches), or merge it by hand.",
  }),
  "only-rebase": () => ({
    what: "The base and the branch have diverged. A commit that joins them can't be merged here, because this repository allows rebase merges only.",
  }),
  "schedule-ends": ({ base, days, daysLeft, isPublic }) => {
    const left = daysLeft === 0 ? "at any time" : `in ${quantitiesOf("en").counted(daysLeft, "day", "days")}`;
    return {
      what: `The newest commit on \`${base}\` is ${days} days old.`,
      why: `GitHub turns off the schedules of public repositories after 60 days without activity. ${isPublic ? "This one may stop" : "If this repository is public, its schedule may stop"} ${left}.`,
      remedy:
        "Merge or push anything to that branch; an empty commit will do. If the schedule has stopped, turn the workflow on again on its page under Actions.",
    };
  },
  "start-again": ({ branch, number, because }) => {
    const text = textOf(englishMessages, because);
    const close = number === null ? "Delete" : `Close #${number} and delete`;
    const wayOut = `${close} the branch \`${branch}\`: the next run starts again from the current base, and doesn't count this as a rejection.`;
    return { ...text, remedy: text.remedy === undefined ? wayOut : `${wayOut} Or: ${text.remedy}` };
  },
};

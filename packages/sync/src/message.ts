import type { ForgeMessage } from "./forge-message.ts";
import type { MovedReason } from "./moved-reason.ts";

/**
 * What a run has to tell people when something is wrong: the message's name and its facts. The report has the words, in each
 * language. Facts may be text from outside: they are escaped where they are printed.
 */
export type Message = RunMessage | ForgeMessage;

/** A step that may fail without failing the run. */
export type OptionalStep =
  | {
      readonly step: "remind" | "merge" | "mark-closed" | "comment" | "delete-comment" | "edit-body";
      readonly number: number;
    }
  | { readonly step: "delete-branch" | "restore-branch"; readonly branch: string };

/** What is added to an open pull request. */
export type AddedKind = "label" | "assignee" | "reviewer" | "team-reviewer";

/** Messages of the run itself. */
export type RunMessage =
  /** an unexpected error, with its own text */
  | { readonly id: "unexpected-error"; readonly text: string }
  | { readonly id: "changed-too-often"; readonly tries: number; readonly reason: MovedReason }
  | { readonly id: "not-a-file" | "not-a-folder"; readonly path: string; readonly type: EntryType }
  | { readonly id: "file-too-large"; readonly path: string; readonly bytes: number; readonly most: number }
  | { readonly id: "branch-is-base"; readonly branch: string }
  | { readonly id: "no-such-base"; readonly base: string }
  | { readonly id: "other-target"; readonly number: number; readonly branch: string }
  | { readonly id: "foreign-branch"; readonly branch: string }
  | { readonly id: "other-folder"; readonly number: number; readonly folder: string }
  | { readonly id: "other-base"; readonly branch: string; readonly base: string }
  | { readonly id: "edited-branch"; readonly branch: string }
  | { readonly id: "no-drafts"; readonly number: number }
  | { readonly id: "pushed-while-deleted"; readonly branch: string; readonly sha: string }
  | { readonly id: "step-failed"; readonly failed: OptionalStep; readonly because: Message }
  | { readonly id: "cannot-remember"; readonly because: Message }
  | {
      readonly id: "not-added";
      readonly kind: AddedKind;
      readonly names: readonly string[];
      readonly because: Message;
    }
  /** the host silently left people out */
  | { readonly id: "not-assigned"; readonly names: readonly string[] }
  | { readonly id: "teams-unseen" }
  | { readonly id: "long-open"; readonly number: number; readonly hours: number; readonly url: string }
  | {
      readonly id: "overdue";
      readonly number: number;
      readonly hours: number;
      readonly failAfterHours: number;
    }
  | { readonly id: "no-required-check"; readonly number: number; readonly base: string }
  | { readonly id: "only-rebase" }
  /** `daysLeft`: until the host may turn the schedule off; `isPublic`: `null` where that isn't known */
  | {
      readonly id: "schedule-ends";
      readonly base: string;
      readonly days: number;
      readonly daysLeft: number;
      readonly isPublic: boolean | null;
    }
  /** `number`: the open pull request, where there is one */
  | {
      readonly id: "start-again";
      readonly branch: string;
      readonly number: number | null;
      readonly because: Message;
    };

/** Kinds of entries in a repository. */
export type EntryType = "file" | "folder" | "symlink" | "submodule";

/** The same message has the same key. */
export const messageKey = (message: Message): string => JSON.stringify(message);

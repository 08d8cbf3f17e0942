import { changeBodyState, readBodyState } from "../decision/markers.ts";
import { openedBy, renderOpened } from "../decision/weekly-ceiling.ts";
import type { Graded } from "../lists/graded.ts";
import type { ListOutcome } from "../lists/list-outcome.ts";
import { openedAndClosed } from "../lists/opened-and-closed.ts";
import type { Message } from "../message.ts";
import type { Forge } from "../ports/forge.ts";
import type { Commit, Mergeability, MergeMethod, MergeWait, PullRequest } from "../ports/repository.ts";
import type { AutoMerge } from "../run-outcome.ts";

/** The settings for merging. */
export interface MergeSettings {
  readonly when: AutoMerge;
  readonly method: MergeMethod;
}

/** What decides whether to merge. */
export interface Judged {
  readonly lists: readonly ListOutcome[];
  /** Does the pull request still change lists that this run could not look at? */
  readonly carries: boolean;
  readonly onlyOurs: boolean | null;
  readonly pullIsOurs: boolean;
  readonly graded: Graded;
}

export interface MergeContext {
  readonly forge: Pick<
    Forge,
    "mergeability" | "requiresChecks" | "branchTip" | "merge" | "pullRequest" | "editPullRequest"
  >;
  readonly merging: MergeSettings;
  readonly base: Pick<Commit, "sha"> & { readonly name: string };
  readonly sleep: (ms: number) => Promise<void>;
  readonly warn: (message: Message) => void;
}

/** `waitsFor` is `null` where nothing is waited for, since it may not merge automatically. */
export type Merging =
  | { readonly kind: "merged" }
  | { readonly kind: "open"; readonly waitsFor: MergeWait | null };

const leaveOpen = (waitsFor: MergeWait | null): Merging => ({ kind: "open", waitsFor });

const pauseMs = 5000;
/** A minute in all. */
const mostLooks = 13;

/** May what the lists propose be merged without a person? Only if it is routine, and every list was checked without findings. */
export function listsMayMerge(
  when: AutoMerge,
  { lists, carries, graded }: Pick<Judged, "lists" | "carries" | "graded">,
): boolean {
  if (when === "none" || carries || graded.grade !== "routine") return false;
  const sound = lists.every(
    (list) =>
      (list.status === "current" || list.status === "drift") &&
      list.heldRemovals.length === 0 &&
      list.invalid.length === 0,
  );
  if (!sound) return false;
  const { closed } = openedAndClosed(lists);
  return when === "routine" || (closed.ipv4 === 0n && closed.ipv6 === 0n);
}

/** May this change be merged without a person? All of it has to be ours as well. */
const mayMerge = (when: AutoMerge, judged: Judged): boolean =>
  judged.pullIsOurs && judged.onlyOurs === true && listsMayMerge(when, judged);

/**
 * Merges an open pull request at the commit that this run has judged, and at no other: the host refuses where the branch is
 * elsewhere by then. It does so only where the host finds nothing missing; else it says what is waited for.
 *
 * @param pull as the run left it: its head is the commit that was judged
 * @param patient look for a minute, as the run does that opened it
 */
export async function mergeIfDue(
  context: MergeContext,
  pull: PullRequest,
  judged: Judged,
  { patient }: { readonly patient: boolean },
): Promise<Merging> {
  const { forge, merging, base, warn } = context;
  if (!mayMerge(merging.when, judged)) return leaveOpen(null);
  if (!(await forge.requiresChecks(base.name))) {
    warn({ id: "no-required-check", number: pull.number, base: base.name });
    return leaveOpen("no-required-check");
  }
  const found = await lookUntilClean(context, pull, patient);
  if (found.headSha !== pull.headSha) return leaveOpen("mergeability");
  if (found.waitsFor !== null) return leaveOpen(found.waitsFor);
  if (!(await recordIntent(context, pull, judged))) return leaveOpen(null);
  // The change was judged against this base, but the host ties a merge only to the branch.
  if ((await forge.branchTip(base.name)) !== base.sha) return leaveOpen("mergeability");
  const merged = await forge.merge(pull.number, pull.headSha, merging.method);
  switch (merged.kind) {
    case "merged":
      return { kind: "merged" };
    case "waits":
      return leaveOpen(merged.for);
    case "moved":
      return leaveOpen("mergeability");
    case "refused":
      warn(merged.message);
      return leaveOpen(null);
    default:
      return merged satisfies never;
  }
}

/** Looks again while the host doesn't know yet, and, if patient, while checks run or a review is missing. */
async function lookUntilClean(
  { forge, sleep }: MergeContext,
  { number, headSha }: PullRequest,
  patient: boolean,
): Promise<Mergeability> {
  for (let looks = 1; ; looks++) {
    const found = await forge.mergeability(number);
    const isFinal = found.waitsFor === null || found.headSha !== headSha;
    if (isFinal || looks === mostLooks || !(patient || found.waitsFor === "mergeability")) return found;
    await sleep(pauseMs);
  }
}

/**
 * Records in our region of the body that it is being merged, and how much that opens: the weekly ceiling counts what it finds
 * there. Returns whether that was possible.
 */
async function recordIntent(
  { forge, warn }: MergeContext,
  { number, headSha }: PullRequest,
  { lists }: Judged,
): Promise<boolean> {
  const opened = renderOpened(openedBy(lists));
  const { body } = await forge.pullRequest(number);
  const state = readBodyState(body);
  if (state?.merging === headSha && state.opened === opened) return true;
  const changed = changeBodyState(body, { merging: headSha, opened });
  // If our region isn't in the body any more, somebody didn't want it there.
  if (changed === null) return false;
  const written = await forge.editPullRequest(number, { body: changed });
  if (written.kind === "edited") return true;
  warn(written.message);
  return false;
}

import { readBodyState } from "../decision/markers.ts";
import { ChangedMeanwhileError } from "../errors.ts";
import type { Message } from "../message.ts";
import type { Forge } from "../ports/forge.ts";
import type { PullRequest } from "../ports/repository.ts";
import type { Texts } from "../ports/texts.ts";
import type { OthersWork } from "../run-outcome.ts";
import { addLabelsAndPeople } from "./labels-and-people.ts";
import { type Expected, isRegionCurrent, regionChange } from "./region.ts";
import type { PullRequestSettings } from "./settings.ts";

export interface RefreshContext {
  readonly forge: Forge;
  readonly settings: PullRequestSettings;
  readonly texts: Texts;
  /** the closed pull request that this one follows */
  readonly previous: number | null;
  /** what other people have committed to its branch */
  readonly others: OthersWork | null;
  /** Does the branch hold our commits only? `null` where that is not known. */
  readonly onlyOurs: boolean | null;
  /** Did the token's account open the pull request? If not, title and text aren't ours to change. */
  readonly pullIsOurs: boolean;
  readonly warn: (message: Message) => void;
}

/**
 * Brings our region of the body, and the title if it is still ours, up to date; writes nothing if they are. If the body says
 * that labels and people are still to be added, they are, which makes up for a run that died.
 * @throws {ChangedMeanwhileError} where it was closed meanwhile: whoever did so has not seen what it would say now.
 */
export async function refreshPullRequest(
  context: RefreshContext,
  pull: PullRequest,
  digest: string,
): Promise<void> {
  const { forge, texts, previous, others, onlyOurs, warn } = context;
  if (!context.pullIsOurs) return;
  const tokenKind = forge.tokenKind(pull.author);
  const done: Expected = { texts, digest, previous, others, onlyOurs, tokenKind, unfinished: 0 };
  if (isRegionCurrent(pull, done)) return;
  const triesLeft = readBodyState(pull.body)?.unfinished ?? 0;
  const expected = triesLeft === 0 ? done : { ...done, unfinished: await finish(context, pull, triesLeft) };
  // A person may have written into it since it was read.
  const now = await forge.pullRequest(pull.number);
  if (!now.open) throw new ChangedMeanwhileError("pull-request-closed");
  if (isRegionCurrent(now, expected)) return;
  const written = await forge.editPullRequest(now.number, regionChange(now, expected));
  if (written.kind === "refused") {
    // A person's text around ours may leave no room. That doesn't fail the run.
    const failed = { step: "edit-body", number: now.number } as const;
    warn({ id: "step-failed", failed, because: written.message });
    return;
  }
  if (written.pull.open) return;
  await forge.editPullRequest(now.number, { title: now.title, body: now.body });
  throw new ChangedMeanwhileError("pull-request-closed");
}

/** Adds labels and people; returns in how many runs that is still to be tried. */
async function finish(
  { forge, settings, warn }: RefreshContext,
  pull: PullRequest,
  triesLeft: number,
): Promise<number> {
  const { warnings, later } = await addLabelsAndPeople(forge, pull, settings, forge.tokenKind(pull.author));
  for (const warning of warnings) warn(warning);
  return later ? triesLeft - 1 : 0;
}

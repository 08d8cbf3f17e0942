import type { OurComment } from "../decision/our-comments.ts";
import type { ListOutcome } from "../lists/list-outcome.ts";
import type { Message } from "../message.ts";
import type { Forge } from "../ports/forge.ts";
import type { PullRequest } from "../ports/repository.ts";
import type { Texts } from "../ports/texts.ts";
import type { PullRequestOutcome } from "../run-outcome.ts";
import { commentOf } from "./region.ts";
import type { PullRequestSettings } from "./settings.ts";

/** How long a pull request has been open, in whole hours. */
export const openHours = ({ openedAt }: Pick<PullRequest, "openedAt">, now: number): number =>
  Math.max(0, Math.floor((now - openedAt) / 3_600_000));

/** Does the change open addresses? Until it is merged, firewalls block them. */
const opensAddresses = (lists: readonly ListOutcome[]): boolean =>
  lists.some(
    (list) => list.status === "drift" && (list.drift.gained.ipv4 > 0n || list.drift.gained.ipv6 > 0n),
  );

export interface RemindContext {
  readonly forge: Pick<Forge, "addComment">;
  readonly settings: Pick<PullRequestSettings, "remindAfterHours">;
  readonly texts: Texts;
  readonly lists: readonly ListOutcome[];
  /** on the pull request */
  readonly ourComments: readonly OurComment[];
  readonly now: () => number;
  readonly warn: (message: Message) => void;
}

/** Points out additions that have waited too long for a person: in each run, and once in a comment to the reviewers. */
export async function remindOfAdditions(context: RemindContext, pull: PullRequest): Promise<void> {
  const { forge, settings, texts, lists, ourComments, now, warn } = context;
  const hours = openHours(pull, now());
  const { remindAfterHours } = settings;
  if (remindAfterHours === 0 || hours < remindAfterHours || !opensAddresses(lists)) return;
  warn({ id: "long-open", number: pull.number, hours, url: pull.url });
  if (ourComments.some(({ kind }) => kind === "reminder")) return;
  const reminder = commentOf(texts, "reminder", pull.number, pull.requestedReviewers);
  await forge.addComment(pull.number, reminder);
}

/** Why the run fails because nobody merges the pull request; `null` if it doesn't. */
export function overdue(
  pullRequest: Pick<PullRequestOutcome, "number" | "openHours">,
  lists: readonly ListOutcome[],
  { failAfterHours }: Pick<PullRequestSettings, "failAfterHours">,
): Message | null {
  const { number, openHours: hours } = pullRequest;
  if (failAfterHours === null || number === null || hours === null) return null;
  if (hours < failAfterHours || !opensAddresses(lists)) return null;
  return { id: "overdue", number, hours, failAfterHours };
}

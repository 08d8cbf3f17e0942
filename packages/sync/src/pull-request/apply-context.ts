import type { Forge } from "../ports/forge.ts";
import type { PullRequest } from "../ports/repository.ts";
import type { PullRequestOutcome } from "../run-outcome.ts";
import type { Merging } from "./merge.ts";
import type { RefreshContext } from "./refresh.ts";
import type { RemindContext } from "./remind.ts";
import type { PullRequestSettings } from "./settings.ts";

/** What is needed to carry out a decision. */
export interface ApplyContext extends RefreshContext, RemindContext {
  readonly forge: Forge;
  readonly settings: PullRequestSettings;
  readonly base: string;
  /** Merges an open pull request if that is due. */
  readonly merging: (pull: PullRequest, how: { readonly patient: boolean }) => Promise<Merging>;
  /** called as soon as a value is known, so that a later failure doesn't lose it */
  readonly progress: (known: Partial<PullRequestOutcome>) => void;
}

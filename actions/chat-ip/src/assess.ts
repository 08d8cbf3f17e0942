import { FormatLimitError } from "@chat-ip/allowlist";
import { listNames } from "@chat-ip/core";
import type { Inputs } from "./inputs.ts";
import { type FileMap, fileNamesOfList } from "./managed-files.ts";
import type { ListFailure, ListOutcome } from "./outcome.ts";
import { type ListProposal, type Proposal, proposeList } from "./proposal.ts";
import type { Weighed } from "./weigh-list.ts";

/** One list, assessed: what the report says of it, and which files it wants changed. */
export interface Assessment {
  readonly outcome: ListOutcome;
  /** `null` where its files must stay as they are */
  readonly proposal: ListProposal | null;
}

/** Says which of the base's files a weighed list wants changed. Pure. */
export function assess(weighed: Weighed, base: FileMap, wanted: Inputs["formats"]): Assessment {
  if (weighed.kind !== "loaded") return { outcome: weighed.outcome, proposal: null };
  const { loaded, state } = weighed;
  const proposal = proposeOrFail(state, base, wanted);
  if ("failure" in proposal) {
    const { list, durationMs } = loaded;
    return { outcome: { status: "failed", list, durationMs, failure: proposal.failure }, proposal: null };
  }
  return { outcome: { ...loaded, status: proposal.changes.size > 0 ? "drift" : "current" }, proposal };
}

/** A list that is too much for a format fails as a whole, so that its files stay in step; the other lists go on. */
function proposeOrFail(
  ...proposing: Parameters<typeof proposeList>
): ListProposal | { failure: ListFailure } {
  try {
    return proposeList(...proposing);
  } catch (error) {
    if (!(error instanceof FormatLimitError)) throw error;
    const remedy = "Leave the format out of `formats`, or turn `aggregate` on.";
    return { failure: { kind: "other", message: error.message, code: null, remedy } };
  }
}

/** Puts the lists' proposals together; the files of what has none are frozen. */
export function combine(assessments: readonly Assessment[]): Proposal {
  const changes = new Map<string, string | null>();
  const frozen = new Set(listNames.flatMap(fileNamesOfList));
  for (const { proposal } of assessments) {
    if (!proposal) continue;
    for (const name of fileNamesOfList(proposal.list)) frozen.delete(name);
    for (const [name, content] of proposal.changes) changes.set(name, content);
  }
  return { changes, frozen, incomplete: assessments.some(({ proposal }) => proposal === null) };
}

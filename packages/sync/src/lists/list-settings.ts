import type { Format } from "@chat-ip/allowlist";
import type { ListKey } from "./list-key.ts";

/** How a list is compared, guarded and written. */
export interface ListSettings {
  /** Merge adjacent ranges? */
  readonly aggregate: boolean;
  /** formats besides the `.txt` */
  readonly formats: readonly Format[];
  /** Percent of a family's addresses or prefixes that may be removed at once. */
  readonly maxRemovedPercent: number;
  /** Percent by which a family may grow at once. */
  readonly maxAddedPercent: number;
  /** digests of the answers that the guardrails let through */
  readonly allowedAnswers: readonly string[];
  /** hours that a removal waits; 0 proposes it at once */
  readonly removalsWaitHours: number;
}

/** One list that a run looks after. */
export interface ListTask {
  readonly key: ListKey;
  readonly settings: ListSettings;
}

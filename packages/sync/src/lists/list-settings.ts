import type { Format } from "@chat-ip/allowlist";
import type { ListName } from "@chat-ip/core";
import type { ListKey } from "../ports.ts";

/** How a list is compared, guarded and written. */
export interface ListSettings {
  /** Merge adjacent ranges? */
  readonly aggregate: boolean;
  /** formats besides the `.txt` */
  readonly formats: readonly Format[];
  /** most addresses of a family that may be removed at once, in percent */
  readonly maxRemovedPercent: number;
  /** lists that the guardrails let through */
  readonly allowSuspicious: readonly ListName[];
}

/** One list that a run looks after. */
export interface ListTask {
  readonly key: ListKey;
  readonly settings: ListSettings;
}

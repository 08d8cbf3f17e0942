import type {
  AddressCount,
  Drift,
  InvalidLine,
  KeepBlock,
  NearMiss,
  Prefix,
  RefusedEntry,
  Unreadable,
} from "@chat-ip/allowlist";
import type { ListKey } from "./list-key.ts";
import type { AdjustedEntry } from "./live-list.ts";

/** A list that was loaded, compared with its committed file. The report uses nothing else about a list. */
export interface ComparedList extends ListKey {
  readonly durationMs: number;
  /** numbers of prefixes, without the entries of `# keep` blocks */
  readonly committed: number;
  readonly live: number;
  readonly committedAddresses: AddressCount;
  readonly liveAddresses: AddressCount;
  /** between what is committed and what is live */
  readonly drift: Drift;
  /** identifies this answer, so that only this one can be let through */
  readonly answerDigest: string;
  /** Does the `.txt` have to be written? Only drift is a reason, and a line that can't be read. */
  readonly rewrite: boolean;
  /** lines of the committed file that are not valid addresses */
  readonly invalid: readonly InvalidLine[];
  readonly keep: readonly KeepBlock[];
  /** lines that look like `# keep` but protect nothing */
  readonly nearMisses: readonly NearMiss[];
  /** why the committed file can't be trusted */
  readonly unreadable: Unreadable | null;
  readonly adjusted: readonly AdjustedEntry[];
  /** entries of the answer that are not valid addresses */
  readonly refused: readonly RefusedEntry[];
  /** missing from the first answer, back in the second: kept */
  readonly flickered: readonly Prefix[];
  readonly file: { readonly path: string; readonly exists: boolean };
  readonly prefixes: { readonly committed: readonly Prefix[]; readonly live: readonly Prefix[] };
}

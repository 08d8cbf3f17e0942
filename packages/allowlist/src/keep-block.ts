import type { Prefix } from "./prefix.ts";

/** Entries that a person put under a comment line `# keep` or `# keep: reason`. */
export interface KeepBlock {
  /** What the person wrote after `# keep:`, on one line; null without a reason. Untrusted. */
  readonly reason: string | null;
  /** In normal form, sorted, each once. */
  readonly prefixes: readonly Prefix[];
  /**
   * The lines of the block as the person wrote them, joined by LF, without the last line end. `formatAllowlist` writes them
   * back unchanged; it makes lines from `reason` and `prefixes` where this is left out.
   */
  readonly text?: string;
}

/** The value of "no such ref" in git's compare-and-swap. */
export const absent: string = "0".repeat(40);

export interface RefMove {
  readonly name: string;
  /** What the ref must still hold: a SHA-1, or `absent` to create it. */
  readonly from: string;
  /** A SHA-1, or null to delete the ref. */
  readonly to: string | null;
}

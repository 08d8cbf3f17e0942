/** A flag of one command alone. */
export interface CommandFlag {
  /** As commander reads it: `-o, --output <folder>`. */
  readonly flags: string;
  readonly description: string;
  /** Whether the flag may be given several times; its value is then a list. */
  readonly repeatable?: boolean;
  /** What the value can be, for completion. */
  readonly values?: readonly string[];
}

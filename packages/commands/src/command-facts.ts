/** What is known of a command besides its types. */
export interface CommandFacts {
  /** Section of the vendor's navigation, or `"Beyond the navigation"`. */
  readonly section: string;
  /** Title of the vendor's page. */
  readonly page: string;
  /** A short name of ours, such as `sendMessage`. */
  readonly name: string;
  /** What it does, in one sentence. */
  readonly summary: string;
  /** The HTTP method. */
  readonly method: "POST" | "GET";
  /** Does the caller have to be an admin of the app? */
  readonly admin: boolean;
  /** Documented calls a second for one app; `null` if none is documented. */
  readonly callsPerSecond: number | null;
  /** How much one call takes, in words; `null` if nothing is documented. */
  readonly maxPerCall: string | null;
  /** Names of the query parameters that it needs besides those of every call. */
  readonly query: readonly string[];
  /** Does it answer page by page? If so, `@chat-ip/commands/paging` says how. */
  readonly pages: boolean;
  /** The command that took its place. */
  readonly replacedBy?: string;
  /** Address of the vendor's page; `null` if it isn't known. */
  readonly vendorPage: string | null;
  /** How sure the types are: confirmed by two sources, by one, or a guess. */
  readonly confidence: "two sources agree" | "one source" | "guess";
}

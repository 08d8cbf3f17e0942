import type { AddressCount } from "@chat-ip/allowlist";

/** Where people or servers are: inside China (Hong Kong included), outside, or both. */
export type Where = "china" | "global" | "both";

/** What a firewall does wrong while the addresses that a change opens are missing. */
export interface Effects {
  readonly opened: AddressCount;
  readonly closed: AddressCount;
  /** apps that can't reach Chat */
  readonly clients: {
    readonly who: "native" | "web" | "both";
    readonly where: Where;
    readonly opened: AddressCount;
  } | null;
  /** servers that don't get webhooks */
  readonly webhooks: { readonly where: Where; readonly opened: AddressCount } | null;
  /** addresses that only `all` gains */
  readonly onlyAll: AddressCount | null;
}

/** What ends the wait that the first sentence speaks of. */
export type Until =
  | { readonly kind: "merged" }
  /** the link of a pull request, as Markdown */
  | { readonly kind: "pull-request"; readonly link: string }
  /** a branch, as Markdown */
  | { readonly kind: "base"; readonly base: string }
  | { readonly kind: "resolved" };

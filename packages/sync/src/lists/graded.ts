import type { AddressCount, Finding, Prefix } from "@chat-ip/allowlist";
import type { ListName } from "@chat-ip/core";
import type { ListKey } from "./list-key.ts";

/** How much attention a change needs from its reviewer. */
export type Grade = "routine" | "look-closely";

export type FamilyName = "ipv4" | "ipv6";

/** A share of one family of a list, in percent. */
export interface ListShare {
  readonly list: ListKey;
  readonly family: FamilyName;
  readonly percent: number;
}

/** Lists, each with the prefixes that a reason is about. */
export interface ListPrefixes {
  readonly list: ListKey;
  readonly prefixes: readonly Prefix[];
}

/** Why a change has its grade, as data. `report` has the words. */
export type Reason =
  /** `allow-suspicious` let through what the guardrails would hold back */
  | {
      readonly rule: "let-through";
      readonly lists: readonly { readonly list: ListKey; readonly findings: readonly Finding["rule"][] }[];
    }
  /** a guardrail holds back a list's removals, while its other changes are proposed */
  | { readonly rule: "removals-held-back"; readonly lists: readonly ListPrefixes[] }
  | { readonly rule: "opens-many"; readonly opened: AddressCount }
  /** addresses open through prefixes broader than usual */
  | { readonly rule: "broad-prefix"; readonly prefixes: readonly Prefix[] }
  /** new in a list and not in `all` of the same app, although both were asked for */
  | { readonly rule: "not-in-all"; readonly lists: readonly ListPrefixes[] }
  | {
      readonly rule: "removes-addresses" | "removes-prefixes" | "grows";
      readonly limitPercent: number;
      readonly shares: readonly ListShare[];
    }
  /** an address family that the list did not have before */
  | {
      readonly rule: "new-family";
      readonly lists: readonly { readonly list: ListKey; readonly family: FamilyName }[];
    }
  /** `all` is not among them */
  | { readonly rule: "lists-together"; readonly names: readonly ListName[] }
  /** nothing was committed that the list could be compared with */
  | { readonly rule: "first-version"; readonly lists: readonly ListKey[] }
  /** lines of the committed files that are not valid addresses, and are replaced */
  | { readonly rule: "bad-lines"; readonly lines: number; readonly lists: readonly ListKey[] }
  /** too much within seven days, with what was merged automatically before */
  | { readonly rule: "opens-much-in-a-week" }
  /** the reason for `routine` */
  | { readonly rule: "small-change"; readonly opened: AddressCount; readonly closed: AddressCount };

export interface Graded {
  /** `null` where nothing is proposed */
  readonly grade: Grade | null;
  /** the most important first; empty only where `grade` is `null` */
  readonly reasons: readonly Reason[];
}

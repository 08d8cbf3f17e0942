import type { Matcher, Prefix } from "@chat-ip/allowlist";
import type { AllowlistSource } from "../source/allowlist-source.ts";
import type { Proof } from "./verdict.ts";

/** How calls are checked. Options are read once for each object: give a new object to change them. */
export interface VerifyOptions {
  /** SDKAppIDs of your apps. Calls for others are refused. */
  readonly sdkAppIds: readonly number[];
  /** Tokens from the console's webhook settings. Several while you change it: calls signed with any of them pass. */
  readonly tokens?: readonly string[] | undefined;
  /** Addresses that Chat calls from: prefixes, a matcher, or a live list from `createAllowlistSource`. */
  readonly allow?: readonly Prefix[] | Matcher | AllowlistSource | undefined;
  /** How far `RequestTime` may be from now, in seconds, on both sides. Default: 60, as the vendor says. */
  readonly maxSkewSeconds?: number | undefined;
  /** Which proofs a call needs. Default: both. */
  readonly require?: readonly Proof[] | undefined;
  /**
   * `"report"` lets calls from other addresses pass and says so in `wouldRefuse`: for the first week. Signatures are always
   * enforced. Default: `"enforce"`.
   */
  readonly mode?: "enforce" | "report" | undefined;
  /** The time in milliseconds since 1970. Default: `Date.now`. */
  readonly now?: (() => number) | undefined;
}

import { InvalidPrefixError } from "@chat-ip/allowlist";
import { WebhookOptionsError } from "../errors.ts";
import type { AllowlistSource } from "../source/allowlist-source.ts";
import { isList, matcherOf } from "../source/prefix-set.ts";
import { createExpectedSigns, type ExpectedSigns } from "./expected-signs.ts";
import type { VerifyOptions } from "./verify-options.ts";

/** Options that were checked. */
export interface VerifySettings {
  /** By their text. */
  readonly sdkAppIds: ReadonlyMap<string, number>;
  /** Empty if the signature isn't required. */
  readonly tokens: readonly string[];
  readonly signs: ExpectedSigns;
  /** `null` if the source isn't required. */
  readonly allow: AddressList | null;
  readonly maxSkewSeconds: number;
  readonly reportOnly: boolean;
  readonly now: () => number;
}

export interface AddressList {
  has(address: string): boolean;
  /** A list that is loaded in the background isn't there at once. */
  readonly isLoaded: () => boolean;
}

const DEFAULT_SKEW_SECONDS = 60;
const settingsByOptions = new WeakMap<VerifyOptions, VerifySettings>();

/** Checks options, once for each object. @throws {WebhookOptionsError} naming everything that is wrong */
export function readVerifyOptions(options: VerifyOptions): VerifySettings {
  const known = settingsByOptions.get(options);
  if (known) return known;
  const problems: string[] = [];
  const settings = readAll(options, problems);
  if (problems.length > 0) throw new WebhookOptionsError(problems);
  settingsByOptions.set(options, settings);
  return settings;
}

function readAll(options: VerifyOptions, problems: string[]): VerifySettings {
  const {
    require = ["signature", "source"],
    maxSkewSeconds = DEFAULT_SKEW_SECONDS,
    mode = "enforce",
  } = options;
  const unknown = require.filter((proof) => proof !== "signature" && proof !== "source");
  if (require.length === 0 || unknown.length > 0) {
    problems.push('`require` must name "signature", "source" or both.');
  }
  if (!Number.isFinite(maxSkewSeconds) || maxSkewSeconds < 0) {
    problems.push("`maxSkewSeconds` must be a number of seconds, 0 or more.");
  }
  if (mode !== "enforce" && mode !== "report") problems.push('`mode` must be "enforce" or "report".');
  const needsSignature = require.includes("signature");
  if (mode === "report" && !needsSignature) {
    problems.push('`mode: "report"` needs the signature: without it every call would pass.');
  }
  const tokens = needsSignature ? readTokens(options.tokens, problems) : [];
  return {
    sdkAppIds: readApps(options.sdkAppIds, problems),
    tokens,
    signs: createExpectedSigns(tokens),
    allow: require.includes("source") ? readAllow(options.allow, problems) : null,
    maxSkewSeconds,
    reportOnly: mode === "report",
    now: options.now ?? Date.now,
  };
}

function readApps(ids: readonly number[] | undefined, problems: string[]): ReadonlyMap<string, number> {
  if (!Array.isArray(ids) || ids.length === 0) {
    problems.push("`sdkAppIds` is empty: name the apps whose webhooks you take.");
    return new Map();
  }
  if (!ids.every((id) => Number.isSafeInteger(id) && id > 0)) {
    problems.push("`sdkAppIds` must hold whole numbers, as the console shows them.");
  }
  return new Map(ids.map((id) => [String(id), id]));
}

function readTokens(tokens: readonly string[] | undefined, problems: string[]): readonly string[] {
  if (!Array.isArray(tokens) || tokens.length === 0) {
    problems.push("`tokens` is empty: copy the token from the console's webhook settings.");
    return [];
  }
  if (tokens.some((token) => typeof token !== "string" || token.trim() === "")) {
    problems.push(
      "`tokens` holds an empty token: is the environment variable set? With an empty token anyone could sign.",
    );
  }
  return [...tokens];
}

function readAllow(allow: VerifyOptions["allow"], problems: string[]): AddressList | null {
  if (allow === undefined || allow === null || (isList(allow) && allow.length === 0)) {
    problems.push(
      '`allow` is empty: give the prefixes that Chat calls from, or set `require: ["signature"]` to go without.',
    );
    return null;
  }
  if (isList(allow)) {
    try {
      const matcher = matcherOf(allow);
      return { has: (address) => matcher.has(address), isLoaded: () => true };
    } catch (error) {
      if (!(error instanceof InvalidPrefixError)) throw error;
      problems.push(`\`allow\`: ${error.message}`);
      return null;
    }
  }
  if (typeof allow.has !== "function") {
    problems.push("`allow` must be an array of prefixes, a matcher or an allowlist source.");
    return null;
  }
  const isLoaded = isSource(allow) ? () => allow.status.loaded : () => true;
  return { has: (address) => allow.has(address), isLoaded };
}

function isSource(allow: { has(address: string | undefined): boolean }): allow is AllowlistSource {
  return "status" in allow;
}

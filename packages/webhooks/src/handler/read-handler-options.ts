import { InvalidPrefixError, type Matcher } from "@chat-ip/allowlist";
import { readVerifyOptions, type VerifySettings } from "../check/read-options.ts";
import { WebhookOptionsError } from "../errors.ts";
import { isList, matcherOf } from "../source/prefix-set.ts";
import type { DuplicateStore } from "./duplicate-store.ts";
import { createDuplicateStore } from "./duplicates.ts";
import type { WebhookHandlerOptions } from "./handler-options.ts";

/** Options of a handler that were checked. */
export interface HandlerSettings {
  readonly verify: VerifySettings;
  readonly trustedProxies: Matcher | undefined;
  readonly forwardedHeader: string;
  readonly answerWithinMs: number;
  readonly maxBodyBytes: number;
  readonly duplicates: DuplicateStore | null;
}

const DEFAULT_ANSWER_MS = 1_500;
/** Chat's own patience. */
const CALLER_WAITS_MS = 2_000;
const DEFAULT_BODY_BYTES = 1_048_576;

/** @throws {WebhookOptionsError} naming everything that is wrong */
export function readHandlerOptions(options: WebhookHandlerOptions): HandlerSettings {
  const problems: string[] = [];
  let verify: VerifySettings | undefined;
  try {
    verify = readVerifyOptions(options);
  } catch (error) {
    if (!(error instanceof WebhookOptionsError)) throw error;
    problems.push(...error.problems);
  }
  const {
    answerWithinMs = DEFAULT_ANSWER_MS,
    maxBodyBytes = DEFAULT_BODY_BYTES,
    forwardedHeader = "x-forwarded-for",
    deduplicate = false,
  } = options;
  if (!(answerWithinMs > 0 && answerWithinMs < CALLER_WAITS_MS)) {
    problems.push("`answerWithinMs` must be above 0 and below 2,000: Chat hangs up after 2,000 ms.");
  }
  if (!Number.isSafeInteger(maxBodyBytes) || maxBodyBytes < 1) {
    problems.push("`maxBodyBytes` must be a whole number above 0.");
  }
  if (!/^[\w-]+$/.test(forwardedHeader)) problems.push("`forwardedHeader` must be the name of a header.");
  if (typeof options.on !== "object" || options.on === null) {
    problems.push("`on` is missing: name the webhooks that you handle, or give `{}`.");
  } else {
    const wrong = Object.entries(options.on).filter(
      ([, handle]) => handle !== undefined && typeof handle !== "function",
    );
    for (const [command] of wrong) problems.push(`\`on\`: the handler of ${command} isn't a function.`);
  }
  const trustedProxies = readProxies(options.trustedProxies, problems);
  if (problems.length > 0 || !verify) throw new WebhookOptionsError(problems);
  return {
    verify,
    trustedProxies,
    forwardedHeader: forwardedHeader.toLowerCase(),
    answerWithinMs,
    maxBodyBytes,
    duplicates: deduplicate === true ? createDuplicateStore({ now: verify.now }) : deduplicate || null,
  };
}

// A server's proxies are few. Trusting much more lets callers write their own address, since the search then never stops.
const BROADEST = { IPv4: 8, IPv6: 7 };

function readProxies(
  proxies: WebhookHandlerOptions["trustedProxies"],
  problems: string[],
): Matcher | undefined {
  if (proxies === undefined) return undefined;
  try {
    if (isList(proxies)) {
      const broad = proxies.filter((prefix) => {
        const [address, length] = prefix.split("/");
        const shortest = address?.includes(":") ? BROADEST.IPv6 : BROADEST.IPv4;
        return length !== undefined && Number(length) < shortest;
      });
      if (broad.length > 0) {
        problems.push(
          `\`trustedProxies\`: ${broad.slice(0, 3).join(", ")} covers far more than your proxies; callers there could write any address.`,
        );
      }
    }
    return matcherOf(proxies);
  } catch (error) {
    if (!(error instanceof InvalidPrefixError)) throw error;
    problems.push(`\`trustedProxies\`: ${error.message}`);
    return undefined;
  }
}

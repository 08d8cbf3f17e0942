import { createChatClient } from "./chat-client.ts";
import type { ClientBaseOptions, Credentials } from "./client-options.ts";
import { ChatApiError, ChatError } from "./errors.ts";
import { type Region, regionNames, regions } from "./regions.ts";

/** Codes for an app that the host doesn't know. */
const notKnown: ReadonlySet<number> = new Set([60006, 70016, 70020]);

/** Options of `findRegion`: those of a client, without a region. */
export type FindRegionOptions = Omit<ClientBaseOptions, "maxAttempts"> &
  Credentials & { readonly signal?: AbortSignal | undefined };

/** What the host of one region said. */
export interface RegionAnswer {
  /** The region that was asked. */
  readonly region: Region;
  /** Its main host. */
  readonly host: string;
  /**
   * `knows-app`: it returned the list, or checked the account or its UserSig, for which it must know the app.
   * `unknown-app`: it said so. `unclear`: it can't be reached, or answered something else.
   */
  readonly verdict: "knows-app" | "unknown-app" | "unclear";
  /** Why it returned no list; `null` if it did. */
  readonly error: ChatError | null;
}

/** What `findRegion` found. */
export interface FoundRegion {
  /** The region that returned the list, or else the only one that knows the app; `null` if there is none. */
  readonly region: Region | null;
  /** What each region said, in the order of `regionNames`. */
  readonly answers: readonly RegionAnswer[];
}

/**
 * Finds the region where an app was created, by asking the main host of every region for a list: one request each, in
 * parallel, without retries.
 *
 * The host of every region receives a UserSig of the app, so call this only if you need it.
 *
 * @throws {ChatConfigError} when an option is invalid.
 * @throws the signal's reason, when it aborts.
 */
export async function findRegion(options: FindRegionOptions): Promise<FoundRegion> {
  const answers = await Promise.all(regionNames.map((region) => ask(region, options)));
  const answered = answers.find((answer) => answer.error === null);
  const [only, ...others] = answers.filter((answer) => answer.verdict === "knows-app");
  return { region: answered?.region ?? (others.length === 0 ? (only?.region ?? null) : null), answers };
}

async function ask(region: Region, options: FindRegionOptions): Promise<RegionAnswer> {
  const { host } = regions[region];
  const client = createChatClient({ ...options, region, maxAttempts: 1 });
  try {
    await client.getIPList("all", { signal: options.signal });
    return { region, host, verdict: "knows-app", error: null };
  } catch (error) {
    if (!(error instanceof ChatError)) throw error;
    return { region, host, verdict: verdictOf(error), error };
  } finally {
    await client.close();
  }
}

function verdictOf(error: ChatError): RegionAnswer["verdict"] {
  if (!(error instanceof ChatApiError)) return "unclear";
  const { code } = error;
  if (notKnown.has(code)) return "unknown-app";
  // 60010: not an admin of this app. 70001 to 70052: the UserSig was checked with the key of this app.
  return code === 60010 || (code >= 70001 && code <= 70052) ? "knows-app" : "unclear";
}

import type { Finding, Prefix, RefusedEntry } from "@chat-ip/allowlist";
import type { AllowlistSourceError } from "../errors.ts";

/** The lists that webhooks come from: by where *your* server stands, in China (Hong Kong included) or outside. `all` has both. */
export type WebhookList = "webhook-china" | "webhook-global" | "all";

/** Anything that can ask for a list, such as the client of `@chat-ip/core`. */
export interface ListClient {
  /** Asks for a list. Rejects if there is none. */
  getIPList(
    list: WebhookList,
    options?: { readonly signal?: AbortSignal | undefined },
  ): Promise<{ readonly entries: readonly string[]; readonly refused?: readonly RefusedEntry[] | undefined }>;
}

/** Where the list comes from. */
export type AllowlistOrigin =
  | {
      /** Asks the API itself. */
      readonly client: ListClient;
      readonly lists: readonly WebhookList[];
      readonly file?: undefined;
      readonly url?: undefined;
    }
  | {
      /** An allowlist file as the Action keeps it; with `lists`, the folder that holds `<list>.txt`. */
      readonly file: string;
      readonly lists?: readonly string[] | undefined;
      readonly client?: undefined;
      readonly url?: undefined;
    }
  | {
      /** The URL of such a file, `https`, or `http` on loopback; with `lists`, of the folder that holds `<list>.txt`. */
      readonly url: string | URL;
      readonly lists?: readonly string[] | undefined;
      readonly client?: undefined;
      readonly file?: undefined;
    };

/** Options of `createAllowlistSource`. */
export type AllowlistSourceOptions = AllowlistOrigin & {
  /** How often to load the list, in milliseconds, give or take a tenth. Default: 3,600,000; for a file 60,000. */
  readonly refreshMs?: number | undefined;
  /**
   * Load the list in the background, from now on. Give `false` where there are no timers, as on Workers, and call
   * `source.refresh()` with each request: in `ctx.waitUntil`. Default: `true`.
   */
  readonly background?: boolean | undefined;
  /** Gets what could not be loaded or was held back, once until it changes; `status` has it all the time. Default: `console.error`. */
  readonly onError?: ((error: AllowlistSourceError) => void) | undefined;
  /** Prefixes to use until the list is loaded, such as those of your last build. Default: none, and calls are refused until then. */
  readonly initial?: readonly Prefix[] | undefined;
  /** A file to keep the last good list in, so that a restart without network has one. Default: memory only. */
  readonly cacheFile?: string | undefined;
  /** Hold a list back if a family of addresses would grow by more than this many per cent. Default: 300. For `client` only. */
  readonly maxAddedPercent?: number | undefined;
  /** Keep what would be removed if it is more than this many per cent of a family's addresses or prefixes. Default: 30. For `client` only. */
  readonly maxRemovedPercent?: number | undefined;
  /** Guardrails to let through, once you know why: `["not-global"]` to test on loopback. Default: none. */
  readonly accept?: readonly Finding["rule"][] | undefined;
  /** How long one load may take, in milliseconds. Default: 30,000. */
  readonly timeoutMs?: number | undefined;
  /** Default: the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** The time in milliseconds since 1970. Default: `Date.now`. */
  readonly now?: (() => number) | undefined;
  /** A number from 0 to 1, for the jitter. Default: `Math.random`. */
  readonly random?: (() => number) | undefined;
};

import type { Dispatcher } from "undici";
import type { OnAttempt } from "./call/attempt-report.ts";
import type { RandomUint32 } from "./call/random.ts";
import type { Clock } from "./clock.ts";
import type { Logger } from "./logger.ts";
import type { Region } from "./regions.ts";
import type { ProxyEnvironment } from "./transport/read-proxy-environment.ts";
import type { AppInfo } from "./user-agent.ts";

/** A rate limit for one command. */
export interface RateLimit {
  /** The command, such as `openim/sendmsg`. */
  readonly command: string;
  /** Calls per second, a whole number from 1; for `ConfigSvc/GetIPList` at most the documented 200. */
  readonly perSecond: number;
}

/** Options of a client, apart from its credentials and its hosts. */
export interface ClientBaseOptions {
  /** Your app's SDKAppID, from 1 to 4294967295. */
  readonly sdkAppId: number;
  /** An admin account of the app. Default: `administrator`, the console's first one. */
  readonly identifier?: string | undefined;
  /** Timeout of one request in milliseconds, including connecting. Default: 10,000. The API itself can take 3 s. */
  readonly timeoutMs?: number | undefined;
  /** How many requests a call may make, including the first. Default: 3. */
  readonly maxAttempts?: number | undefined;
  /** How long a call may take with all retries, in milliseconds, not counting rate limits. Default: 30,000. */
  readonly budgetMs?: number | undefined;
  /** Longer answers are refused, in bytes. Default: 4 MiB. */
  readonly maxResponseBytes?: number | undefined;
  /**
   * Rate limits of commands. Default: the documented ones, such as 200 calls per second for GetIPList. `false` turns them
   * all off.
   */
  readonly rateLimits?: readonly RateLimit[] | false | undefined;
  /** Called after every attempt. */
  readonly onAttempt?: OnAttempt | undefined;
  /** Logs every attempt: `console`, or any object with `debug`, `warn` and `error`. Nothing secret is logged. */
  readonly logger?: Logger | undefined;
  /** Your program, for the header `User-Agent`. */
  readonly appInfo?: AppInfo | undefined;
  /**
   * Called with each UserSig that the client signs, before it is used: to mask it in logs, for example. If it throws, the
   * UserSig is not used and the call fails.
   */
  readonly onUserSig?: ((userSig: string) => void) | undefined;
  /** Default: the system's clock. */
  readonly clock?: Clock | undefined;
  /** Random numbers for the request parameter `random` and for jitter. Default: the system's secure source. */
  readonly random?: RandomUint32 | undefined;
  /** Which proxy to use, as `readProxyEnvironment` returns it. Default: what `process.env` says. Node only. */
  readonly proxies?: ProxyEnvironment | undefined;
  /**
   * An undici 7 dispatcher of your own, for a CA, a client certificate or another kind of proxy. You close it. `proxies`
   * is ignored then. Node only.
   */
  readonly dispatcher?: Dispatcher | undefined;
}

/** With the secret key, the client signs and renews UserSigs itself. A UserSig is used as it is. */
export type Credentials =
  | {
      readonly secretKey: string;
      readonly userSig?: undefined;
      /**
       * Lifetime of the UserSigs that the client signs, in seconds. Default: 86,400, a day. A program that runs for
       * minutes is safer with 900.
       */
      readonly expireSeconds?: number | undefined;
    }
  | { readonly userSig: string; readonly secretKey?: undefined };

/** The hosts of a region, or a base URL (`https`, or `http` on loopback) with an optional fallback. */
export type Destination =
  | { readonly region: Region; readonly endpoint?: undefined }
  | {
      readonly endpoint: string | URL;
      readonly backupEndpoint?: string | URL | undefined;
      readonly region?: undefined;
    };

/** Options of `createChatClient`. */
export type ChatClientOptions = ClientBaseOptions & Credentials & Destination;

import type { Dispatcher } from "undici";
import type { OnAttempt } from "./call/attempt-report.ts";
import type { RandomUint32 } from "./call/random.ts";
import type { Clock } from "./clock.ts";
import type { Region } from "./regions.ts";

/** A limit for one command of a client. */
export interface RateLimit {
  /** The command, such as `openim/sendmsg`. */
  readonly command: string;
  /** Calls a second, a whole number from 1; for `ConfigSvc/GetIPList` at most the documented 200. */
  readonly perSecond: number;
}

/** What a client can be told besides who calls and whom. */
export interface ClientBaseOptions {
  /** The app's id, a number. */
  readonly sdkAppId: number;
  /** An admin account of the app; `administrator`, the console's first one, by default. */
  readonly identifier?: string | undefined;
  /** Time-out of one request, connecting included; 10 000 by default. The API itself may take 3 s. */
  readonly timeoutMs?: number | undefined;
  /** Requests per call at most, the first included; 3 by default. */
  readonly maxAttempts?: number | undefined;
  /** What a call may take in all, without waiting for its turn under a rate limit; 30 000 by default. */
  readonly budgetMs?: number | undefined;
  /** Bytes of an answer that are read at most; 4 MiB by default. */
  readonly maxResponseBytes?: number | undefined;
  /** Limits for commands; without one, only GetIPList has a limit, 200 a second. */
  readonly rateLimits?: readonly RateLimit[] | undefined;
  /** Is told of every attempt. */
  readonly onAttempt?: OnAttempt | undefined;
  /** The system's clock by default. */
  readonly clock?: Clock | undefined;
  /** Source of the request parameter `random` and of the jitter; the system's cryptographic one by default. */
  readonly random?: RandomUint32 | undefined;
  /**
   * What connections are made with: an undici 7 dispatcher of your own, for a CA, a client certificate or another kind
   * of proxy. It is yours to close, and `HTTPS_PROXY` and `NO_PROXY` are not looked at then.
   */
  readonly dispatcher?: Dispatcher | undefined;
}

/** Who calls: with a key, the client signs and renews by itself; a UserSig is used as it is. */
export type Credentials =
  | {
      readonly secretKey: string;
      readonly userSig?: undefined;
      /** Life of the UserSigs that the client signs, in seconds; a day by default. */
      readonly expireSeconds?: number | undefined;
    }
  | { readonly userSig: string; readonly secretKey?: undefined };

/** Which hosts: those of a region, or a base URL (`https`, or `http` on loopback) and perhaps a second one to fall back to. */
export type Destination =
  | { readonly region: Region; readonly endpoint?: undefined }
  | {
      readonly endpoint: string | URL;
      readonly backupEndpoint?: string | URL | undefined;
      readonly region?: undefined;
    };

export type ChatClientOptions = ClientBaseOptions & Credentials & Destination;

import { sign } from "./check/sign.ts";
import { WebhookOptionsError } from "./errors.ts";

/** Options of `signWebhook`. */
export interface SignWebhookOptions {
  /** The token to sign with. */
  readonly token: string;
  /** The app that the call is for. */
  readonly sdkAppId: number;
  /** The `CallbackCommand`, such as `C2C.CallbackBeforeSendMsg`. */
  readonly command: string;
  /** The time to sign with, in milliseconds since 1970. Default: now. */
  readonly now?: number | undefined;
  /** The end user's address. Default: `127.0.0.1`. */
  readonly clientIP?: string | undefined;
  /** The user's platform. Default: `RESTAPI`. */
  readonly optPlatform?: string | undefined;
}

/**
 * Signs a call as Chat does, for your own tests.
 *
 * @returns the query, without `?`: append it to the URL of your server, and `POST` a JSON body to it
 * @throws {WebhookOptionsError} when the token is empty
 */
export function signWebhook(options: SignWebhookOptions): string {
  const {
    token,
    sdkAppId,
    command,
    now = Date.now(),
    clientIP = "127.0.0.1",
    optPlatform = "RESTAPI",
  } = options;
  if (token === "") throw new WebhookOptionsError(["`token` is empty."]);
  const requestTime = String(Math.floor(now / 1_000));
  return new URLSearchParams({
    SdkAppid: String(sdkAppId),
    CallbackCommand: command,
    contenttype: "json",
    ClientIP: clientIP,
    OptPlatform: optPlatform,
    RequestTime: requestTime,
    Sign: sign(token, requestTime),
  }).toString();
}

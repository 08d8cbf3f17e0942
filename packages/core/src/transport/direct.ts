import { Agent, buildConnector, type Dispatcher } from "undici";
import { connectTimeoutMs } from "./connect-timeout.ts";
import { skippingContinue } from "./skip-continue.ts";

/** Creates what connects directly: a pool of connections for each host. */
export function createDirect(): Dispatcher {
  return new Agent({ connect: skippingContinue(buildConnector({ timeout: connectTimeoutMs })) });
}

import { Buffer } from "node:buffer";
import { sign } from "./sign.ts";

/** What each of the tokens signs. */
export interface ExpectedSigns {
  /** In the order of the tokens. */
  at(requestTime: string): readonly Buffer[];
}

/** All calls of one second carry the same signature, so the last ones are kept. */
export function createExpectedSigns(tokens: readonly string[]): ExpectedSigns {
  let lastTime = "";
  let lastSigns: readonly Buffer[] = [];
  return {
    at(requestTime) {
      if (requestTime !== lastTime) {
        lastSigns = tokens.map((token) => Buffer.from(sign(token, requestTime)));
        lastTime = requestTime;
      }
      return lastSigns;
    },
  };
}

import type { QueryInput } from "./query-input.ts";
import { pairsOf } from "./query-pairs.ts";

/** The parameters that matter. */
export interface CallParameters {
  readonly sdkAppId: string | undefined;
  readonly command: string | undefined;
  readonly sign: string | undefined;
  readonly requestTime: string | undefined;
  readonly clientIP: string | undefined;
}

export type QueryReading =
  | { readonly ok: true; readonly parameters: CallParameters }
  | { readonly ok: false; readonly parameters: CallParameters; readonly problem: string };

const noParameters: CallParameters = {
  sdkAppId: undefined,
  command: undefined,
  sign: undefined,
  requestTime: undefined,
  clientIP: undefined,
};

/** Reads a query. Refuses what two programs could read in two ways: a parameter that appears twice above all. */
export function readQuery(query: QueryInput): QueryReading {
  const pairs = pairsOf(query);
  if (typeof pairs === "string") return { ok: false, parameters: noParameters, problem: pairs };
  // One variable each, since this runs for every call and an object of them would be several times slower.
  let sdkAppId: string | undefined;
  let command: string | undefined;
  let sign: string | undefined;
  let requestTime: string | undefined;
  let clientIP: string | undefined;
  let contentType: string | undefined;
  let platform: string | undefined;
  let others: Set<string> | undefined;
  let isTwice = false;
  for (const { name, value } of pairs) {
    switch (name) {
      case "Sign":
        isTwice ||= sign !== undefined;
        sign = value;
        break;
      case "RequestTime":
        isTwice ||= requestTime !== undefined;
        requestTime = value;
        break;
      case "CallbackCommand":
        isTwice ||= command !== undefined;
        command = value;
        break;
      case "ClientIP":
        isTwice ||= clientIP !== undefined;
        clientIP = value;
        break;
      case "contenttype":
        isTwice ||= contentType !== undefined;
        contentType = value;
        break;
      case "OptPlatform":
        isTwice ||= platform !== undefined;
        platform = value;
        break;
      default:
        // Written SdkAppid on most of the vendor's pages, SdkAppId on others.
        if (name.length === 8 && name.toLowerCase() === "sdkappid") {
          isTwice ||= sdkAppId !== undefined;
          sdkAppId = value;
        } else {
          others ??= new Set();
          isTwice ||= others.has(name);
          others.add(name);
        }
    }
  }
  const parameters = { sdkAppId, command, sign, requestTime, clientIP };
  if (!isTwice) return { ok: true, parameters };
  return { ok: false, parameters, problem: "A parameter appears twice in the query." };
}

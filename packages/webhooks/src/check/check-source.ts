import { readAddress, specialKind } from "../source/address.ts";
import type { ResolvedSource } from "../source/resolve-source.ts";
import type { VerifySettings } from "./read-options.ts";
import type { CallParameters } from "./read-query.ts";
import type { RefusalWhy } from "./verdict.ts";

/** The source as a caller gives it: what `resolveSource` found, or just an address. */
export type SourceAddress = ResolvedSource | string | null | undefined;

export interface SourceCheck {
  readonly address: string | undefined;
  readonly refusal: RefusalWhy | null;
}

/** Is the address one that Chat calls from? */
export function checkSource(
  source: SourceAddress,
  { allow }: VerifySettings,
  clientIP: CallParameters["clientIP"],
): SourceCheck {
  const given = typeof source === "object" ? source?.address : source;
  const address = given ? readAddress(given) : undefined;
  if (allow === null || (address !== undefined && allow.isLoaded() && allow.has(address))) {
    return { address, refusal: null };
  }
  if (address === undefined) return { address, refusal: unknownAddress(source) };
  if (!allow.isLoaded()) {
    const message = "No allowlist is loaded yet, so no address can be checked.";
    const hint =
      "Calls pass as soon as the list is loaded. Give `initial` or `cacheFile` to have one from the start; `onError` says why loading fails.";
    return { address, refusal: { reason: "unknown-source", message, hint } };
  }
  const message = `The address ${address} isn't on the allowlist.`;
  return {
    address,
    refusal: { reason: "wrong-source", message, hint: sourceHint(source, address, clientIP) },
  };
}

function unknownAddress(source: SourceAddress): RefusalWhy {
  const reason = "unknown-source";
  if (typeof source !== "object" || source === null) {
    const message = source ? "The source isn't an address." : "There is no source address.";
    return { reason, message, hint: null };
  }
  switch (source.problem) {
    case "only-proxies":
      return {
        reason,
        message: "A trusted proxy didn't say whom it speaks for.",
        hint: "Let the proxy append to X-Forwarded-For. In nginx: proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;",
      };
    case "not-an-address":
      return {
        reason,
        message:
          source.proxies > 0
            ? "What the proxy's header says isn't an address."
            : "The connection's address isn't an address.",
        hint:
          source.proxies > 0
            ? "The header must hold plain addresses, without ports: set your proxy to leave them out."
            : null,
      };
    default:
      return {
        reason,
        message: "The connection has no address.",
        hint: "It is closed already, or a Unix socket; behind a Unix socket, give the address yourself.",
      };
  }
}

function sourceHint(source: SourceAddress, address: string, clientIP: string | undefined): string {
  if (typeof source === "object" && source?.headerIgnored) {
    return `The call came through ${address} with a forwarding header. If that is your proxy, add it to \`trustedProxies\`.`;
  }
  const kind = specialKind(address);
  if (kind !== undefined) {
    return `That is a ${kind} address, probably your proxy's. Add it to \`trustedProxies\`, and let the proxy append to X-Forwarded-For.`;
  }
  if (clientIP !== undefined && readAddress(clientIP) === address) {
    return "That is the ClientIP of the query, which is the end user's address. Give the address of the connection.";
  }
  return "If the call is Chat's, the list is out of date, or for the other side: webhook-china for servers in China, webhook-global for others.";
}

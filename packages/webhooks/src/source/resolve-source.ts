import type { Matcher, Prefix } from "@chat-ip/allowlist";
import { readAddress } from "./address.ts";
import { matcherOf } from "./prefix-set.ts";

/** What `resolveSource` looks at. */
export interface SourceInput {
  /** Address of the peer of the connection, as the socket or the platform reports it. */
  readonly socketAddress: string | null | undefined;
  /** The `X-Forwarded-For` header; several of them in their order. Read only if the peer is a trusted proxy. */
  readonly forwardedFor?: string | readonly string[] | null | undefined;
  /** Your own proxies: prefixes, or a matcher. Default: none, and the header is never read. */
  readonly trustedProxies?: readonly Prefix[] | Matcher | undefined;
}

/** Why there is no source address. */
export type SourceProblem =
  /** The connection has no address: it is closed already, or a Unix socket. */
  | "no-socket-address"
  /** The socket's address or an entry of the header isn't an address. */
  | "not-an-address"
  /** All addresses are trusted proxies: the last one didn't say whom it speaks for. */
  | "only-proxies";

/** Where a call comes from. */
export interface ResolvedSource {
  /** In normal form, IPv4-mapped IPv6 as IPv4. `undefined` if it isn't known; then refuse the call. */
  readonly address: string | undefined;
  /** Why there is no address; `null` if there is one. */
  readonly problem: SourceProblem | null;
  /** How many trusted proxies the call came through. */
  readonly proxies: number;
  /** A forwarding header was there, and was not read because the peer isn't a trusted proxy. */
  readonly headerIgnored: boolean;
}

/**
 * Finds the address that a call really comes from. Starts at the socket; while the address is one of `trustedProxies`, takes
 * the next entry of `X-Forwarded-For` from the right, the end that your own proxy wrote. What the caller wrote itself is never
 * reached. The first entry that isn't a plain address ends the search without an address.
 *
 * @throws {InvalidPrefixError} when a text in `trustedProxies` isn't a prefix
 */
export function resolveSource({ socketAddress, forwardedFor, trustedProxies }: SourceInput): ResolvedSource {
  const header = typeof forwardedFor === "object" ? (forwardedFor ?? []).join(",") : (forwardedFor ?? "");
  const trusted = trustedProxies ? matcherOf(trustedProxies) : undefined;
  const nothing = (problem: SourceProblem, proxies: number): ResolvedSource => ({
    address: undefined,
    problem,
    proxies,
    headerIgnored: proxies === 0 && header !== "",
  });
  if (!socketAddress) return nothing("no-socket-address", 0);
  let address = readAddress(socketAddress);
  let proxies = 0;
  let end = header === "" ? -1 : header.length;
  while (address !== undefined && trusted?.has(address)) {
    proxies++;
    if (end < 0) return nothing("only-proxies", proxies);
    const comma = header.lastIndexOf(",", end - 1);
    address = readAddress(header.slice(comma + 1, end).replace(/^[ \t]+|[ \t]+$/g, ""));
    end = comma;
  }
  if (address === undefined) return nothing("not-an-address", proxies);
  return { address, problem: null, proxies, headerIgnored: proxies === 0 && header !== "" };
}

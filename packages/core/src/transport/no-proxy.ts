import { BlockList, isIP } from "node:net";

/**
 * Whether a host is reached without the proxy by the rules of `NO_PROXY`, as curl applies them: entries separated by
 * commas or spaces, each a domain (with its subdomains, a leading dot makes no difference), an IP address or a CIDR. A
 * `*` counts only as the whole value. Ports and `*.domain` match nothing.
 *
 * @param hostname as `URL.hostname` has it.
 * @see https://curl.se/docs/manpage.html#-x (no_proxy, curl 7.88, read 2026-11-26)
 */
export function isProxyBypassed(hostname: string, noProxy: string): boolean {
  if (noProxy === "*") return true;
  const address = hostname.replace(/^\[(.*)\]$/, "$1");
  const family = isIP(address);
  const matches =
    family === 0
      ? (entry: string) => isWithinDomain(withoutDot(hostname), entry)
      : (entry: string) => isWithinCidr(address, entry);
  return splitNoProxy(noProxy).some(matches);
}

/** What in a `NO_PROXY` matches nothing although it looks as if it should, in words that name the fix. */
export function noProxyWarnings(noProxy: string): string[] {
  if (noProxy === "*") return [];
  return splitNoProxy(noProxy).flatMap((entry) => {
    if (entry === "*") return ["* only counts when nothing else is listed"];
    if (entry.startsWith("*.")) return [`${entry} matches nothing, as in curl: write ${entry.slice(1)}`];
    const [, host, port] = /^([^:[\]]+|\[.+\]):(\d+)$/.exec(entry) ?? [];
    return port === undefined ? [] : [`${entry} matches nothing, as in curl: write ${host} without the port`];
  });
}

function splitNoProxy(noProxy: string): string[] {
  return noProxy.split(/[, \t]+/).filter((entry) => entry !== "");
}

function isWithinDomain(name: string, entry: string): boolean {
  const domain = withoutDot(entry).replace(/^\./, "").toLowerCase();
  return domain !== "" && (name === domain || name.endsWith(`.${domain}`));
}

function withoutDot(name: string): string {
  return name.replace(/\.$/, "");
}

function isWithinCidr(address: string, entry: string): boolean {
  const [network = "", length] = entry.split("/");
  const family = isIP(network);
  if (family === 0 || family !== isIP(address) || (length !== undefined && !/^\d{1,3}$/.test(length)))
    return false;
  const bits = family === 4 ? 32 : 128;
  // curl takes a length of 0 for none.
  const prefixLength = Number(length ?? 0) || bits;
  if (prefixLength > bits) return false;
  const name = family === 4 ? "ipv4" : "ipv6";
  const list = new BlockList();
  list.addSubnet(network, prefixLength, name);
  return list.check(address, name);
}

import { lookup } from "node:dns/promises";
import { regions } from "@chat-ip/core";
import { createProxyAgent, readProxyEnvironment } from "@chat-ip/core/proxies";
import type { Connection } from "../settings/connection.ts";
import { type Finding, failed, ok, skipped, warning } from "./finding.ts";

/** UserSigs carry the time; the vendor refuses those from a clock that is far off. */
const mostSkewSeconds = 60;
const timeoutMs = 10_000;

/** The addresses that calls go to: the main one, and where to turn when it can't be reached. */
export function urlsOf({ destination }: Connection): readonly URL[] {
  if ("endpoint" in destination) {
    const { endpoint, backupEndpoint } = destination;
    return [endpoint, ...(backupEndpoint === undefined ? [] : [backupEndpoint])].map((url) => new URL(url));
  }
  const { host, backupHost } = regions[destination.region];
  return [host, ...(backupHost === null ? [] : [backupHost])].map((name) => new URL(`https://${name}/`));
}

/** Looks at the proxy, the names, the hosts and the clock. */
export async function checkHosts(
  connection: Connection,
  env: NodeJS.ProcessEnv,
): Promise<readonly Finding[]> {
  const urls = urlsOf(connection);
  const proxies = readProxyEnvironment(env);
  if (proxies.problems.length > 0) {
    return proxies.problems.map((problem) =>
      failed("proxy", `${problem}.`, "Correct the variable, or unset it."),
    );
  }
  const looks = await Promise.all(
    urls.map((url, index) => checkHost(url, index === 0, proxies.proxyFor(url))),
  );
  const first = urls[0] === undefined ? null : proxies.proxyFor(urls[0]);
  const proxy =
    first === null ? ok("proxy", "none is set") : ok("proxy", `requests go through ${new URL(first).host}`);
  const noProxy = proxies.warnings.map((text) => warning("proxy", `${text}.`, "Correct NO_PROXY."));
  return [proxy, ...noProxy, ...looks.flat()];
}

async function checkHost(url: URL, isMain: boolean, proxy: string | null): Promise<readonly Finding[]> {
  const { hostname, host } = url;
  const name = isMain ? "main host" : "backup host";
  const dns = proxy === null ? await checkName(hostname) : skipped("DNS", `${hostname}: left to the proxy`);
  if (dns.state === "failed") return [dns];
  const started = Date.now();
  try {
    const { request } = await import("undici");
    const dispatcher = proxy === null ? undefined : await createProxyAgent(proxy);
    const response = await request(url, {
      method: "GET",
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
      ...(dispatcher === undefined ? {} : { dispatcher }),
    });
    await response.body.dump();
    const durationMs = Date.now() - started;
    const { date } = response.headers;
    const reached = ok(name, `${host} answers in ${durationMs} ms`);
    return [dns, reached, ...(isMain && typeof date === "string" ? [checkClock(date)] : [])];
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "no answer";
    const remedy = /CERT|TLS|SSL/i.test(code)
      ? "If a proxy of yours opens TLS, set NODE_EXTRA_CA_CERTS to its certificate."
      : "Allow outgoing HTTPS to it in your firewall, or set HTTPS_PROXY.";
    return [
      dns,
      isMain
        ? failed(name, `${host} can't be reached (${code}).`, remedy)
        : warning(name, `${host} can't be reached (${code}).`, remedy),
    ];
  }
}

async function checkName(hostname: string): Promise<Finding> {
  const name = hostname.replace(/^\[|\]$/g, "");
  try {
    const addresses = await lookup(name, { all: true });
    return ok(
      "DNS",
      `${name} is ${addresses
        .map(({ address }) => address)
        .slice(0, 3)
        .join(", ")}`,
    );
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "failed";
    return failed("DNS", `${name} doesn't resolve (${code}).`, "Check the DNS of this machine.");
  }
}

export function checkClock(date: string, now: number = Date.now()): Finding {
  const seconds = Math.round((now - Date.parse(date)) / 1000);
  if (Number.isNaN(seconds)) return skipped("clock", "the host's time can't be read");
  if (Math.abs(seconds) <= mostSkewSeconds)
    return ok("clock", `within ${Math.max(1, Math.abs(seconds))} s of the host's`);
  const way = seconds > 0 ? "ahead" : "behind";
  return failed(
    "clock",
    `This machine's clock is ${Math.abs(seconds)} s ${way}.`,
    "Turn on NTP: UserSigs carry the time (70001).",
  );
}

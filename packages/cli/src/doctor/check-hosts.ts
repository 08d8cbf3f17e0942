import { lookup } from "node:dns/promises";
import { regions } from "@chat-ip/core";
import { createProxyAgent, readProxyEnvironment } from "@chat-ip/core/proxies";
import type { Connection } from "../settings/connection.ts";
import { words } from "../words/words.ts";
import { type Finding, failed, ok, skipped, warning } from "./finding.ts";

/** UserSigs carry the time; the vendor refuses those from a clock that is far off. */
const mostSkewSeconds = 60;
const timeoutMs = 10_000;

/** The addresses that calls go to: the main one, and where to turn when it can't be reached. */
function urlsOf({ destination }: Connection): readonly URL[] {
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
  const say = words().doctor;
  const urls = urlsOf(connection);
  const proxies = readProxyEnvironment(env);
  if (proxies.problems.length > 0) {
    return proxies.problems.map((problem) => failed("proxy", `${problem}.`, say.correctVariable));
  }
  const looks = await Promise.all(
    urls.map((url, index) => checkHost(url, index === 0, proxies.proxyFor(url))),
  );
  const first = urls[0] === undefined ? null : proxies.proxyFor(urls[0]);
  const proxy = ok("proxy", first === null ? say.noProxy : say.throughProxy(new URL(first).host));
  const noProxy = proxies.warnings.map((text) => warning("proxy", `${text}.`, say.correctNoProxy));
  return [proxy, ...noProxy, ...looks.flat()];
}

async function checkHost(url: URL, isMain: boolean, proxy: string | null): Promise<readonly Finding[]> {
  const { hostname, host } = url;
  const say = words().doctor;
  const name = isMain ? "main host" : "backup host";
  const dns = proxy === null ? await checkName(hostname) : skipped("DNS", say.leftToProxy(hostname));
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
    const reached = ok(name, say.answersIn(host, durationMs));
    return [dns, reached, ...(isMain && typeof date === "string" ? [checkClock(date)] : [])];
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : say.noAnswer;
    const remedy = /CERT|TLS|SSL/i.test(code) ? say.trustProxy : say.allowHttps;
    return [
      dns,
      isMain
        ? failed(name, say.unreachable(host, code), remedy)
        : warning(name, say.unreachable(host, code), remedy),
    ];
  }
}

async function checkName(hostname: string): Promise<Finding> {
  const name = hostname.replace(/^\[|\]$/g, "");
  try {
    const addresses = await lookup(name, { all: true });
    const shown = addresses.map(({ address }) => address).slice(0, 3);
    return ok("DNS", words().doctor.nameIs(name, shown));
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "failed";
    return failed("DNS", words().doctor.nameUnknown(name, code), words().doctor.checkDns);
  }
}

export function checkClock(date: string, now: number = Date.now()): Finding {
  const say = words().doctor;
  const seconds = Math.round((now - Date.parse(date)) / 1000);
  if (Number.isNaN(seconds)) return skipped("clock", say.noTime);
  if (Math.abs(seconds) <= mostSkewSeconds)
    return ok("clock", say.clockWithin(Math.max(1, Math.abs(seconds))));
  return failed("clock", say.clockOff(Math.abs(seconds), seconds > 0), say.setClock);
}

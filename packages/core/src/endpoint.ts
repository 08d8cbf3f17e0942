import { regions } from "./regions.ts";

const loopbackIPv4 = /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/;

/** Whether a URL's host is this machine, by name or address. Resolves nothing. */
export function isLoopback(url: URL): boolean {
  return url.hostname === "localhost" || url.hostname === "[::1]" || loopbackIPv4.test(url.hostname);
}

/**
 * Whether an `endpoint` leads to one of the vendor's hosts in the table of regions, or to this machine. Whoever chooses
 * any other endpoint receives a UserSig of your app, so ask for confirmation before you use one.
 *
 * @param endpoint an endpoint that {@link endpointProblem} accepts.
 */
export function isKnownEndpoint(endpoint: string | URL): boolean {
  const url = URL.parse(String(endpoint));
  if (url === null) return false;
  const isVendors = Object.values(regions).some(
    ({ host, backupHost }) => url.hostname === host || url.hostname === backupHost,
  );
  return isLoopback(url) || (url.protocol === "https:" && url.port === "" && isVendors);
}

/**
 * What is wrong with a text as an `endpoint`, or `null`. An endpoint is the base URL of the API without `/v4`: `https`,
 * or `http` on loopback, with no user name, password, query or fragment.
 *
 * `name` is what the result calls the value. It never quotes the text, since URLs can hold passwords.
 */
export function endpointProblem(text: string, name = "endpoint"): string | null {
  // The URL parser drops tabs and line breaks and trims spaces, so it would accept what the caller never meant.
  if (/[\s\p{Cc}]/u.test(text)) return `${name} must not contain whitespace or control characters`;
  if (!URL.canParse(text)) return `${name} must be a full URL, such as "https://console.tim.qq.com"`;
  const url = new URL(text);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopback(url))) {
    return `${name} must start with "https://": "http://" would send the UserSig unencrypted, so it is only allowed on loopback`;
  }
  if (url.username !== "" || url.password !== "") return `${name} must not contain a user name or password`;
  if (/\/v4\/?$/.test(url.pathname)) return `${name} must not end with /v4: the client adds it`;
  if (text.includes("?")) return `${name} must not contain a query`;
  if (text.includes("#")) return `${name} must not contain a fragment`;
  return null;
}

const loopbackIPv4 = /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/;

/** Tells whether a URL's host is this machine, by name or by address; nothing is looked up. */
export function isLoopback(url: URL): boolean {
  return url.hostname === "localhost" || url.hostname === "[::1]" || loopbackIPv4.test(url.hostname);
}

/**
 * Tells what is wrong with a text as an `endpoint`, or `null` when nothing is. An endpoint is the base URL of the API
 * up to, and without, `/v4`: `https`, or `http` on loopback, with no credentials, query or fragment.
 *
 * The text itself is never part of the answer: a URL is where people leave passwords.
 */
export function endpointProblem(text: string): string | null {
  // The WHATWG parser drops tabs and newlines and trims spaces, so it would accept what the caller never meant.
  if (/[\s\p{Cc}]/u.test(text)) return "endpoint must not contain whitespace or control characters";
  if (!URL.canParse(text)) return 'endpoint must be a whole URL, such as "https://console.tim.qq.com"';
  const url = new URL(text);
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    return 'endpoint must start with "https://" (or "http://" on loopback)';
  }
  if (url.protocol === "http:" && !isLoopback(url)) {
    return 'endpoint must start with "https://": "http://" would send the UserSig in the clear and is accepted on loopback only';
  }
  if (url.username !== "" || url.password !== "") return "endpoint must not contain a user name or password";
  if (text.includes("?")) return "endpoint must not contain a query";
  if (text.includes("#")) return "endpoint must not contain a fragment";
  return null;
}

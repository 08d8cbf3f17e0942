/** "proxy.example:3128" without a scheme is common, and means http. */
export const completeProxyUrl = (text: string): string => (text.includes("://") ? text : `http://${text}`);

/**
 * Tells what is wrong with a text as the URL of a proxy, as `HTTPS_PROXY` holds one, or `null` when nothing is. A scheme may
 * be missing.
 *
 * The text itself is never part of the answer: a proxy's URL is where its password is.
 */
export function proxyUrlProblem(text: string): string | null {
  const url = URL.parse(completeProxyUrl(text));
  if (url === null) return "must be a URL";
  if (!["http:", "https:"].includes(url.protocol)) {
    return 'must start with "http://" or "https://": other kinds of proxy are not supported';
  }
  if ([url.username, url.password].some((part) => /%(?![0-9A-Fa-f]{2})/.test(part))) {
    return "has a % in its user name or password that begins no escape: write such a % as %25";
  }
  return null;
}

/** The header that a proxy gets, or `null` where its URL names no user. A user may go without a password. */
export function proxyAuthorization(proxyUrl: string): string | null {
  const { username, password } = new URL(proxyUrl);
  if (username === "") return null;
  const credentials = Buffer.concat([fromEscapes(username), Buffer.from(":"), fromEscapes(password)]);
  return `Basic ${credentials.toString("base64")}`;
}

/** Byte by byte: a password need not be UTF-8. */
function fromEscapes(text: string): Buffer {
  const bytes = text.replaceAll(/%([0-9A-Fa-f]{2})/g, (_all, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, "latin1");
}

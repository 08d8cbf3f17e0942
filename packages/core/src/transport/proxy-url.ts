/** "proxy.example:3128" without a scheme is common, and means http. */
export const completeProxyUrl = (text: string): string => (text.includes("://") ? text : `http://${text}`);

const escapes: Readonly<Record<string, string>> = { "\\": "%5C", "/": "%2F", "?": "%3F", "#": "%23" };

/**
 * What is wrong with a text as the URL of a proxy, as in `HTTPS_PROXY`, or `null`. The scheme may be missing; apart from
 * user name and password, there must be nothing but host and port.
 *
 * The result never quotes the text, since it can hold a password.
 */
export function proxyUrlProblem(text: string): string | null {
  if (/[\s\p{Cc}]/u.test(text)) return "must not contain spaces, line breaks or control characters";
  const [, scheme = "", rest = ""] = /^([^:]*):\/\/(.*)$/s.exec(completeProxyUrl(text)) ?? [];
  if (!/^https?$/i.test(scheme)) {
    return 'must start with "http://" or "https://" (other kinds of proxies are not supported)';
  }
  const at = rest.lastIndexOf("@");
  const login = rest.slice(0, Math.max(0, at));
  const place = rest.slice(at + 1);
  // The URL parser would end the host at the first of these, and take a part of the password for the host.
  const [unescaped] = /[\\/?#]/.exec(login) ?? [];
  if (unescaped !== undefined) {
    return `has a ${unescaped} in its user name or password: write it as ${escapes[unescaped]}`;
  }
  if (/%(?![0-9A-Fa-f]{2})/.test(login)) {
    return "has a % in its user name or password that is not an escape: write it as %25";
  }
  if (!/^[^\\/?#]*\/?$/.test(place)) {
    return "must not have a path or query: only a host and a port (the address of a PAC file is not a proxy)";
  }
  const url = URL.parse(`${scheme}://${rest}`);
  if (url === null || url.hostname === "") {
    return 'must be a URL such as "http://user:password@proxy.example:3128"';
  }
  return null;
}

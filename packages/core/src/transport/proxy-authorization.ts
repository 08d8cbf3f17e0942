/** The value of `Proxy-Authorization`, or `null` if the URL has no user name. The password may be missing. */
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

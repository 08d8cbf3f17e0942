import { expect, test } from "vitest";
import { proxyAuthorization } from "./proxy-authorization.ts";
import { completeProxyUrl, proxyUrlProblem } from "./proxy-url.ts";

test.each([
  "http://proxy.example",
  "https://u:p@proxy.example:3128",
  "proxy.example:3128",
  "http://u@proxy.example",
  "http://u:100%25@proxy.example",
  "HTTP://proxy.example:3128/",
  "http://corp%5Cjdoe:p%2Fw@proxy.example:8080",
  "http://u:p@ss@proxy.example",
  "http://[2001:db8::1]:3128",
])("accepts %s", (text) => {
  expect(proxyUrlProblem(text)).toBeNull();
});

test.each([
  ["http://u:hunter2@:3128:7", "must be a URL"],
  ["http://u:hunter2@", "must be a URL"],
  ["http://u:hunter2@proxy.example:99999", "must be a URL"],
  ["http://", "must be a URL"],
  ["", "must be a URL"],
  ["http://corp\\jdoe:hunter2@proxy.example", "write it as %5C"],
  ["corp\\jdoe:hunter2@proxy.example", "write it as %5C"],
  ["http://u:hunter2/x@proxy.example", "write it as %2F"],
  ["http://u:hunter2?x@proxy.example", "write it as %3F"],
  ["http://u:hunter2#x@proxy.example", "write it as %23"],
  ["http://u:hunter2@proxy.example/proxy.pac", "PAC file"],
  ["http://proxy.example:3128/?hunter2", "path or query"],
  ["http://proxy.example#hunter2", "path or query"],
  ["http://u:hunter2@proxy .example", "spaces"],
  ["http://u:hunter2\n@proxy.example", "line breaks"],
  ["socks5://u:hunter2@proxy.example", 'must start with "http://"'],
  ["http://hunter2%@proxy.example", "is not an escape"],
  ["http://hunter2%:41@proxy.example", "is not an escape"],
  ["http://u:hunter2%zz@proxy.example", "write it as %25"],
])("says what is wrong with %j, without quoting it", (text, words) => {
  expect(proxyUrlProblem(text)).toContain(words);
  expect(proxyUrlProblem(text)).not.toContain("hunter2");
});

test.each([
  ["http://proxy.example", null],
  ["http://user:pass@proxy.example", "user:pass"],
  ["http://user@proxy.example", "user:"],
  ["http://user:@proxy.example", "user:"],
  ["http://a%3Ab:p%40ss%25@proxy.example", "a:b:p@ss%"],
  ["http://né:用户@proxy.example", "né:用户"],
])("%s names %s to the proxy", (url, credentials) => {
  const expected = credentials === null ? null : `Basic ${Buffer.from(credentials).toString("base64")}`;
  expect(proxyAuthorization(url)).toBe(expected);
});

test("an escaped byte is that byte, whatever it says in UTF-8", () => {
  const [, credentials = ""] = proxyAuthorization("http://u:%e9@proxy.example")?.split(" ") ?? [];
  expect(Buffer.from(credentials, "base64").toString("latin1")).toBe("u:é");
});

test("a missing scheme means http", () => {
  expect(completeProxyUrl("proxy.example:3128")).toBe("http://proxy.example:3128");
  expect(completeProxyUrl("https://proxy.example")).toBe("https://proxy.example");
});

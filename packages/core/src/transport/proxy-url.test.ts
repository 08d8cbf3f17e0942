import { expect, test } from "vitest";
import { completeProxyUrl, proxyAuthorization, proxyUrlProblem } from "./proxy-url.ts";

test.each([
  "http://proxy.example",
  "https://u:p@proxy.example:3128",
  "proxy.example:3128",
  "http://u@proxy.example",
  "http://u:100%25@proxy.example",
])("nothing is wrong with %s", (text) => {
  expect(proxyUrlProblem(text)).toBeNull();
});

test.each([
  ["http://u:hunter2@:3128:7", "must be a URL"],
  ["socks5://u:hunter2@proxy.example", 'must start with "http://"'],
  ["http://hunter2%@proxy.example", "begins no escape"],
  ["http://hunter2%:41@proxy.example", "begins no escape"],
  ["http://u:hunter2%zz@proxy.example", "write such a % as %25"],
])("says what is wrong with %s, and does not quote it", (text, words) => {
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

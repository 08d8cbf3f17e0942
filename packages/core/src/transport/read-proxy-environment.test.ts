import { describe, expect, test } from "vitest";
import { ChatConfigError } from "../errors.ts";
import { readProxyEnvironment } from "./read-proxy-environment.ts";

test.each<[Record<string, string>, string | null]>([
  [{}, null],
  [{ HTTPS_PROXY: "" }, null],
  [{ HTTPS_PROXY: "proxy.example:3128" }, "http://proxy.example:3128"],
  [{ HTTPS_PROXY: " http://proxy.example\r" }, "http://proxy.example"],
  [{ https_proxy: "http://lower.example", HTTPS_PROXY: "http://upper.example" }, "http://lower.example"],
  [{ https_proxy: "", HTTPS_PROXY: "http://upper.example" }, "http://upper.example"],
  [{ HTTPS_PROXY: "", ALL_PROXY: "http://all.example" }, "http://all.example"],
  [{ HTTPS_PROXY: "https://u:p@proxy.example" }, "https://u:p@proxy.example"],
  [{ HTTP_PROXY: "http://proxy.example", http_proxy: "http://proxy.example" }, null],
])("%j sends https through %s", (env, proxy) => {
  expect(readProxyEnvironment(env).proxyFor("https://console.tim.qq.com")).toBe(proxy);
});

describe("a malformed variable", () => {
  const malformed = "http://corp\\jdoe:hunter2@proxy.example";

  test.each<[Record<string, string>, string]>([
    [{ HTTPS_PROXY: malformed }, "HTTPS_PROXY has a \\"],
    [{ https_proxy: malformed, HTTPS_PROXY: "http://fine.example" }, "https_proxy has a \\"],
    [{ all_proxy: "socks5://u:hunter2@proxy.example" }, "all_proxy must start with"],
    [{ ALL_PROXY: "http://u:hunter2@proxy.example/proxy.pac" }, "ALL_PROXY must not have a path"],
  ])("is named and not quoted (%j)", (env, words) => {
    const environment = readProxyEnvironment(env);
    expect(environment.problems).toEqual([expect.stringContaining(words)]);
    expect(() => environment.proxyFor("https://console.tim.qq.com")).toThrow(ChatConfigError);
    expect(() => environment.proxyFor("https://console.tim.qq.com")).toThrow(words);
    expect(environment.problems.join()).not.toContain("hunter2");
  });

  test("does no harm where it doesn't apply", () => {
    const environment = readProxyEnvironment({ http_proxy: malformed, NO_PROXY: "example.com" });
    expect(environment.proxyFor("https://console.tim.qq.com")).toBeNull();
    expect(environment.proxyFor("http://example.com")).toBeNull();
    expect(environment.problems).toHaveLength(1);
  });
});

test.each([
  ["*.example.com", "NO_PROXY: *.example.com matches nothing, as in curl: write .example.com"],
  [
    "a.example,b.example:8443",
    "NO_PROXY: b.example:8443 matches nothing, as in curl: write b.example without the port",
  ],
  ["localhost, *", "NO_PROXY: * only counts when nothing else is listed"],
])("warns about NO_PROXY=%s", (noProxy, warning) => {
  expect(readProxyEnvironment({ NO_PROXY: noProxy }).warnings).toEqual([warning]);
});

test.each(["*", "localhost,.example.com 10.0.0.0/8", "2001:db8::/32", ""])(
  "does not warn about NO_PROXY=%s",
  (noProxy) => {
    expect(readProxyEnvironment({ NO_PROXY: noProxy }).warnings).toEqual([]);
  },
);

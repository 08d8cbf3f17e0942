import { expect, test } from "vitest";
import { readProxySettings } from "./read-proxy-settings.ts";

test.each([
  [{}, "", ""],
  [{ HTTPS_PROXY: "" }, "", ""],
  [{ HTTP_PROXY: "http://proxy.example" }, "", ""],
  [{ HTTPS_PROXY: "http://proxy.example:3128" }, "http://proxy.example:3128", ""],
  [
    { HTTPS_PROXY: "https://u:p@proxy.example", NO_PROXY: "a.example" },
    "https://u:p@proxy.example",
    "a.example",
  ],
  [{ HTTPS_PROXY: "proxy.example:3128" }, "http://proxy.example:3128", ""],
  [{ https_proxy: "http://lower.example", HTTPS_PROXY: "http://upper.example" }, "http://lower.example", ""],
  [{ https_proxy: "", HTTPS_PROXY: "http://upper.example" }, "", ""],
  [{ no_proxy: " * ", NO_PROXY: "a.example" }, "", "*"],
])("%j", (env, httpsProxy, noProxy) => {
  expect(readProxySettings(env)).toEqual({ ok: true, settings: { httpsProxy, noProxy } });
});

test.each(["http://u:hunter2@:3128:7", "socks5://u:hunter2@proxy.example", "ftp://u:hunter2@proxy.example"])(
  "refuses %s and does not quote it",
  (text) => {
    const reading = readProxySettings({ HTTPS_PROXY: text });
    expect(reading).toMatchObject({ ok: false, problem: expect.stringContaining("HTTPS_PROXY") });
    expect(JSON.stringify(reading)).not.toContain("hunter2");
  },
);

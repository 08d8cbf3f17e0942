import { expect, test } from "vitest";
import { isForeignHost, regionNames } from "./regions.ts";

test("knows the nine regions of the vendor", () => {
  expect(regionNames).toEqual([
    "china",
    "singapore",
    "seoul",
    "frankfurt",
    "silicon-valley",
    "jakarta",
    "tokyo",
    "riyadh",
    "mumbai",
  ]);
});

test.each([
  { host: "console.tim.qq.com", foreign: false },
  { host: "adminapi.my-imcloud.com:443", foreign: false },
  { host: "127.0.0.1:8080", foreign: false },
  { host: "", foreign: false },
  { host: "adminapisgp.im.qcloud.com", foreign: true },
  { host: "ADMINAPIGER.my-imcloud.com:443", foreign: true },
])("an app in China finds $host foreign: $foreign", ({ host, foreign }) => {
  expect(isForeignHost(host, "china")).toBe(foreign);
});

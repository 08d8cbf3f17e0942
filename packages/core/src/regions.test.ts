import { expect, test } from "vitest";
import { isRegion, regionNames, regions } from "./regions.ts";

test.each([
  ["china", "console.tim.qq.com", "adminapi.my-imcloud.com"],
  ["singapore", "adminapisgp.im.qcloud.com", "adminapisgp.my-imcloud.com"],
  ["seoul", "adminapikr.im.qcloud.com", "adminapikr.my-imcloud.com"],
  ["frankfurt", "adminapiger.im.qcloud.com", "adminapiger.my-imcloud.com"],
  ["silicon-valley", "adminapiusa.im.qcloud.com", "adminapiusa.my-imcloud.com"],
  ["jakarta", "adminapiidn.im.qcloud.com", "adminapiidn.my-imcloud.com"],
  ["tokyo", "adminapijpn.im.qcloud.com", "adminapijpn.my-imcloud.com"],
  ["riyadh", "adminapiksa.im.qcloud.com", undefined],
  ["mumbai", "adminapiind.im.qcloud.com", "adminapiind.my-imcloud.com"],
] as const)("%s has the vendor's hosts", (region, host, backupHost) => {
  expect(regions[region]).toEqual(backupHost === undefined ? { host } : { host, backupHost });
});

test("names every region of the table", () => {
  expect(regionNames).toEqual(Object.keys(regions));
});

test.each([
  ["singapore", true],
  ["Singapore", false],
  ["constructor", false],
  ["", false],
])("isRegion(%j) is %s", (text, expected) => {
  expect(isRegion(text)).toBe(expected);
});

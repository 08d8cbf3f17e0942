import { createEmulator, type Emulator } from "@chat-ip/emulator";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  ChatApiError,
  ChatConfigError,
  type FindRegionOptions,
  findRegion,
  type Region,
  regionNames,
  regions,
} from "../src/index.ts";
import { createLoopbackInternet, type LoopbackInternet } from "./loopback-internet.ts";

let emulator: Emulator;
let internet: LoopbackInternet;
let options: FindRegionOptions;

async function start(region: Region, hosts: readonly string[]): Promise<void> {
  emulator = await createEmulator({ region });
  internet = await createLoopbackInternet(Object.fromEntries(hosts.map((host) => [host, emulator.url])));
  const { sdkAppId, secretKey } = emulator;
  options = { sdkAppId, secretKey, dispatcher: internet.dispatcher };
}

const mainHosts = regionNames.map((region) => regions[region].host);

beforeEach(() => start("tokyo", mainHosts));

afterEach(async () => {
  await internet.close();
  await emulator.close();
});

test("says which region knows the app, with one request each", async () => {
  const { region, answers } = await findRegion(options);
  expect(region).toBe("tokyo");
  expect(answers.map((answer) => [answer.region, answer.verdict])).toEqual(
    regionNames.map((name) => [name, name === "tokyo" ? "knows-app" : "unknown-app"]),
  );
  expect(answers.find((answer) => answer.region === "seoul")).toMatchObject({
    host: "adminapikr.im.qcloud.com",
    error: { name: "ChatApiError", code: 70020 },
  });
  expect(emulator.requests).toHaveLength(9);
});

test("finds the region of an app whose caller is refused there", async () => {
  const { region, answers } = await findRegion({ ...options, identifier: "nobody" });
  expect(region).toBe("tokyo");
  const error = answers.find((answer) => answer.region === "tokyo")?.error;
  expect(error).toBeInstanceOf(ChatApiError);
  expect(error).toMatchObject({ code: 60010 });
});

test("returns null for an app that no region knows", async () => {
  const { region, answers } = await findRegion({ ...options, sdkAppId: 1_400_000_001 });
  expect(region).toBeNull();
  expect(answers.every((answer) => answer.verdict === "unknown-app")).toBe(true);
});

test("returns null if several regions know the app and none answers", async () => {
  emulator.addFault({ nth: "every", kind: "code", code: 70003 });
  expect(await findRegion(options)).toMatchObject({ region: null });
});

test("finds the region even if other hosts can't be reached", async () => {
  await internet.close();
  await emulator.close();
  await start("tokyo", ["adminapijpn.im.qcloud.com"]);
  const { region, answers } = await findRegion(options);
  expect(region).toBe("tokyo");
  expect(answers.filter((answer) => answer.verdict === "unclear")).toHaveLength(8);
  expect(emulator.requests).toHaveLength(1);
});

test("does not try a busy host again", async () => {
  emulator.addFault({ nth: "every", kind: "code", code: 60008 });
  const { answers } = await findRegion(options);
  expect(answers.every((answer) => answer.verdict === "unclear")).toBe(true);
  expect(emulator.requests).toHaveLength(9);
});

test("stops when its signal aborts, with the signal's reason", async () => {
  const reason = new Error("enough");
  await expect(findRegion({ ...options, signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  expect(emulator.requests).toEqual([]);
});

test("refuses invalid options", async () => {
  await expect(findRegion({ ...options, sdkAppId: 0 })).rejects.toThrow(ChatConfigError);
});

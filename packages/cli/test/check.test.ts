import { createEmulator } from "@chat-ip/emulator";
import { describe, expect, it } from "vitest";
import { asking } from "./harness/asking.ts";
import { commitAll, git } from "./harness/git.ts";
import { createPlace } from "./harness/run-chat-ip.ts";
import { chatIpHere } from "./harness/run-here.ts";

const lists = { all: ["43.132.0.0/24", "43.133.0.0/24"], "web-global": ["43.134.0.7"] };
const committed = {
  "chat-ips/all.txt": "43.133.0.0/24\n43.132.0.0/25\n43.132.0.128/25\n",
  "chat-ips/web-global.txt": "43.134.0.7\n",
};
const both = ["--lists", "all,web-global"];

describe("check", () => {
  it("finds nothing when addresses are the same", async () => {
    await using emulator = await createEmulator({ lists });
    await using place = await createPlace(committed);
    const ran = await chatIpHere(["check", ...both], { env: asking(emulator), cwd: place.path });
    expect(ran).toEqual({ exitCode: 0, stdout: "", stderr: "2 lists are up to date.\n" });
    expect(emulator.requests).toHaveLength(2);
  });

  it("shows what differs and ends with 2", async () => {
    await using emulator = await createEmulator({
      lists: { ...lists, all: [...lists.all, "43.140.0.0/24"] },
    });
    await using place = await createPlace(committed);
    const ran = await chatIpHere(["check", ...both], { env: asking(emulator), cwd: place.path });
    expect(ran.exitCode).toBe(2);
    expect(ran.stdout).toContain("chat-ips/all.txt\n");
    expect(ran.stdout).toContain("+ 43.140.0.0/24");
    expect(ran.stderr).toContain("1 list differs: opens 256 addresses, closes nothing.");
    expect(await place.read("chat-ips/all.txt")).toBe(committed["chat-ips/all.txt"]);
  });

  it("counts what several lists share once", async () => {
    await using emulator = await createEmulator({
      lists: { all: ["43.132.0.0/24"], "web-global": ["43.132.0.0/24"] },
    });
    const ran = await chatIpHere(["check", ...both], { env: asking(emulator) });
    expect(ran.stderr).toContain("2 lists differ: opens 256 addresses, closes nothing.");
  });

  it("writes the Action's report with --json", async () => {
    await using emulator = await createEmulator({ lists });
    await using place = await createPlace({ ...committed, "chat-ips/all.txt": "43.132.0.0/24\n" });
    const ran = await chatIpHere(["check", ...both, "--json"], { env: asking(emulator), cwd: place.path });
    expect(ran.exitCode).toBe(2);
    expect(JSON.parse(ran.stdout)).toMatchObject({
      version: 1,
      lists: [
        { list: "all", status: "drift" },
        { list: "web-global", status: "current" },
      ],
    });
  });

  it("says what is held back and ends with 3", async () => {
    await using emulator = await createEmulator({ lists: { all: [], "web-global": ["10.0.0.1"] } });
    await using place = await createPlace(committed);
    const ran = await chatIpHere(["check", ...both], { env: asking(emulator), cwd: place.path });
    expect(ran.exitCode).toBe(3);
    expect(ran.stderr).toContain("all is held back");
    expect(ran.stderr).toContain("web-global is held back");
  });

  it("ends with 4 when the key is refused, which goes before drift", async () => {
    await using emulator = await createEmulator({ lists });
    const env = { ...asking(emulator), CHAT_IP_IDENTIFIER: "nobody" };
    const ran = await chatIpHere(["check", ...both], { env });
    expect(ran).toMatchObject({ exitCode: 4, stdout: "" });
    expect(ran.stderr).toContain("all, web-global: could not be loaded");
  });

  it.each([
    ["a commit", ["--against", "HEAD"], ""],
    ["a folder", ["--against", "old"], ""],
    ["stdin", ["--against", "-", "--lists", "all"], "43.132.0.0/24\n"],
  ])("compares with %s", async (_name, args, input) => {
    await using emulator = await createEmulator({ lists });
    await using place = await createPlace({
      "chat-ips/all.txt": "43.132.0.0/24\n",
      "old/all.txt": "43.132.0.0/24\n",
    });
    git(place, ["init", "-q"]);
    commitAll(place, "Allow");
    await place.write("chat-ips/all.txt", "43.132.0.0/24\n43.133.0.0/24\n");
    const ran = await chatIpHere(["check", "--lists", "all", ...args], {
      env: asking(emulator),
      cwd: place.path,
      input,
    });
    expect(ran.exitCode).toBe(2);
    expect(ran.stdout).toContain("+ 43.133.0.0/24");
  });

  it.each([
    ["what is neither a folder nor a commit", ["--against", "nowhere"], "neither a folder nor a commit"],
    ["several lists on stdin", ["--against", "-"], "compares one list"],
    ["a folder outside", ["--path", "../elsewhere"], "must be a folder below"],
  ])("refuses %s", async (_name, args, words) => {
    await using emulator = await createEmulator({ lists });
    await using place = await createPlace(committed);
    git(place, ["init", "-q"]);
    const ran = await chatIpHere(["check", ...args], { env: asking(emulator), cwd: place.path });
    expect(ran).toMatchObject({ exitCode: 64, stdout: "" });
    expect(ran.stderr).toContain(words);
  });

  it("checks every app of the config file, each in its folder", async () => {
    await using emulator = await createEmulator({ lists });
    const { CHAT_IP_ENDPOINT: endpoint, CHAT_IP_SECRET_KEY: key } = asking(emulator);
    const apps = [
      { name: "shop", "sdk-app-id": emulator.sdkAppId },
      { name: "desk", "sdk-app-id": emulator.sdkAppId, lists: ["web-global"] },
    ];
    const config = JSON.stringify({ endpoint, lists: ["all"], apps });
    await using place = await createPlace({
      "chat-ip.config.json": config,
      "chat-ips/shop/all.txt": "43.132.0.0/24\n",
    });
    const env = { CHAT_IP_SECRET_KEYS: `shop=${key}\ndesk=${key}\n` };
    const ran = await chatIpHere(["check"], { env, cwd: place.path });
    expect(ran.exitCode).toBe(2);
    expect(ran.stdout).toContain("chat-ips/shop/all.txt\n");
    expect(ran.stdout).toContain("chat-ips/desk/web-global.txt (new file)\n");
    const one = await chatIpHere(["fetch"], { env, cwd: place.path });
    expect(one).toMatchObject({ exitCode: 64, stderr: expect.stringContaining("--app: shop, desk") });
  });
});

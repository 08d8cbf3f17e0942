import { readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { createEmulator } from "@chat-ip/emulator";
import { describe, expect, it } from "vitest";
import { asking } from "./harness/asking.ts";
import { createPlace } from "./harness/run-chat-ip.ts";
import { chatIpHere } from "./harness/run-here.ts";

const lists = {
  all: ["203.0.113.128/25", "203.0.113.0/25", "2001:db8::/32"],
  "webhook-global": ["198.51.100.7"],
};

describe("fetch", () => {
  it("prints the live prefixes, sorted, for other tools", async () => {
    await using emulator = await createEmulator({ lists });
    const env = asking(emulator);
    const ran = await chatIpHere(["fetch", "all"], { env });
    expect(ran).toEqual({
      exitCode: 0,
      stdout: "203.0.113.0/25\n203.0.113.128/25\n2001:db8::/32\n",
      stderr: "",
    });
    const merged = await chatIpHere(["fetch", "all", "-4", "--aggregate"], { env });
    expect(merged.stdout).toBe("203.0.113.0/24\n");
    const nginx = await chatIpHere(["fetch", "webhook-global", "--format", "nginx"], { env });
    expect(nginx.stdout).toContain("198.51.100.7 1;");
  });

  it("writes files, and says which lists are empty", async () => {
    await using emulator = await createEmulator({ lists });
    await using place = await createPlace();
    const ran = await chatIpHere(["fetch", "-o", "out", "--format", "json"], {
      env: asking(emulator),
      cwd: place.path,
    });
    expect(ran.exitCode).toBe(3);
    expect(ran.stderr).toContain("native-china: the API returned no addresses.");
    expect(readdirSync(join(place.path, "out")).sort()).toEqual(["all.json", "webhook-global.json"]);
    expect(JSON.parse(readFileSync(join(place.path, "out/all.json"), "utf8"))).toMatchObject({ list: "all" });
  });

  it("reads the config file, and lets the environment and flags go before it", async () => {
    await using emulator = await createEmulator({ lists });
    const config = { endpoint: emulator.url, "sdk-app-id": emulator.sdkAppId, lists: ["webhook-global"] };
    await using place = await createPlace({ "chat-ip.config.json": JSON.stringify(config), "sub/x": "" });
    const env = { CHAT_IP_SECRET_KEY: emulator.secretKey };
    const cwd = join(place.path, "sub");
    expect((await chatIpHere(["fetch"], { env, cwd })).stdout).toBe("198.51.100.7\n");
    const fromEnv = await chatIpHere(["fetch", "-6"], { env: { ...env, CHAT_IP_LISTS: "all" }, cwd });
    expect(fromEnv.stdout).toBe("2001:db8::/32\n");
    const fromFlag = await chatIpHere(["fetch", "--lists", "webhook-global"], {
      env: { ...env, CHAT_IP_LISTS: "all" },
      cwd,
    });
    expect(fromFlag.stdout).toBe("198.51.100.7\n");
  });

  it("takes the endpoint of the environment before the region of the config file, but not both from one place", async () => {
    await using emulator = await createEmulator({ lists: { all: ["203.0.113.0/24"] } });
    await using place = await createPlace({ "chat-ip.config.json": '{"region":"singapore"}' });
    const options = { env: asking(emulator), cwd: place.path };
    expect((await chatIpHere(["fetch", "all"], options)).stdout).toBe("203.0.113.0/24\n");
    const both = await chatIpHere(["fetch", "all", "--region", "china", "--endpoint", emulator.url], options);
    expect(both).toMatchObject({ exitCode: 64, stderr: expect.stringContaining("both set") });
  });

  it("says once what all lists failed with, and ends with 4 when it isn't authorised", async () => {
    await using emulator = await createEmulator({ lists });
    const wrongKey = emulator.secretKey.replace("5", "6");
    const ran = await chatIpHere(["fetch", "--debug"], {
      env: { ...asking(emulator), CHAT_IP_SECRET_KEY: wrongKey },
    });
    expect(ran).toMatchObject({ exitCode: 4, stdout: "" });
    expect(ran.stderr.match(/code 70009/g)).toHaveLength(1);
    expect(ran.stderr).toContain("Copy the key again");
    expect(ran.stderr).not.toContain(wrongKey);
    expect(ran.stderr).not.toContain("usersig=");
  });

  it("says that nobody answers", async () => {
    const emulator = await createEmulator();
    const env = asking(emulator);
    await emulator.close();
    const ran = await chatIpHere(["fetch", "all", "--json"], { env });
    expect(ran.exitCode).toBe(1);
    expect(JSON.parse(ran.stdout)).toMatchObject({ command: "fetch", failed: [{ list: "all" }] });
    expect(ran.stderr).toContain("Could not connect");
  });

  it.each([
    ["an unknown list", ["fetch", "al"], "Did you mean `all`?"],
    ["an unknown region", ["fetch", "--region", "singapur"], "Did you mean `singapore`?"],
    ["several lists in one format", ["fetch", "all", "webhook-global", "--format", "nginx"], "--output"],
  ])("refuses %s", async (_name, args, words) => {
    await using emulator = await createEmulator({ lists });
    const ran = await chatIpHere(args, { env: asking(emulator) });
    expect(ran).toMatchObject({ exitCode: 64, stdout: "" });
    expect(ran.stderr).toContain(words);
  });

  it("refuses a folder that is a symbolic link", async () => {
    await using emulator = await createEmulator({ lists });
    await using place = await createPlace({ "real/x": "" });
    symlinkSync("real", join(place.path, "out"));
    const ran = await chatIpHere(["fetch", "all", "-o", "out"], { env: asking(emulator), cwd: place.path });
    expect(ran.exitCode).toBe(1);
    expect(ran.stderr).toContain("symbolic link");
    expect(readdirSync(join(place.path, "real"))).toEqual(["x"]);
  });
});

describe("call", () => {
  const commands = { "im_open_login_svc/account_check": { ResultItem: [] } };

  it("sends fields and prints the answer", async () => {
    await using emulator = await createEmulator({ commands });
    const args = [
      "call",
      "im_open_login_svc/account_check",
      "-f",
      'CheckItem[]={"UserID":"alice"}',
      "-f",
      "a.b=1",
      "-F",
      "c=1",
    ];
    const ran = await chatIpHere(args, { env: asking(emulator) });
    expect(ran.exitCode).toBe(0);
    expect(JSON.parse(ran.stdout)).toMatchObject({ ActionStatus: "OK", ResultItem: [] });
    expect(JSON.parse(emulator.requests[0]?.body ?? "")).toEqual({
      CheckItem: [{ UserID: "alice" }],
      a: { b: 1 },
      c: "1",
    });
  });

  it("knows the commands, their short names and their fields", async () => {
    const listed = await chatIpHere(["call", "--list", "nospeaking"]);
    expect(listed).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining("openconfigsvr/setnospeaking"),
    });
    const described = await chatIpHere(["call", "openim/sendmsg", "--describe"]);
    expect(described.stdout).toMatch(/To_Account +string +required/);
    const ran = await chatIpHere(["call", "openim/sendmsg", "-f", "To_Acount=bob", "--dry-run"]);
    expect(ran.exitCode).toBe(0);
    expect(ran.stderr).toContain("Did you mean `To_Account`?");
    expect(ran.stderr).toContain("openim/sendmsg needs To_Account");
    const unknown = await chatIpHere(["call", "openim/sendmgs", "--describe"]);
    expect(unknown).toMatchObject({
      exitCode: 1,
      stdout: "",
      stderr: expect.stringContaining("`openim/sendmsg`"),
    });
  });

  it("adds fields to a body from stdin, and sends nothing with --dry-run", async () => {
    const args = ["call", "openim/sendmsg", "--input", "-", "-f", "MsgRandom=7", "--dry-run"];
    const ran = await chatIpHere(args, { input: '{"To_Account":"bob"}' });
    expect(ran.exitCode).toBe(0);
    expect(JSON.parse(ran.stdout)).toEqual({ To_Account: "bob", MsgRandom: 7 });
  });

  it.each([
    ["a command without a service", ["call", "sendmsg"], "service/command"],
    ["a field without a value", ["call", "openim/sendmsg", "-f", "x"], "name=value"],
    ["a body that isn't JSON", ["call", "openim/sendmsg", "--input", "-"], "not valid JSON"],
  ])("refuses %s", async (_name, args, words) => {
    const ran = await chatIpHere(args, { input: "{" });
    expect(ran).toMatchObject({ exitCode: 64, stdout: "" });
    expect(ran.stderr).toContain(words);
  });

  it("shows nothing of a server's words that would move the cursor", async () => {
    await using emulator = await createEmulator();
    emulator.addFault({ kind: "code", code: 70_016, info: "gone\u001b[2J\u202ehere", nth: "every" });
    const ran = await chatIpHere(["call", "openim/sendmsg", "--debug"], { env: asking(emulator) });
    expect(ran.exitCode).toBe(4);
    expect(ran.stderr).toContain("70016");
    for (const hostile of ["\u001b", "\u202e"]) expect(ran.stderr).not.toContain(hostile);
  });

  it("says what a code of the API means", async () => {
    await using emulator = await createEmulator();
    const ran = await chatIpHere(["call", "openim/nothing"], { env: asking(emulator) });
    expect(ran.stdout).toBe("");
    expect(ran.stderr).toMatch(/code 60009/);
  });
});

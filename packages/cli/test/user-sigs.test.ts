import { describe, expect, it } from "vitest";
import { chatIp, createPlace } from "./harness/run-chat-ip.ts";
import { chatIpHere } from "./harness/run-here.ts";

const key = "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e";
const env = { CHAT_IP_SDK_APP_ID: "1400000000", CHAT_IP_SECRET_KEY: key };

describe("sign, decode and verify", () => {
  it("sign what decode reads and verify accepts", async () => {
    const signed = await chatIpHere(["sign", "--identifier", "alice", "--expires", "12h"], { env });
    expect(signed).toMatchObject({ exitCode: 0, stderr: "" });
    const decoded = await chatIpHere(["decode", "--json"], { input: signed.stdout });
    expect(decoded.exitCode).toBe(0);
    expect(JSON.parse(decoded.stdout)).toMatchObject({
      version: 1,
      command: "decode",
      identifier: "alice",
      sdkAppId: 1400000000,
      expireSeconds: 43_200,
      expired: false,
    });
    const verified = await chatIpHere(["verify", signed.stdout.trim(), "--identifier", "alice"], { env });
    expect(verified.exitCode).toBe(0);
    expect(verified.stdout).toMatch(/^valid: for "alice", expires in 1[12] hours/);
  });

  it("warns of a key that is far too short", async () => {
    const { exitCode, stderr } = await chatIpHere(["sign"], { env: { ...env, CHAT_IP_SECRET_KEY: "short" } });
    expect({ exitCode, stderr }).toEqual({
      exitCode: 0,
      stderr: expect.stringContaining("only 5 characters"),
    });
    expect(stderr).not.toContain("short");
  });

  it("reads a UserSig out of a URL", async () => {
    const { stdout } = await chatIpHere(["sign"], { env });
    const url = `https://host/v4/x/y?sdkappid=1&usersig=${encodeURIComponent(stdout.trim())}&random=1`;
    const decoded = await chatIpHere(["decode", url]);
    expect(decoded).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("administrator") });
  });

  it.each([
    ["a file", ["--key-file", "key"], ""],
    ["stdin", ["--key-stdin"], `${key}\n`],
  ])("takes the key from %s", async (_name, args, input) => {
    await using place = await createPlace({ key: `${key}\n` });
    const signed = await chatIp(["sign", "--sdk-app-id", "1400000000", ...args], {
      cwd: place.path,
      input,
    });
    expect(signed).toMatchObject({ exitCode: 0, stderr: "" });
    const verified = await chatIpHere(["verify", signed.stdout.trim()], { env });
    expect(verified.exitCode).toBe(0);
  });

  it.each([
    ["another key", ["verify"], { CHAT_IP_SECRET_KEY: key.replace("5", "6") }, "signature", "70009"],
    ["another app", ["verify", "--sdk-app-id", "1400000001"], {}, "sdkappid", "70014"],
    ["another account", ["verify", "--identifier", "bob"], {}, "identifier", "70013"],
  ])("says that a UserSig is for %s", async (_name, args, changes, reason, code) => {
    const { stdout } = await chatIpHere(["sign"], { env });
    const verdict = await chatIpHere([...args, stdout.trim()], { env: { ...env, ...changes } });
    expect(verdict.exitCode).toBe(1);
    expect(verdict.stdout).toBe(`not valid: ${reason}\n`);
    expect(verdict.stderr).toContain(code);
  });

  it("says that a UserSig is cut short", async () => {
    const { stdout } = await chatIpHere(["sign"], { env });
    const decoded = await chatIpHere(["decode", stdout.slice(0, 40)]);
    expect(decoded).toMatchObject({ exitCode: 1, stdout: "" });
    expect(decoded.stderr).toContain("not a whole UserSig");
  });

  it("names everything that is missing at once", async () => {
    const { exitCode, stdout, stderr } = await chatIpHere(["sign", "--expires", "soon"]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 64, stdout: "" });
    for (const word of ["SDKAppID is missing", "secret key is missing", "`soon` is not a time"]) {
      expect(stderr).toContain(word);
    }
  });

  it.each([`--secret-key=${key}`, "--secret-key", "--user-sig", "--token"])(
    "refuses %s as an argument",
    async (flag) => {
      const { exitCode, stderr } = await chatIpHere(["sign", flag, key]);
      expect(exitCode).toBe(64);
      expect(stderr).toContain("isn't accepted");
      expect(stderr).not.toContain(key);
    },
  );
});

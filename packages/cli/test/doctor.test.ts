import { createEmulator } from "@chat-ip/emulator";
import { describe, expect, it } from "vitest";
import { checkClock } from "../src/doctor/check-hosts.ts";
import { asking } from "./harness/asking.ts";
import { commitAll, git } from "./harness/git.ts";
import { createPlace } from "./harness/run-chat-ip.ts";
import { chatIpHere } from "./harness/run-here.ts";

const lists = { all: ["43.132.0.0/24"], "web-global": ["43.134.0.7"] };

describe("doctor", () => {
  it("says in one line each that all is well", async () => {
    await using emulator = await createEmulator({ lists });
    await using place = await createPlace({ "chat-ips/all.txt": "43.132.0.0/24\n" });
    git(place, ["init", "-q"]);
    commitAll(place, "Allow", new Date().toISOString());
    const ran = await chatIpHere(["doctor", "--lists", "all,web-global"], {
      env: asking(emulator),
      cwd: place.path,
    });
    expect(ran).toMatchObject({ exitCode: 0, stderr: "" });
    for (const line of [
      "✓ proxy",
      "✓ DNS",
      "✓ main host",
      "✓ key and region",
      "✓ admin",
      "✓ all",
      "✓ web-global",
      "✓ files",
      "- workflow",
    ]) {
      expect(ran.stdout).toContain(line);
    }
  });

  it.each([
    ["a wrong key", { CHAT_IP_SECRET_KEY: "x".repeat(64) }, 4, "✗ key and region", "70009"],
    ["an account that is no admin", { CHAT_IP_IDENTIFIER: "alice" }, 4, "✗ admin", "60010"],
    ["another app", { CHAT_IP_SDK_APP_ID: "1400000009" }, 4, "✗ key and region", "70020"],
  ])("names %s and the remedy", async (_name, env, exitCode, line, code) => {
    await using emulator = await createEmulator({ lists });
    const ran = await chatIpHere(["doctor"], { env: { ...asking(emulator), ...env } });
    expect(ran.exitCode).toBe(exitCode);
    const found = ran.stdout.split("\n").find((text) => text.startsWith(line));
    expect(found).toContain(code);
    expect(found).toContain("→");
    expect(ran.stdout + ran.stderr).not.toContain(emulator.secretKey);
  });

  it("warns of lists that the app isn't entitled to, and of old files", async () => {
    await using emulator = await createEmulator({ lists });
    await using place = await createPlace({ "chat-ips/all.txt": "43.132.0.0/24\n" });
    git(place, ["init", "-q"]);
    commitAll(place, "Allow", "2020-01-01T00:00:00Z");
    const ran = await chatIpHere(["doctor", "--json"], { env: asking(emulator), cwd: place.path });
    expect(ran.exitCode).toBe(0);
    expect(JSON.parse(ran.stdout).findings).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ check: "native-china", state: "warning" }),
        expect.objectContaining({ check: "files", state: "warning" }),
      ]),
    );
  });

  it("says which host can't be reached", async () => {
    const emulator = await createEmulator();
    const env = asking(emulator);
    await emulator.close();
    const ran = await chatIpHere(["doctor", "--lists", "all"], { env });
    expect(ran.exitCode).toBe(1);
    expect(ran.stdout).toMatch(/✗ main host .*ECONNREFUSED.* → Allow outgoing HTTPS/);
  });

  it("names what is missing", async () => {
    const ran = await chatIpHere(["doctor"]);
    expect(ran).toMatchObject({ exitCode: 64, stdout: "" });
    expect(ran.stderr).toContain("SDKAppID is missing");
    expect(ran.stderr).toContain("secret key is missing");
  });

  it.each([
    [0, "ok", "within"],
    [59, "ok", "within"],
    [200, "failed", "200 s ahead"],
    [-200, "failed", "200 s behind"],
  ])("judges a clock that is %i s ahead", (seconds, state, words) => {
    const host = Date.parse("2026-01-01T00:00:00Z");
    const finding = checkClock(new Date(host).toUTCString(), host + seconds * 1000);
    expect(finding).toMatchObject({ state, what: expect.stringContaining(words) });
  });
});

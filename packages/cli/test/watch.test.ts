import { createEmulator } from "@chat-ip/emulator";
import { describe, expect, it } from "vitest";
import { nextWaitMs } from "../src/commands/watch.ts";
import { asking } from "./harness/asking.ts";
import { chatIp, createPlace } from "./harness/run-chat-ip.ts";
import { chatIpHere } from "./harness/run-here.ts";

const lists = { all: ["43.132.0.0/24"] };

describe("watch", () => {
  it("looks as often as it is told, and runs a command when addresses differ", async () => {
    await using emulator = await createEmulator({ lists });
    await using place = await createPlace();
    const args = [
      "watch",
      "--lists",
      "all",
      "--every",
      "1",
      "--times",
      "2",
      "--on-drift",
      'echo "$CHAT_IP_DRIFT_LISTS" >> seen',
    ];
    const ran = await chatIpHere(args, { env: asking(emulator), cwd: place.path });
    expect(ran.exitCode).toBe(2);
    expect(await place.read("seen")).toBe("all\nall\n");
    expect(emulator.requests).toHaveLength(2);
  });

  it.each(["SIGINT", "SIGTERM"] as const)("ends cleanly on %s", async (signal) => {
    await using emulator = await createEmulator({ lists });
    await using place = await createPlace({ "chat-ips/all.txt": "43.132.0.0/24\n" });
    const ran = await chatIp(["watch", "--lists", "all"], {
      env: asking(emulator),
      cwd: place.path,
      onStart: (child) => {
        let said = "";
        let sent = false; // a second signal ends it at once
        child.stderr?.on("data", (chunk) => {
          said += String(chunk);
          if (!sent && said.includes("up to date")) sent = child.kill(signal);
        });
      },
    });
    expect(ran).toMatchObject({ exitCode: 0, stdout: "" });
  });

  it("waits an interval, give or take a tenth", () => {
    expect([0, 0.5, 1].map((random) => nextWaitMs(100, random))).toEqual([90_000, 100_000, 110_000]);
  });

  it.each([
    ["--every", "soon", "--every"],
    ["--times", "0", "--times"],
  ])("refuses %s %s", async (flag, value, words) => {
    const ran = await chatIpHere(["watch", flag, value]);
    expect(ran).toMatchObject({ exitCode: 64, stdout: "" });
    expect(ran.stderr).toContain(words);
  });
});

import { spawn } from "node:child_process";
import { chmodSync, existsSync, readdirSync, rmSync, statSync, symlinkSync, utimesSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setImmediate as turn } from "node:timers/promises";
import { createEmulator } from "@chat-ip/emulator";
import { describe, expect, inject, it } from "vitest";
import { asking } from "./harness/asking.ts";
import { commitAll, git, identity } from "./harness/git.ts";
import { chatIp, createPlace, environment } from "./harness/run-chat-ip.ts";
import { chatIpHere } from "./harness/run-here.ts";

const lists = { all: ["43.132.0.0/24", "43.133.0.0/24"], "web-global": ["43.134.0.7"] };
const both = ["--lists", "all,web-global"];

describe("sync", () => {
  it("writes the files, keeps a person's entries, and then has nothing to do", async () => {
    await using emulator = await createEmulator({ lists });
    await using place = await createPlace({
      "chat-ips/all.txt": "43.132.0.0/24\n\n# keep: office\n8.8.8.8\n",
    });
    const run = () =>
      chatIpHere(["sync", ...both, "--formats", "nginx"], { env: asking(emulator), cwd: place.path });
    const ran = await run();
    expect(ran.exitCode).toBe(0);
    expect(ran.stderr).toContain("4 files written.");
    const text = await place.read("chat-ips/all.txt");
    expect(text).toContain("43.132.0.0/24\n43.133.0.0/24\n\n# keep: office\n8.8.8.8\n");
    expect(readdirSync(place.path)).toEqual(["chat-ips"]);
    expect(readdirSync(join(place.path, "chat-ips")).sort()).toEqual([
      "all.nginx.conf",
      "all.txt",
      "web-global.nginx.conf",
      "web-global.txt",
    ]);
    expect((await run()).stderr).toContain("Nothing was written.");
  });

  it("shows the diff with --dry-run and writes nothing", async () => {
    await using emulator = await createEmulator({ lists });
    await using place = await createPlace();
    const ran = await chatIpHere(["sync", ...both, "--dry-run"], { env: asking(emulator), cwd: place.path });
    expect(ran.exitCode).toBe(2);
    expect(ran.stdout).toContain("chat-ips/all.txt (new file)\n  + 43.132.0.0/24");
    expect(existsSync(join(place.path, "chat-ips"))).toBe(false);
  });

  it("leaves the files of a list that is held back, writes the others and ends with 3", async () => {
    await using emulator = await createEmulator({ lists: { all: [], "web-global": ["43.134.0.8"] } });
    await using place = await createPlace({ "chat-ips/all.txt": "43.132.0.0/24\n" });
    const ran = await chatIpHere(["sync", ...both], { env: asking(emulator), cwd: place.path });
    expect(ran.exitCode).toBe(3);
    expect(await place.read("chat-ips/all.txt")).toBe("43.132.0.0/24\n");
    expect(await place.read("chat-ips/web-global.txt")).toContain("43.134.0.8\n");
  });

  it("keeps the modes of files", async () => {
    await using emulator = await createEmulator({ lists });
    await using place = await createPlace({ "chat-ips/all.txt": "43.132.0.0/24\n" });
    chmodSync(join(place.path, "chat-ips/all.txt"), 0o640);
    await chatIpHere(["sync", ...both], { env: asking(emulator), cwd: place.path });
    expect(statSync(join(place.path, "chat-ips/all.txt")).mode & 0o777).toBe(0o640);
  });

  it.each(["chat-ips", "chat-ips/all.txt"])("refuses when %s is a symbolic link", async (link) => {
    await using emulator = await createEmulator({ lists });
    await using place = await createPlace({ "real/all.txt": "43.132.0.0/24\n", "chat-ips/x": "" });
    rmSync(join(place.path, link), { recursive: true, force: true });
    symlinkSync(join(place.path, link === "chat-ips" ? "real" : "real/all.txt"), join(place.path, link));
    const ran = await chatIpHere(["sync", ...both], { env: asking(emulator), cwd: place.path });
    expect(ran.exitCode).toBe(1);
    expect(ran.stderr).toContain("symbolic link");
    expect(await place.read("real/all.txt")).toBe("43.132.0.0/24\n");
  });

  it("completes what a killed run left half done, and removes a lock of a process that is gone", async () => {
    await using emulator = await createEmulator({ lists });
    await using place = await createPlace({
      "chat-ips/all.txt": "old\n",
      "chat-ips/.chat-ip-0123456789ab.tmp": "43.132.0.0/24\n",
    });
    const steps = [
      {
        target: join(place.path, "chat-ips/all.txt"),
        temporary: join(place.path, "chat-ips/.chat-ip-0123456789ab.tmp"),
      },
      { target: "/tmp/outside", temporary: null },
    ];
    await place.write("chat-ips/.chat-ip-ba9876543210.tmp", "never in its place\n");
    await place.write(".chat-ip.journal", JSON.stringify(steps));
    await place.write(".chat-ip.lock", JSON.stringify({ pid: 2 ** 22 + 1, host: hostname() }));
    const ran = await chatIpHere(["sync", "--lists", "web-global"], {
      env: asking(emulator),
      cwd: place.path,
    });
    expect(ran.exitCode).toBe(0);
    expect(ran.stderr).toContain("Completed a run that had been interrupted.");
    expect(await place.read("chat-ips/all.txt")).toBe("43.132.0.0/24\n");
    expect(readdirSync(place.path)).toEqual(["chat-ips"]);
    expect(readdirSync(join(place.path, "chat-ips")).sort()).toEqual(["all.txt", "web-global.txt"]);
  });

  it("takes a lock over that a killed process left without a name in it", async () => {
    await using emulator = await createEmulator({ lists });
    await using place = await createPlace({ ".chat-ip.lock": "" });
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(join(place.path, ".chat-ip.lock"), longAgo, longAgo);
    const ran = await chatIpHere(["sync", ...both], { env: asking(emulator), cwd: place.path });
    expect(ran.exitCode).toBe(0);
    expect(readdirSync(place.path)).toEqual(["chat-ips"]);
  });

  it("leaves the old files when the disk is full", async () => {
    await using emulator = await createEmulator({
      lists: { all: Array.from({ length: 200 }, (_, n) => `43.132.${n}.0/25`) },
    });
    await using place = await createPlace();
    const old = Array.from({ length: 120 }, (_, n) => `43.132.${n}.0/25\n`).join("");
    await place.write("chat-ips/all.txt", old);
    // A limit on the size of files stands in for a full disk: the system refuses to write on.
    const program = `ulimit -f 1; trap '' XFSZ; exec "$@"`;
    const env = environment({ ...asking(emulator), NODE_DISABLE_COMPILE_CACHE: "1" });
    const command = ["-c", program, "bash", process.execPath, inject("chatIp"), "sync", "--lists", "all"];
    const child = spawn("bash", command, { cwd: place.path, env });
    const [stderr, exitCode] = await Promise.all([
      text(child.stderr),
      new Promise((resolve) => child.once("close", resolve)),
    ]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("EFBIG");
    expect(await place.read("chat-ips/all.txt")).toBe(old);
    expect(readdirSync(join(place.path, "chat-ips"))).toEqual(["all.txt"]);
  });

  it("lets ten at once leave whole files and nothing else", async () => {
    await using emulator = await createEmulator({ lists });
    await using place = await createPlace();
    const runs = Array.from({ length: 10 }, () =>
      chatIp(["sync", ...both], { env: asking(emulator), cwd: place.path }),
    );
    for (const { exitCode } of await Promise.all(runs)) expect(exitCode).toBe(0);
    expect(readdirSync(place.path)).toEqual(["chat-ips"]);
    expect(readdirSync(join(place.path, "chat-ips")).sort()).toEqual(["all.txt", "web-global.txt"]);
  });

  it("leaves the old files when it is interrupted", async () => {
    await using emulator = await createEmulator({ lists });
    emulator.addFault({ kind: "stall", nth: "every" });
    await using place = await createPlace({ "chat-ips/all.txt": "43.132.0.0/24\n" });
    const ran = await chatIp(["sync", ...both], {
      env: asking(emulator),
      cwd: place.path,
      onStart: (child) => void untilAsked(emulator.requests).then(() => child.kill("SIGINT")),
    });
    expect(ran.exitCode).toBe(130);
    expect(await place.read("chat-ips/all.txt")).toBe("43.132.0.0/24\n");
    expect(readdirSync(place.path)).toEqual(["chat-ips"]);
  });

  it("commits the files and nothing else", async () => {
    await using emulator = await createEmulator({ lists });
    await using place = await createPlace({ "README.md": "a\n" });
    git(place, ["init", "-q"]);
    commitAll(place, "First");
    await place.write("README.md", "staged\n");
    git(place, ["add", "README.md"]);
    const env = { ...asking(emulator), ...identity() };
    const ran = await chatIpHere(["sync", ...both, "--commit"], { env, cwd: place.path });
    expect(ran.exitCode).toBe(0);
    expect(git(place, ["show", "--name-only", "--format=%s", "HEAD"])).toBe(
      "Chat IP allowlists: first version, 3 prefixes (web-global, all)\n\nchat-ips/all.txt\nchat-ips/web-global.txt\n",
    );
    expect(git(place, ["diff", "--cached", "--name-only"])).toBe("README.md\n");
    const again = await chatIpHere(["sync", ...both, "--commit"], { env, cwd: place.path });
    expect(again).toMatchObject({ exitCode: 0, stderr: expect.stringContaining("Nothing to commit.") });
  });

  it("says when a hook refuses the commit, and leaves the files written", async () => {
    await using emulator = await createEmulator({ lists });
    await using place = await createPlace({ "README.md": "a\n" });
    git(place, ["init", "-q"]);
    commitAll(place, "First");
    await place.write(".git/hooks/pre-commit", "#!/bin/sh\necho not on Fridays >&2\nexit 1\n");
    chmodSync(join(place.path, ".git/hooks/pre-commit"), 0o755);
    const ran = await chatIpHere(["sync", ...both, "--commit"], {
      env: { ...asking(emulator), ...identity() },
      cwd: place.path,
    });
    expect(ran.exitCode).toBe(1);
    expect(ran.stderr).toContain("not on Fridays");
    expect(existsSync(join(place.path, "chat-ips/all.txt"))).toBe(true);
  });

  it("says that there is no repository to commit to", async () => {
    await using emulator = await createEmulator({ lists });
    await using place = await createPlace();
    const ran = await chatIpHere(["sync", ...both, "--commit"], { env: asking(emulator), cwd: place.path });
    expect(ran.exitCode).toBe(1);
    expect(ran.stderr).toContain("no git repository");
    expect(existsSync(join(place.path, "chat-ips"))).toBe(false);
  });
});

/** Waits until the emulator has been asked. */
async function untilAsked(requests: readonly unknown[]): Promise<void> {
  while (requests.length === 0) await turn();
}

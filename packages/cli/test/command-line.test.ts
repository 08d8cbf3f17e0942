import { execFileSync, spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { createEmulator } from "@chat-ip/emulator";
import { describe, expect, inject, it } from "vitest";
import { commands } from "../src/commands.ts";
import { asking } from "./harness/asking.ts";
import { createPlace, environment } from "./harness/run-chat-ip.ts";
import { chatIpHere } from "./harness/run-here.ts";

const { version }: { version: string } = JSON.parse(
  readFileSync(new URL("../package.json", import.meta.url), "utf8"),
);

describe("chat-ip", () => {
  it("prints its version", async () => {
    expect(await chatIpHere(["--version"])).toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: "" });
  });

  it.each(commands.map(({ name }) => name))("shows help with an example for %s", async (name) => {
    const { exitCode, stdout } = await chatIpHere([name, "--help"]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/Examples:\n {2}# .+\n {2}.*chat-ip/);
  });

  it("lists every command in its help", async () => {
    const { stdout } = await chatIpHere(["--help"]);
    for (const { name } of commands) expect(stdout).toMatch(new RegExp(`^ {2}${name} `, "m"));
  });

  it.each([
    ["no command", [], "No command"],
    ["a misspelt command", ["fetsh"], "fetch"],
    ["a misspelt flag", ["fetch", "--agregate"], "--aggregate"],
    ["too many arguments", ["decode", "a", "b"], "Too many arguments"],
  ])("refuses %s", async (_name, args, words) => {
    const { exitCode, stdout, stderr } = await chatIpHere(args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 64, stdout: "" });
    expect(stderr).toContain(words);
  });

  it("writes errors as one JSON document with --json", async () => {
    const { exitCode, stdout } = await chatIpHere(["fetch", "--json"]);
    expect(exitCode).toBe(64);
    const { errors } = JSON.parse(stdout);
    expect(errors).toContainEqual({
      what: "The region is missing.",
      remedy: expect.stringContaining("--region"),
    });
  });

  it("quotes nothing of a config file that isn't JSON, since a key may stand in it", async () => {
    await using place = await createPlace({ "chat-ip.config.json": '{"secret-key": hunter2hunter2}' });
    const { exitCode, stderr } = await chatIpHere(["check", "--debug"], { cwd: place.path });
    expect(exitCode).toBe(64);
    expect(stderr).toContain("is not valid JSON");
    expect(stderr).not.toContain("hunter2");
  });

  it("names every mistake of a config file at once", async () => {
    const config = {
      listz: ["all"],
      lists: ["al"],
      region: "chna",
      "secret-key": "x",
      aggregate: "yes",
      apps: [{}],
    };
    await using place = await createPlace({ "chat-ip.config.json": JSON.stringify(config) });
    const { exitCode, stderr } = await chatIpHere(["fetch"], { cwd: place.path });
    expect(exitCode).toBe(64);
    for (const words of [
      '"listz"',
      "Did you mean `lists`?",
      "`all`",
      "`china`",
      "doesn't belong",
      "true or false",
      "apps[0]",
    ]) {
      expect(stderr).toContain(words);
    }
  });

  it.each([
    [{ FORCE_COLOR: "1" }, true],
    [{ FORCE_COLOR: "1", NO_COLOR: "1" }, true],
    [{ NO_COLOR: "1" }, false],
    [{}, false],
  ])("with %o colours: %s", async (env, colours) => {
    const { stdout } = await chatIpHere(["diff", "203.0.113.0/24", "203.0.113.0/25"], { env });
    expect(stdout.includes("\u001b[")).toBe(colours);
  });

  it.each([
    ["a config file that is a pipe", 'mkfifo chat-ip.config.json; exec "$@" check', 64, "is not a file"],
    [
      "an allowlist that is a pipe",
      'mkdir chat-ips; mkfifo chat-ips/all.txt; exec "$@" lookup 1.2.3.4',
      1,
      "not a plain file",
    ],
    ["an output that is full", 'exec "$@" aggregate 1.2.3.4 > /dev/full', 1, "ENOSPC"],
    ["words that nobody can be told", 'exec "$@" diff 1.2.3.4 1.2.3.4 2> /dev/full', 0, ""],
    ["no stdin", 'exec "$@" lookup --in 1.2.3.4 <&-', 1, "No address"],
    ["no stdout", 'exec "$@" aggregate 1.2.3.4 >&-', 0, ""],
    ["a UserSig that no URL holds", 'exec "$@" decode "usersig=%E0%A4%A"', 1, "not a whole UserSig"],
    [
      "JSON that is none",
      'echo "{" > x; exec "$@" webhook send C2C.CallbackAfterSendMsg --input x -f a=1',
      64,
      "JSON",
    ],
    ["a file where a folder must be", 'touch x; exec "$@" fetch all -o x/y', 1, "file"],
  ])("survives %s", async (_name, program, exitCode, words) => {
    await using emulator = await createEmulator({ lists: { all: ["203.0.113.0/24"] } });
    await using place = await createPlace();
    const args = ["-c", program, "bash", process.execPath, inject("chatIp")];
    const child = spawn("bash", args, { cwd: place.path, env: environment(asking(emulator)) });
    child.stdin.end();
    const exit = new Promise((resolve) => child.once("close", resolve));
    const [stderr, code] = await Promise.all([text(child.stderr), exit]);
    expect({ code, stderr }).toEqual({ code: exitCode, stderr: expect.stringContaining(words) });
    expect(stderr).not.toMatch(/Unexpected error|node:internal/);
  });

  it("ends quietly when its reader goes away", () => {
    const lines = Array.from({ length: 60_000 }, (_, n) => `10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`);
    const shell = `"${process.execPath}" "${inject("chatIp")}" aggregate --json | head -c 10`;
    const { status, stderr } = spawnSync("bash", ["-c", `${shell}; exit \${PIPESTATUS[0]}`], {
      input: lines.filter((_, n) => n % 2 === 0).join("\n"),
      env: environment(),
      encoding: "utf8",
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });
});

function has(program: string): boolean {
  return spawnSync(program, ["--version"]).status === 0;
}

describe("completion", () => {
  const script = async (shell: string): Promise<string> => (await chatIpHere(["completion", shell])).stdout;
  const cases: readonly (readonly [line: readonly string[], expected: readonly string[], not: string])[] = [
    [["chat-ip", "fe"], ["fetch"], "diff"],
    [["chat-ip", "fetch", "--reg"], ["--region"], "--lists"],
    [["chat-ip", "fetch", "--region", "si"], ["singapore", "silicon-valley"], "china"],
    [["chat-ip", "fetch", "webhook-"], ["webhook-china", "webhook-global"], "all"],
    [["chat-ip", "fetch", "--lists", "all,webhook-g"], ["webhook-global"], "webhook-china"],
  ];

  it.each(cases)("works in bash: %s", async (words, expected, not) => {
    await using place = await createPlace({ "completion.bash": await script("bash") });
    const program = `source completion.bash; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _chat_ip; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const output = execFileSync("bash", ["-c", program, "bash", ...words], {
      cwd: place.path,
      encoding: "utf8",
    });
    for (const word of expected) expect(output).toContain(word);
    expect(output).not.toContain(not === "webhook-china" ? "webhook-china" : not);
  });

  it.skipIf(!has("fish")).each(cases)(
    "works in fish (skipped without fish): %s",
    async (words, expected, not) => {
      await using place = await createPlace({ "chat-ip.fish": await script("fish") });
      const program = `source chat-ip.fish; complete -C '${words.join(" ")}'`;
      const env = environment({ HOME: place.path });
      const output = execFileSync("fish", ["-c", program], { cwd: place.path, env, encoding: "utf8" });
      for (const word of expected) expect(output).toContain(word);
      expect(output.split("\n").map((line) => line.split("\t")[0])).not.toContain(not);
    },
  );

  it.skipIf(!has("zsh")).each(cases)("works in zsh (skipped without zsh): %s", async (words, expected) => {
    await using place = await createPlace({ "chat-ip.zsh": await script("zsh") });
    // A zsh in a terminal of its own, since its completion works nowhere else: Tab, then what it wrote.
    const setUp = [
      `cd ${place.path}; autoload -Uz compinit; compinit -u -d ${join(place.path, "dump")}; source chat-ip.zsh`,
      "LISTMAX=1000; setopt no_beep; bindkey '^I' list-choices; PS1='%(?.READ.X)Y>'",
    ].join("; ");
    const program = `
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell ${JSON.stringify(setUp)}
zpty -r shell output '*READY>*'
zpty -w -n shell ${JSON.stringify(words.join(" "))}$'\\t'
zpty -w -n shell $'\\C-U'"echo FINISHED"$'\\n'
zpty -r shell output '*FINISHED*FINISHED*'
print -r -- "$output"
zpty -d shell`;
    const env = environment({ HOME: place.path, TERM: "xterm", COLUMNS: "200" });
    const output = execFileSync("zsh", ["-f", "-c", program], { cwd: place.path, env, encoding: "utf8" });
    for (const word of expected) expect(output).toContain(word);
  });

  it("refuses another shell", async () => {
    const ran = await chatIpHere(["completion", "powershell"]);
    expect(ran).toMatchObject({ exitCode: 64, stdout: "" });
  });
});

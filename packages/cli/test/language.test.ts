import { parseAllowlist, parseEntry } from "@chat-ip/allowlist";
import {
  endpointProblem,
  identifierProblem,
  secretKeyProblem,
  secretKeyWarning,
  userSigProblem,
} from "@chat-ip/core";
import { createEmulator } from "@chat-ip/emulator";
import { describe, expect, it } from "vitest";
import { chineseProblem } from "../src/words/zh-cn/problems.ts";
import { chineseReason } from "../src/words/zh-cn/reasons.ts";
import { asking } from "./harness/asking.ts";
import { createPlace, type Place } from "./harness/run-chat-ip.ts";
import { chatIpHere } from "./harness/run-here.ts";

const chinese = /\p{Script=Han}/u;

/** Lines for people that hold no Chinese. Names, paths, addresses and a few quoted words don't count. */
function english(text: string): readonly string[] {
  return text
    .split("\n")
    .filter((line) => /[a-z]{3,} [a-z]{2,} [a-z]{2,}/i.test(line) && !chinese.test(line));
}

const bad = ["", " ", "x".repeat(33), "a\nb", " a", "\ud800", "a\u200bb", "a b", "äöü", "-----BEGIN X-----"];
const urls = ["", "host", "ftp://a.b", "http://a.b", "https://u:p@a.b", "https://a.b?c", "https://a.b#c"];

describe("--lang zh", () => {
  it.each([
    ["no command", []],
    ["an unknown command", ["chek"]],
    ["an unknown flag", ["check", "--pth"]],
    ["a missing argument", ["explain"]],
    ["a secret as a flag", ["sign", "--secret-key", "x"]],
    [
      "settings that are wrong",
      ["check", "--region", "mars", "--sdk-app-id", "x", "--lists", "alll", "--identifier", " a"],
    ],
    ["half a UserSig", ["decode", "eJwtzEELgkAQBeD-sudw3N1xVoRO"]],
    ["an address that is none", ["lookup", "01.2.3.4", "1.2.3"]],
    ["lines that are no addresses", ["aggregate", "lines.txt"]],
    ["a file that isn't there", ["aggregate", "nothing.txt"]],
    ["an unknown event", ["webhook", "send", "C2C.Callback"]],
    ["a field that is none", ["call", "openim/sendmsg", "-f", "x"]],
    ["a request that lacks fields", ["call", "openim/sendmsg", "--dry-run"]],
    ["an init that lacks answers", ["init"]],
    [
      "a push from no repository",
      ["sync", "--push", "origin", "--sdk-app-id", "1400000000", "--region", "china"],
    ],
  ])("speaks Chinese about %s", async (_name, args) => {
    await using place = await createPlace({ "lines.txt": "1.2.3.4,\nnowhere\n" });
    const env = args.includes("origin") ? { CHAT_IP_SECRET_KEY: "a".repeat(64) } : {};
    const { stderr } = await chatIpHere([...args, "--lang", "zh"], { cwd: place.path, env });
    const words = args.length === 0 ? (stderr.split("\n\n").at(-1) ?? "") : stderr;
    expect(words).toMatch(chinese);
    expect(english(words)).toEqual([]);
  });

  it("speaks Chinese in results and what is said beside them", async () => {
    await using emulator = await createEmulator({ lists: { all: ["43.132.0.0/25", "43.133.0.0/25"] } });
    await using place: Place = await createPlace({
      "chat-ips/all.txt": "43.132.0.0/25\nnowhere\n# kepp: x\n",
    });
    const options = { cwd: place.path, env: { ...asking(emulator), CHAT_IP_LISTS: "all" } };
    for (const args of [["check"], ["sync"], ["check"], ["doctor"], ["explain", "70009", "lists"]]) {
      const { stdout, stderr } = await chatIpHere([...args, "--language", "zh-CN"], options);
      expect(stdout + stderr).toMatch(chinese);
      expect(english(stdout + stderr)).toEqual([]);
    }
  });

  it.each([
    ["an answer that is held back", { all: ["10.0.0.0/8"] }, undefined, 3],
    ["an empty answer", { all: [] }, undefined, 3],
    ["removals that are held back", { all: ["43.132.0.0/25"] }, undefined, 3],
    ["an API that refuses the key", { all: [] }, "f".repeat(64), 4],
  ])("speaks Chinese about %s", async (_name, lists, key, exitCode) => {
    await using emulator = await createEmulator({ lists });
    const file = ["43.132.0.0/25", "43.132.1.0/25", "43.132.2.0/25", "43.132.3.0/25", "43.132.4.0/25"].join(
      "\n",
    );
    await using place = await createPlace({ "chat-ips/all.txt": `${file}\n` });
    const env = { ...asking(emulator), ...(key === undefined ? {} : { CHAT_IP_SECRET_KEY: key }) };
    const ran = await chatIpHere(["check", "--lists", "all", "--lang", "zh"], { cwd: place.path, env });
    expect(ran.exitCode).toBe(exitCode);
    expect(ran.stderr).toMatch(chinese);
    expect(english(ran.stdout + ran.stderr)).toEqual([]);
  });

  it("is also taken from the environment and the config file", async () => {
    await using place = await createPlace({ "chat-ip.config.json": '{"language":"zh-CN"}' });
    expect((await chatIpHere(["check"], { cwd: place.path })).stderr).toMatch(chinese);
    expect((await chatIpHere(["check"], { env: { CHAT_IP_LANGUAGE: "zh" } })).stderr).toMatch(chinese);
    const { stderr } = await chatIpHere(["check", "--lang", "en"], { cwd: place.path });
    expect(stderr).not.toMatch(chinese);
  });

  it("refuses other languages", async () => {
    expect(await chatIpHere(["check", "--language", "fr"])).toMatchObject({ exitCode: 64 });
  });

  it.each([
    ["identifiers", bad.flatMap((text) => identifierProblem(text, "") ?? [])],
    [
      "keys",
      [...bad.flatMap((text) => secretKeyProblem(text, "") ?? []), secretKeyWarning("short", "") ?? ""],
    ],
    ["UserSigs", [...bad, "x".repeat(5000)].flatMap((text) => userSigProblem(text, "") ?? [])],
    ["endpoints", urls.flatMap((text) => endpointProblem(text, "") ?? [])],
  ])("has words for every problem of %s", (_name, problems) => {
    expect(problems.length).toBeGreaterThan(1);
    for (const problem of problems) expect(chineseProblem(problem.trim())).toMatch(chinese);
  });

  it("has words for every reason why a line is not an address", () => {
    const entries = [
      "",
      "fe80::1%eth0",
      "1.2.3.4-1.2.3.9",
      "10/8",
      "01.2.3.4",
      "x",
      "1.2.3.4/x",
      "1.2.3.4/01",
      "1.2.3.4/33",
      "::/129",
      "::ffff:0:0/90",
      "1".repeat(60),
    ];
    const lines = [
      '"1.2.3.4"',
      "[1.2.3.4]",
      "1.2.3.4,",
      "- 1.2.3.4",
      "*1.2.3.4|",
      "1.2.3.4 /24",
      "１.2.3.4",
      "# keep",
      "x",
    ];
    const reasons = [
      ...entries.flatMap((text) => {
        const entry = parseEntry(text);
        return entry.ok ? [] : [entry.reason];
      }),
      ...parseAllowlist(`${lines.join("\n")}\n`).invalid.map(({ reason }) => reason),
    ];
    expect(reasons.length).toBeGreaterThan(15);
    for (const reason of reasons) expect(chineseReason(reason)).toMatch(chinese);
  });
});

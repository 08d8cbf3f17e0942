import { createEmulator, type Emulator } from "@chat-ip/emulator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { commands } from "../src/commands.ts";
import { asking } from "./harness/asking.ts";
import { commitAll, git } from "./harness/git.ts";
import { chatIp, copyOf, createPlace, type Place } from "./harness/run-chat-ip.ts";

const listed = "43.132.0.0/24";
const key = "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e";
const app = ["--sdk-app-id", "1400000000"];
const event = "C2C.CallbackBeforeSendMsg";

let emulator: Emulator;
let made: Place;
let userSig: string;

beforeAll(async () => {
  emulator = await createEmulator({ lists: { all: [listed] } });
  made = await createPlace({ "chat-ips/all.txt": `${listed}\n`, key });
  git(made, ["init", "-q", "-b", "main"]);
  commitAll(made, "Allow");
  userSig = (await chatIp(["sign", ...app, "--key-file", "key"], { cwd: made.path })).stdout.trim();
});

afterAll(async () => {
  await emulator[Symbol.asyncDispose]();
  await made[Symbol.asyncDispose]();
});

/** A command line, its exit code, and what it prints: data when it succeeds, words when it fails. */
type Case = readonly [args: readonly string[], exitCode: number, output: string | RegExp];

/** For each command a run that succeeds and one that fails. "SIG" stands for a UserSig that is valid. */
const cases: Readonly<Record<string, readonly [success: Case, failure: Case]>> = {
  init: [
    [["init", ...app, "--region", "china"], 0, "chat-ip.config.json\n"],
    [["init"], 64, "region is missing"],
  ],
  fetch: [
    [["fetch", "all"], 0, listed],
    [["fetch", "al"], 64, "`all`"],
  ],
  check: [
    [["check", "--lists", "all"], 0, /^$/],
    [["check", "--lists", "all", "--identifier", "nobody"], 4, "could not be loaded"],
  ],
  sync: [
    [["sync", "--lists", "all", "--path", "new"], 0, "new/all.txt"],
    [["sync", "--lists", "all", "--commit", "--push", "origin"], 64, "can't be used together"],
  ],
  diff: [
    [["diff", "203.0.113.0/24", "203.0.113.0/25"], 2, "- 203.0.113.0/24"],
    [["diff", "chat-ips", "key"], 64, "folder"],
  ],
  aggregate: [
    [["aggregate", "203.0.113.0/25,203.0.113.128/25"], 0, /^203\.0\.113\.0\/24\n$/],
    [["aggregate", "nothing.txt"], 1, "nothing.txt failed (ENOENT)"],
  ],
  lookup: [
    [["lookup", "43.132.0.7"], 0, `43.132.0.7\tall\t${listed}`],
    [["lookup", "1.2.3"], 64, "1.2.3"],
  ],
  history: [
    [["history", "43.132.0.7"], 0, "allowed"],
    [["history", "8.8.8.8"], 1, "was never in a list"],
  ],
  watch: [
    [["watch", "--lists", "all", "--times", "1"], 0, /^$/],
    [["watch", "--times", "0"], 64, "--times"],
  ],
  sign: [
    [["sign", ...app, "--key-file", "key"], 0, /^\S{50,}\n$/],
    [["sign", "--expires", "soon"], 64, "`soon` is not a time"],
  ],
  decode: [
    [["decode", "SIG"], 0, "administrator"],
    [["decode", "eJwtzEELgkAQBeD-"], 1, "not a whole UserSig"],
  ],
  verify: [
    [["verify", "SIG", ...app, "--key-file", "key"], 0, /^valid: /],
    [["verify", "SIG", ...app, "--key-file", "key", "--identifier", "bob"], 1, "70013"],
  ],
  call: [
    [
      ["call", "im_open_login_svc/account_check", "-f", 'CheckItem[]={"UserID":"user-1"}'],
      0,
      '"ActionStatus": "OK"',
    ],
    [["call", "sendmsg"], 64, "service/command"],
  ],
  doctor: [
    [["doctor", "--lists", "all"], 0, "✓ key and region"],
    [["doctor", "--identifier", "alice"], 4, "60010"],
  ],
  webhook: [
    [["webhook", "list"], 0, event],
    [["webhook", "send", event], 64, "--to"],
  ],
  explain: [
    [["explain", "70009"], 0, "What to do:"],
    [["explain", "webhook-chna"], 64, "Did you mean `webhook-china`?"],
  ],
  completion: [
    [["completion", "bash"], 0, "_chat_ip"],
    [["completion", "powershell"], 64, "powershell"],
  ],
};

describe("the packed program, in a process of its own", () => {
  it.each(commands.map(({ name }) => name))("succeeds and fails as promised: %s", async (name) => {
    const both = cases[name] ?? [];
    expect(both).toHaveLength(2);
    for (const [index, [args, exitCode, output]] of both.entries()) {
      await using place = await copyOf(made);
      const given = args.map((arg) => (arg === "SIG" ? userSig : arg));
      const ran = await chatIp(given, { cwd: place.path, env: asking(emulator) });
      expect({ ...ran, given }).toMatchObject({ given, exitCode });
      const printed = index === 0 || name === "doctor" ? ran.stdout : ran.stderr;
      if (typeof output === "string") expect(printed).toContain(output);
      else expect(printed).toMatch(output);
    }
  });
});

import { createEmulator } from "@chat-ip/emulator";
import { describe, expect, it } from "vitest";
import { asking } from "./harness/asking.ts";
import { commitAll, git } from "./harness/git.ts";
import { createPlace, type Place } from "./harness/run-chat-ip.ts";
import { chatIpHere } from "./harness/run-here.ts";

async function createRepository(): Promise<Place> {
  const place = await createPlace({
    "chat-ips/all.txt": "203.0.113.0/25\n203.0.113.128/25\n",
    "chat-ips/webhook-global.txt": "198.51.100.7\n",
  });
  git(place, ["init", "-q"]);
  commitAll(place, "Allow", "2026-01-02T00:00:00Z");
  await place.write("chat-ips/all.txt", "# rewritten\n203.0.113.0/24\n");
  commitAll(place, "Merge ranges", "2026-02-03T00:00:00Z");
  await place.write("chat-ips/all.txt", "# rewritten\n203.0.113.0/24\n192.0.2.1\n");
  return place;
}

describe("lookup", () => {
  it("says list, prefix and since when, by address rather than by line", async () => {
    await using place = await createRepository();
    const ran = await chatIpHere(["lookup", "203.0.113.7", "198.51.100.7", "192.0.2.1"], { cwd: place.path });
    expect(ran).toEqual({
      exitCode: 0,
      stdout:
        "203.0.113.7\tall\t203.0.113.0/24\tsince 2026-01-02\n" +
        "198.51.100.7\twebhook-global\t198.51.100.7\tsince 2026-01-02\n" +
        "192.0.2.1\tall\t192.0.2.1\tnot committed yet\n",
      stderr: "",
    });
  });

  it("ends with 1 when an address is in no list", async () => {
    await using place = await createRepository();
    const ran = await chatIpHere(["lookup", "203.0.113.7", "8.8.8.8"], { cwd: place.path });
    expect(ran.exitCode).toBe(1);
    expect(ran.stdout).toContain("8.8.8.8\t-\t-\tin no list\n");
    expect(await chatIpHere(["lookup", "-q", "8.8.8.8"], { cwd: place.path })).toEqual({
      exitCode: 1,
      stdout: "",
      stderr: "",
    });
    expect(await chatIpHere(["lookup", "-q", "203.0.113.7"], { cwd: place.path })).toEqual({
      exitCode: 0,
      stdout: "",
      stderr: "",
    });
  });

  it("finds whole CIDRs", async () => {
    await using place = await createRepository();
    const ran = await chatIpHere(["lookup", "203.0.113.64/26", "203.0.112.0/23"], { cwd: place.path });
    expect(ran.stdout).toMatch(/^203\.0\.113\.64\/26\tall\t.*\n203\.0\.112\.0\/23\t-/);
  });

  it("reads the first address of each line of a log, and each address once", async () => {
    await using place = await createRepository();
    const log = [
      '203.0.113.7 - - [26/Nov/2026:10:00:00 +0000] "POST /hook HTTP/1.1" 200 2 "-" "Chrome/120.0.0.0"',
      '203.0.113.7 - - [26/Nov/2026:10:00:01 +0000] "POST /hook HTTP/1.1" 200 2',
      '{"time":"12:34:56","agent":"x/1.2.3.4","remote":"::ffff:198.51.100.7"}',
      "host.example:443 [2001:db8::7]:55123 GET /",
      "no address here 12:34:56 v1.2.3.4.5",
      "",
      "999.1.1.1 and 8.8.8.8",
    ];
    const ran = await chatIpHere(["lookup"], { cwd: place.path, input: `${log.join("\r\n")}\n` });
    expect(ran.stdout.split("\n").map((line) => line.split("\t")[0])).toEqual([
      "203.0.113.7",
      "198.51.100.7",
      "2001:db8::7",
      "8.8.8.8",
      "",
    ]);
    expect(ran.exitCode).toBe(1);
    expect(ran.stderr).toContain("4 addresses, 2 of them in no list");
    const unlisted = await chatIpHere(["lookup", "--unlisted"], { cwd: place.path, input: log.join("\n") });
    expect(unlisted.stdout).toBe("2001:db8::7\t-\t-\tin no list\n8.8.8.8\t-\t-\tin no list\n");
  });

  it("reads lists of addresses and CIDRs", async () => {
    await using place = await createRepository();
    const ran = await chatIpHere(["lookup"], {
      cwd: place.path,
      input: "203.0.113.7\n203.0.113.64/26\n10.0.0.0/8 office\n",
    });
    expect(ran.stdout.split("\n").map((line) => line.split("\t").slice(0, 2).join(" "))).toEqual([
      "203.0.113.7 all",
      "203.0.113.64/26 all",
      "10.0.0.0/8 -",
      "",
    ]);
  });

  it("writes one JSON document for a log", async () => {
    await using place = await createRepository();
    const ran = await chatIpHere(["lookup", "--json"], { cwd: place.path, input: "203.0.113.7\n8.8.8.8\n" });
    expect(JSON.parse(ran.stdout)).toMatchObject({
      version: 1,
      command: "lookup",
      results: [
        { address: "203.0.113.7", lists: [{ list: "all", since: "2026-01-02T00:00:00.000Z" }] },
        { address: "8.8.8.8", lists: [] },
      ],
      lines: 2,
      unlisted: 1,
    });
  });

  it("writes one JSON document for a log without addresses, too", async () => {
    await using place = await createRepository();
    const ran = await chatIpHere(["lookup", "--json"], { cwd: place.path, input: "nothing\n" });
    expect(ran).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("No address was found") });
    expect(JSON.parse(ran.stdout)).toMatchObject({ results: [], addresses: 0 });
  });

  it("looks in the live lists", async () => {
    await using emulator = await createEmulator({ lists: { "web-global": ["203.0.113.0/24"] } });
    const ran = await chatIpHere(["lookup", "203.0.113.9", "8.8.8.8", "--live"], { env: asking(emulator) });
    expect(ran).toMatchObject({
      exitCode: 1,
      stdout: "203.0.113.9\tweb-global\t203.0.113.0/24\t\n8.8.8.8\t-\t-\tin no list\n",
    });
    const refused = await chatIpHere(["lookup", "8.8.8.8", "--live"], {
      env: { ...asking(emulator), CHAT_IP_IDENTIFIER: "x" },
    });
    expect(refused).toMatchObject({ exitCode: 4, stdout: "" });
  });

  it("looks in any file", async () => {
    await using place = await createPlace({ "office.txt": "203.0.113.0/24\n" });
    const ran = await chatIpHere(["lookup", "203.0.113.9", "--in", "office.txt"], { cwd: place.path });
    expect(ran).toMatchObject({ exitCode: 0, stdout: "203.0.113.9\toffice.txt\t203.0.113.0/24\t\n" });
  });

  it.each([
    ["a name", ["lookup", "host.example"], "", 64, "not an address"],
    ["a log without addresses", ["lookup"], "a\nb\n", 1, "No address was found in 2 lines"],
    [
      "no folder of allowlists",
      ["lookup", "8.8.8.8", "--path", "elsewhere"],
      "",
      64,
      "no allowlists in elsewhere",
    ],
  ])("refuses %s", async (_name, args, input, exitCode, words) => {
    await using place = await createRepository();
    const ran = await chatIpHere(args, { cwd: place.path, input });
    expect(ran).toMatchObject({ exitCode, stdout: "" });
    expect(ran.stderr).toContain(words);
  });
});

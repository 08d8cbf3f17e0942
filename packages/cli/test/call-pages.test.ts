import { createEmulator } from "@chat-ip/emulator";
import { describe, expect, it } from "vitest";
import { asking } from "./harness/asking.ts";
import { chatIp } from "./harness/run-chat-ip.ts";

const command = "group_open_http_svc/get_appid_group_list";
const ask = ["call", command, "--paginate", "-f", "Limit=10"];

interface Page {
  readonly GroupIdList: readonly { readonly GroupId: string }[];
}

/** The groups of JSON documents that stand one after the other. */
function groupsIn(stdout: string): readonly (readonly string[])[] {
  const documents = stdout
    .split(/(?<=^\})\n/m)
    .filter((text) => text.trim() !== "")
    .map((text): Page => JSON.parse(text));
  return documents.map(({ GroupIdList }) => GroupIdList.map(({ GroupId }) => GroupId));
}

describe("call --paginate", () => {
  it("prints every page of an answer, with all digits of what leads to the next", async () => {
    await using emulator = await createEmulator();
    const { exitCode, stdout, stderr } = await chatIp(ask, { env: asking(emulator) });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "3 pages.\n" });
    const pages = groupsIn(stdout);
    expect(pages.map(({ length }) => length)).toEqual([10, 10, 5]);
    expect(new Set(pages.flat()).size).toBe(25);
    expect(stdout).toMatch(/"Next": \d{19}$/m);
    // A slow machine can deliver a request too early for the limit of one a second; it is sent again then.
    expect(emulator.requests.filter(({ answeredCode }) => answeredCode === 0)).toHaveLength(3);
  });

  it("fills in where the first page starts, without a warning", async () => {
    await using emulator = await createEmulator();
    const friends = ["call", "sns/friend_get", "--paginate", "-f", "From_Account=user-1"];
    const { exitCode, stderr } = await chatIp(friends, { env: asking(emulator) });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "3 pages.\n" });
  });

  it("writes one document with --json", async () => {
    await using emulator = await createEmulator();
    const { stdout } = await chatIp([...ask, "--json"], { env: asking(emulator) });
    const { command: name, request, pages } = JSON.parse(stdout);
    expect({ name, request }).toEqual({ name: "call", request: { command } });
    expect(pages.map(({ GroupIdList }: Page) => GroupIdList.length)).toEqual([10, 10, 5]);
  });

  it("ends at Ctrl+C with the pages until then", async () => {
    await using emulator = await createEmulator();
    emulator.addFault({ nth: 2, kind: "stall" });
    const { exitCode, stdout } = await chatIp(ask, {
      env: asking(emulator),
      onStart: (child) => child.stdout?.once("data", () => child.kill("SIGINT")),
    });
    expect(exitCode).toBe(130);
    expect(groupsIn(stdout).map(({ length }) => length)).toEqual([10]);
  });

  it("keeps the pages before one that fails, and says what failed", async () => {
    await using emulator = await createEmulator();
    emulator.addFault({ nth: 3, kind: "code", code: 60010 });
    const { exitCode, stdout, stderr } = await chatIp(ask, { env: asking(emulator) });
    expect(exitCode).toBe(4);
    expect(groupsIn(stdout)).toHaveLength(2);
    expect(stderr).toContain("60010");
  });

  it("is refused for a command that answers at once", async () => {
    const { exitCode, stderr } = await chatIp(["call", "openim/sendmsg", "--paginate"]);
    expect(exitCode).toBe(64);
    expect(stderr).toContain("page");
  });
});

describe("call COMMAND --help", () => {
  it.each([
    ["openim/sendmsg", "To_Account"],
    ["sendMessage", "MsgBody"],
    [command, "Limit"],
  ])("shows the fields of %s", async (name, field) => {
    const { exitCode, stdout } = await chatIp(["call", name, "--help"]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(field);
    expect(stdout).not.toContain("--raw-field");
  });

  it("is the help of `call` for what it doesn't know", async () => {
    expect((await chatIp(["call", "openim/nothing", "--help"])).stdout).toContain("--raw-field");
  });
});

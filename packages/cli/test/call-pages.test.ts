import { createEmulator } from "@chat-ip/emulator";
import { describe, expect, it } from "vitest";
import { asking } from "./harness/asking.ts";
import { chatIp } from "./harness/run-chat-ip.ts";
import { chatIpHere } from "./harness/run-here.ts";

const command = "group_open_http_svc/get_appid_group_list";
const ask = ["call", command, "--paginate", "-f", "Limit=10"];
/** Without a limit of one call a second: each page is one request, however slow the machine is. */
const friends = ["call", "sns/friend_get", "--paginate", "-f", "From_Account=user-1"];

interface Page {
  readonly GroupIdList?: readonly { readonly GroupId: string }[];
  readonly UserDataItem?: readonly { readonly To_Account: string }[];
}

/** What a page holds: the names of its groups or friends. */
const namesOn = ({ GroupIdList = [], UserDataItem = [] }: Page): readonly string[] => [
  ...GroupIdList.map(({ GroupId }) => GroupId),
  ...UserDataItem.map(({ To_Account }) => To_Account),
];

/** The pages of JSON documents that stand one after the other. */
function pagesIn(stdout: string): readonly (readonly string[])[] {
  return stdout
    .split(/(?<=^\})\n/m)
    .filter((text) => text.trim() !== "")
    .map((text) => namesOn(JSON.parse(text)));
}

describe("call --paginate", () => {
  it("prints every page of an answer, with all digits of what leads to the next", async () => {
    // A slow machine delivers some requests too early for the limit of one a second, so there is no limit here.
    await using emulator = await createEmulator({ maxPerSecond: null });
    const { exitCode, stdout, stderr } = await chatIpHere(ask, { env: asking(emulator) });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "3 pages.\n" });
    const pages = pagesIn(stdout);
    expect(pages.map(({ length }) => length)).toEqual([10, 10, 5]);
    expect(new Set(pages.flat()).size).toBe(25);
    expect(stdout).toMatch(/"Next": \d{19}$/m);
    expect(emulator.requests.map(({ answeredCode }) => answeredCode)).toEqual([0, 0, 0]);
  });

  it("fills in where the first page starts, without a warning", async () => {
    await using emulator = await createEmulator();
    const { exitCode, stderr } = await chatIpHere(friends, { env: asking(emulator) });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "3 pages.\n" });
  });

  it("writes one document with --json", async () => {
    await using emulator = await createEmulator();
    const { stdout } = await chatIpHere([...friends, "--json"], { env: asking(emulator) });
    const { command: name, request, pages } = JSON.parse(stdout);
    expect({ name, request }).toEqual({ name: "call", request: { command: "sns/friend_get" } });
    expect(pages.map((page: Page) => namesOn(page).length)).toEqual([10, 10, 5]);
  });

  it("ends at Ctrl+C with the pages until then", async () => {
    await using emulator = await createEmulator();
    emulator.addFault({ nth: 2, kind: "stall" });
    const { exitCode, stdout } = await chatIp(friends, {
      env: asking(emulator),
      onStart: (child) => child.stdout?.once("data", () => child.kill("SIGINT")),
    });
    expect(exitCode).toBe(130);
    expect(pagesIn(stdout).map(({ length }) => length)).toEqual([10]);
  });

  it("keeps the pages before one that fails, and says what failed", async () => {
    await using emulator = await createEmulator();
    emulator.addFault({ nth: 3, kind: "code", code: 60010 });
    const { exitCode, stdout, stderr } = await chatIpHere(friends, { env: asking(emulator) });
    expect(exitCode).toBe(4);
    expect(pagesIn(stdout).map(({ length }) => length)).toEqual([10, 10]);
    expect(stderr).toContain("60010");
  });

  it("is refused for a command that answers at once", async () => {
    const { exitCode, stderr } = await chatIpHere(["call", "openim/sendmsg", "--paginate"]);
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
    const { exitCode, stdout } = await chatIpHere(["call", name, "--help"]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(field);
    expect(stdout).not.toContain("--raw-field");
  });

  it("is the help of `call` for what it doesn't know", async () => {
    expect((await chatIpHere(["call", "openim/nothing", "--help"])).stdout).toContain("--raw-field");
  });
});

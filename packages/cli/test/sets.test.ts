import { describe, expect, it } from "vitest";
import { createPlace } from "./harness/run-chat-ip.ts";
import { chatIpHere } from "./harness/run-here.ts";

describe("aggregate", () => {
  it.each([
    [
      "stdin",
      [],
      "203.0.113.0/25\n203.0.113.128/25 # office\n2001:db8::1\n",
      "203.0.113.0/24\n2001:db8::1\n",
    ],
    ["prefixes", ["203.0.113.0/25,203.0.113.128/25"], "", "203.0.113.0/24\n"],
    ["files", ["a.txt", "-"], "198.51.100.1\n", "198.51.100.0/31\n"],
    ["an answer of the API", [], '{"IPList":["203.0.113.0/25","203.0.113.128/25"]}', "203.0.113.0/24\n"],
    ["one family", ["-4", "-"], "203.0.113.7\n2001:db8::1\n", "203.0.113.7\n"],
  ])("merges %s", async (_name, args, input, output) => {
    await using place = await createPlace({ "a.txt": "198.51.100.0\n" });
    const ran = await chatIpHere(["aggregate", ...args], { cwd: place.path, input });
    expect(ran).toEqual({ exitCode: 0, stdout: output, stderr: "" });
  });

  it("prints other formats", async () => {
    const { stdout } = await chatIpHere([
      "aggregate",
      "203.0.113.0/24",
      "--format",
      "nginx",
      "--name",
      "office",
    ]);
    expect(stdout).toContain("geo $chat_ip_office {");
  });

  it("writes nothing when a line is no address, and names all of them", async () => {
    const ran = await chatIpHere(["aggregate"], { input: "203.0.113.7\nhost.example\n10/8\n" });
    expect(ran).toMatchObject({ exitCode: 1, stdout: "" });
    for (const words of ["line 2", "line 3", "--skip-invalid"]) expect(ran.stderr).toContain(words);
    const skipped = await chatIpHere(["aggregate", "--skip-invalid"], {
      input: "203.0.113.7\nhost.example\n",
    });
    expect(skipped).toMatchObject({ exitCode: 0, stdout: "203.0.113.7\n" });
  });

  it("says that there is no such file", async () => {
    const ran = await chatIpHere(["aggregate", "nothing.txt"]);
    expect(ran).toMatchObject({ exitCode: 1, stdout: "" });
    expect(ran.stderr).toContain("nothing.txt failed (ENOENT)");
  });

  it("suggests a format", async () => {
    const ran = await chatIpHere(["aggregate", "203.0.113.7", "--format", "ngnix"]);
    expect(ran).toMatchObject({ exitCode: 64, stderr: expect.stringContaining("Did you mean `nginx`?") });
  });
});

describe("diff", () => {
  it("compares addresses, not text", async () => {
    const ran = await chatIpHere(["diff", "203.0.113.0/25,203.0.113.128/25", "203.0.113.0/24"]);
    expect(ran).toMatchObject({ exitCode: 0, stdout: "" });
    expect(ran.stderr).toContain("Same addresses");
  });

  it("shows what opens and closes", async () => {
    const ran = await chatIpHere(["diff", "203.0.113.0/24", "203.0.113.0/25,2001:db8::/32"]);
    expect(ran.exitCode).toBe(2);
    expect(ran.stdout).toContain("- 203.0.113.0/24  narrowed (203.0.113.0/25), 128 addresses\n");
    expect(ran.stdout).toContain("+ 2001:db8::/32   new");
    expect(ran.stderr).toContain("closes 128 addresses");
  });

  it("compares folders list by list", async () => {
    await using place = await createPlace({
      "a/all.txt": "203.0.113.0/24\n",
      "b/all.txt": "203.0.113.0/24\n",
      "b/web-global.txt": "198.51.100.7\n",
    });
    const ran = await chatIpHere(["diff", "a", "b", "--json"], { cwd: place.path });
    expect(ran.exitCode).toBe(2);
    expect(JSON.parse(ran.stdout)).toMatchObject({
      differs: true,
      lists: [
        { list: "all", differs: false },
        { list: "web-global", differs: true, added: [{ prefix: "198.51.100.7", addresses: "1" }] },
      ],
    });
  });

  it("refuses a folder beside a file", async () => {
    await using place = await createPlace({ "a/all.txt": "203.0.113.0/24\n", "b.txt": "203.0.113.0/24\n" });
    const ran = await chatIpHere(["diff", "a", "b.txt"], { cwd: place.path });
    expect(ran).toMatchObject({ exitCode: 64, stdout: "" });
  });
});

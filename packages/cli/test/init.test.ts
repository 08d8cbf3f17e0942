import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { createPlace } from "./harness/run-chat-ip.ts";
import { chatIpHere } from "./harness/run-here.ts";

const given = ["--sdk-app-id", "1400000000", "--region", "singapore"];

describe("init", () => {
  it.each([
    ["github", ".github/workflows/chat-ips.yml"],
    ["gitlab", ".gitlab/chat-ips.gitlab-ci.yml"],
    ["gitea", ".gitea/workflows/chat-ips.yml"],
  ])("writes the config file and the workflow for %s", async (host, file) => {
    await using place = await createPlace();
    const ran = await chatIpHere(["init", "--host", host, ...given, "--lists", "webhook-global"], {
      cwd: place.path,
    });
    expect(ran).toMatchObject({ exitCode: 0, stdout: `chat-ip.config.json\n${file}\n` });
    expect(ran.stderr).toContain("Next:");
    expect(JSON.parse(await place.read("chat-ip.config.json"))).toEqual({
      $schema: "https://unpkg.com/@chat-ip/cli/config.schema.json",
      "sdk-app-id": 1400000000,
      region: "singapore",
      lists: ["webhook-global"],
    });
    expect(Object.keys(parse(await place.read(file)))).not.toHaveLength(0);
    // What it wrote is what the other commands read.
    const next = await chatIpHere(["fetch"], { cwd: place.path });
    expect(next.stderr).toContain("secret key is missing");
    expect(next.stderr).not.toContain("region is missing");
  });

  it("leaves files that exist alone unless it is told otherwise", async () => {
    await using place = await createPlace({ "chat-ip.config.json": "{}" });
    const ran = await chatIpHere(["init", ...given], { cwd: place.path });
    expect(ran).toMatchObject({ exitCode: 64, stdout: "" });
    expect(ran.stderr).toContain("chat-ip.config.json exists already");
    expect(existsSync(join(place.path, ".github"))).toBe(false);
    expect((await chatIpHere(["init", "--force", ...given], { cwd: place.path })).exitCode).toBe(0);
  });

  it("names everything that is missing or wrong", async () => {
    await using place = await createPlace();
    const ran = await chatIpHere(["init", "--host", "gitlb", "--lists", "al", "--path", "../x"], {
      cwd: place.path,
    });
    expect(ran).toMatchObject({ exitCode: 64, stdout: "" });
    for (const words of [
      "Did you mean `gitlab`?",
      "SDKAppID is missing",
      "region is missing",
      "Did you mean `all`?",
      "../x",
    ]) {
      expect(ran.stderr).toContain(words);
    }
  });
});

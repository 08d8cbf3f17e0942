import { describe, expect, it } from "vitest";
import { chatIpHere } from "./harness/run-here.ts";

describe("explain", () => {
  it.each([
    ["70009", "en", ["key", "What to do:"]],
    ["70013", "en", ["identifier"]],
    ["70009", "zh", ["密钥", "处理："]],
    ["6012", "en", ["client SDK", "network", "native-global"]],
    ["9508", "zh", ["客户端", "网络", "web-global"]],
    ["10007", "en", ["groups", "https://"]],
    ["webhook-global", "en", ["Inbound", "outside China"]],
    ["lists", "zh", ["webhook-china", "入方向"]],
    ["webhooks", "en", ["webhook-global", "webhook send", "2 seconds", "console"]],
    ["callbacks", "zh", ["控制台", "webhook-china"]],
  ])("explains %s in %s", async (code, language, words) => {
    const { exitCode, stdout, stderr } = await chatIpHere(["explain", code, "--lang", language]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    for (const word of words) expect(stdout).toContain(word);
  });

  it("explains several codes as one JSON document", async () => {
    const { stdout } = await chatIpHere(["explain", "70009", "60008", "--json"]);
    expect(JSON.parse(stdout)).toMatchObject({
      command: "explain",
      codes: [
        { code: 70009, retry: false, source: "code" },
        { code: 60008, retry: true, source: "code" },
      ],
    });
  });

  it("suggests the name that was meant", async () => {
    const { exitCode, stdout, stderr } = await chatIpHere(["explain", "webhook-chna"]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 64, stdout: "" });
    expect(stderr).toContain("Did you mean `webhook-china`?");
  });
});

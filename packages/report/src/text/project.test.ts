import { expect, it } from "vitest";
import { product } from "./project.ts";

const project = "https://github.com/org/chat-ip-action";

it.each([
  ["chat-ip-action", "0.0.0", `[chat-ip dev](${project})`],
  ["chat-ip-action", "1.0.0", `[chat-ip 1.0.0](${project}/releases/tag/v1.0.0)`],
  ["@chat-ip/cli", "0.1.0", "[@chat-ip/cli 0.1.0](https://www.npmjs.com/package/@chat-ip/cli/v/0.1.0)"],
] as const)("%s %s links to its release", (program, version, text) => {
  expect(product({ program, version }).replaceAll("\\", "")).toBe(text);
});

it("quotes a version that isn't one", () => {
  expect(product({ program: "chat-ip-action", version: "1](x)" })).toBe("chat-ip `1](x)`");
});

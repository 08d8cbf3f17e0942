import { expect, it } from "vitest";
import { getDependencyReleaseLine, getReleaseLine } from "./changelog.ts";

it("writes a changeset's paragraphs as one item of a list", () => {
  const summary = "First release.\nIt asks for the lists.\n\n- `apps`: many apps  \n";
  expect(getReleaseLine({ summary })).toBe(
    "- First release.\n  It asks for the lists.\n\n  - `apps`: many apps",
  );
});

const raised = (name: string, newVersion: string) => ({ name, newVersion, type: "minor" as const });

it.each([
  ["nothing", [], ""],
  ["one package", [raised("@chat-ip/core", "0.2.0")], "- With @chat-ip/core 0.2.0."],
  [
    "two packages",
    [raised("@chat-ip/allowlist", "0.1.1"), raised("@chat-ip/core", "0.2.0")],
    "- With @chat-ip/allowlist 0.1.1, @chat-ip/core 0.2.0.",
  ],
  ["a private package", [{ name: "@chat-ip/sync", newVersion: "0.0.0", type: "none" as const }], ""],
])("names what rises with it: %s", (_what, releases, line) => {
  expect(getDependencyReleaseLine([], releases)).toBe(line);
});

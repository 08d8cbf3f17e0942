import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";

it("tells a story that goes as expected", async () => {
  const demo = fileURLToPath(new URL("../demo/demo.ts", import.meta.url));
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [
    "--conditions=@chat-ip/source",
    demo,
  ]);
  expect(stderr).toBe("");
  expect(stdout.trimEnd().split("\n").at(-1)).toBe(
    "Everything went as expected. For a server of your own, see examples/express-guard.",
  );
});

import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { runCommand } from "../../../scripts/run-command.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));

it("tells the whole story, and then what to try next", async () => {
  const demo = ["--conditions=@chat-ip/source", "actions/chat-ip/demo/demo.ts"];
  const story = await runCommand([process.execPath, ...demo], { cwd: root });
  const [told = "", next = ""] = story.split("What to try next");
  expect(told.match(/(?<=^ {2}The Action ).*(?=,)/gm)).toEqual([
    "opened pull request #1",
    "found nothing to do",
    "opened pull request #2",
    "closed pull request #2",
  ]);
  expect(next).toContain("npm run demo:webhooks");
  const paths = [...next.matchAll(/^ {2}(\S+(?:\/|\.md)) /gm)].map(([, path = ""]) => path);
  expect(paths).toHaveLength(3);
  expect(paths.filter((path) => !existsSync(`${root}${path}`))).toEqual([]);
});

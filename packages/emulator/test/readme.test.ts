import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { readCommandLine, usage } from "../src/command-line.ts";
import { readOptions } from "../src/emulator-options.ts";

const packageFolder = fileURLToPath(new URL("..", import.meta.url));
const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const snippets = [...readme.matchAll(/^```js\n(.*?)^```$/gms)].map((match) => match[1] ?? "");

test("the first snippet's code ends by line 15", () => {
  const lastLine = readme.split("\n").indexOf("```");
  expect(lastLine).toBeGreaterThan(5);
  expect(lastLine).toBeLessThanOrEqual(15);
});

test("describes every option of createEmulator and no other", () => {
  const section =
    /^## `createEmulator\(options\)`$(.*?)^## /ms.exec(readme)?.[1] ?? expect.fail("no section");
  const documented = [...section.matchAll(/^\| `(\w+)`/gm)].map((match) => match[1]);
  const { apps, ...own } = readOptions({});
  expect(documented.toSorted()).toEqual([...Object.keys(own), "apps", ...Object.keys(apps[0])].toSorted());
});

test("there are snippets to run", () => {
  expect(snippets).toHaveLength(4);
});

test.each(snippets)("prints what its comments say: %s", (snippet) => {
  const promised = [...snippet.matchAll(/console\.log\(.*\); \/\/ (.*)$/gm)].map((match) => match[1]);
  expect(promised.length).toBeGreaterThan(0);
  const args = ["--conditions=@chat-ip/source", "--input-type=module", "--eval", snippet];
  // Node's own warnings differ by version, so they are turned off.
  const { stdout, stderr } = spawnSync(process.execPath, ["--no-warnings", ...args], {
    cwd: packageFolder,
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  expect(stdout.trimEnd().split("\n")).toEqual(promised);
});

test("lists the options of the command as its help does", () => {
  const optionsIn = (text: string, pattern: RegExp): (string | undefined)[] =>
    [...text.matchAll(pattern)].map((match) => match[1]);
  const documented = optionsIn(readme, /^\| `(--[a-z-]+)/gm);
  expect(documented).toEqual(optionsIn(usage, /^ {2}(--[a-z-]+)/gm));
  expect(documented.length).toBeGreaterThan(5);
});

test("shows a command line that works", () => {
  const args =
    /^npx @chat-ip\/emulator (.*)$/m.exec(readme)?.[1]?.split(" ") ?? expect.fail("no command line");
  expect(readCommandLine(args)).toMatchObject({ kind: "run", port: 8080 });
});

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { refusals } from "../src/index.ts";

const packageFolder = fileURLToPath(new URL("..", import.meta.url));
const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");

it("has a snippet that prints what its comments say", () => {
  const snippet = /^```js\n(.*?)^```$/ms.exec(readme)?.[1] ?? expect.fail("no snippet");
  const promised = [...snippet.matchAll(/console\.log\(.*\); \/\/ (.*)$/gm)].map((match) => match[1]);
  const args = ["--no-warnings", "--conditions=@chat-ip/source", "--input-type=module", "--eval", snippet];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: packageFolder, encoding: "utf8" });
  expect(stderr).toBe("");
  const printed = stdout.trimEnd().split("\n");
  expect(promised).toHaveLength(3);
  expect(printed).toEqual(expect.arrayContaining(promised));
});

it("describes every option, setting, refusal and kind of fault", () => {
  const source = readFileSync(new URL("../src/options.ts", import.meta.url), "utf8");
  const options =
    /interface GitHubEmulatorOptions \{(.*?)^\}/ms.exec(source)?.[1] ?? expect.fail("no options");
  const section = /^## Options$(.*?)^## /ms.exec(readme)?.[1] ?? expect.fail("no section");
  for (const [, name = ""] of options.matchAll(/^ {2}(\w+)\?:/gm)) expect(section).toContain(`\`${name}\``);
  const settings = readFileSync(new URL("../src/settings.ts", import.meta.url), "utf8");
  for (const [, name = ""] of settings.matchAll(/^ {2}(\w+): [^,]*;$/gm))
    expect(section).toContain(`\`${name}\``);
  for (const name of Object.keys(refusals)) expect(readme).toContain(`\`${name}\``);
  for (const [, kind = ""] of source.matchAll(/kind: "([\w-]+)"/g)) expect(readme).toContain(`\`${kind}\``);
});

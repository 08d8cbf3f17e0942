import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { formatFileNames, formats } from "../src/index.ts";

const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
const snippets = [...readme.matchAll(/^```ts\n(.*?)^```$/gms)].map((match) => match[1] ?? "");

let folder = "";
beforeAll(async () => {
  // A project of a user's own, which has the package among its modules.
  folder = await mkdtemp(join(tmpdir(), "chat-ip-allowlist-readme-"));
  await mkdir(join(folder, "node_modules/@chat-ip"), { recursive: true });
  await symlink(
    fileURLToPath(new URL("..", import.meta.url)),
    join(folder, "node_modules/@chat-ip/allowlist"),
  );
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
});
afterAll(() => rm(folder, { recursive: true }));

it("shows a whole snippet by line 15", () => {
  expect(readme.split("\n").indexOf("```")).toBeLessThanOrEqual(15);
});

it.each(snippets.map((snippet, index) => ({ snippet, index })))(
  "prints what the comments of snippet $index say",
  async ({ snippet, index }) => {
    const promised = [...snippet.matchAll(/\/\/ →(?: (.*))?$/gm)].map((match) => match[1] ?? "");
    expect(promised.length).toBeGreaterThan(0);
    const file = join(folder, `${index}.ts`);
    await writeFile(file, snippet);
    const { stdout } = await promisify(execFile)(process.execPath, ["--conditions=@chat-ip/source", file]);
    // The console breaks long objects into lines of their own; a README has no room for that.
    const flat = stdout.replace(/\n {2,}/g, " ").replace(/\n([\]}])/g, " $1");
    expect(flat.slice(0, -1).split("\n")).toEqual(promised);
  },
);

it("names every export", async () => {
  const exports = Object.keys(await import("../src/index.ts"));
  expect(exports.filter((name) => !readme.includes(`\`${name}`) && !readme.includes(`${name}(`))).toEqual([]);
});

it("names the files of every format", () => {
  const rendering = readme.slice(readme.indexOf("\n## `render("));
  const row = (format: string): string =>
    new RegExp(`^\\| \`${format}\` .*$`, "m").exec(rendering)?.[0] ?? "";
  for (const format of formats) {
    const [first = "", ...more] = formatFileNames("webhook-china", format);
    expect(row(format)).toContain(`\`${first}\``);
    for (const name of more) expect(row(format)).toContain(name.replace(/^webhook-china(?:\.aws-waf)?/, "…"));
  }
});

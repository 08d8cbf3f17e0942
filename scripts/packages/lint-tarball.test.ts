import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCommand } from "../run-command.ts";
import { lintTarball } from "./lint-tarball.ts";

let place: string;

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), "chat-ip-tarballs-"));
});

afterAll(() => rm(place, { recursive: true }));

const sound = {
  name: "sample",
  version: "1.0.0",
  license: "MIT",
  type: "module",
  exports: { ".": { types: "./index.d.ts", default: "./index.js" } },
  sideEffects: false,
  files: ["index.js", "index.d.ts"],
  engines: { node: ">=22" },
};
const code = { "index.js": "export const one = 1;\n", "index.d.ts": "export declare const one: number;\n" };

async function problemsOf(manifest: object, files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(place, "package-"));
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), JSON.stringify(manifest));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const output = await runCommand(["npm", "pack", "--json", "--ignore-scripts"], { cwd: folder });
  const [{ filename }]: [{ filename: string }] = JSON.parse(output);
  return (await lintTarball("sample", join(folder, filename))).join("\n");
}

describe("lintTarball", () => {
  it("finds nothing in a sound ESM package with types", async () => {
    expect(await problemsOf(sound, code)).toBe("");
  });

  it("finds an entry that the tarball doesn't hold", async () => {
    expect(await problemsOf({ ...sound, files: ["index.d.ts"] }, code)).toMatch(/index\.js.*\[publint\]/);
  });

  it("finds types that come too late among the conditions", async () => {
    const exports = { ".": { default: "./index.js", types: "./index.d.ts" } };
    expect(await problemsOf({ ...sound, exports }, code)).toMatch(/types.*\[publint\]/);
  });

  it("finds a package without types", async () => {
    expect(await problemsOf({ ...sound, exports: "./index.js", files: ["index.js"] }, code)).toBe(
      "sample: has no types [attw]",
    );
  });

  it("finds types that describe CommonJS where the code is ESM", async () => {
    const exports = { ".": { types: "./index.d.cts", default: "./index.js" } };
    const files = { ...code, "index.d.cts": "declare const one: number;\nexport = one;\n" };
    const problems = await problemsOf({ ...sound, exports, files: ["index.js", "index.d.cts"] }, files);
    expect(problems).toContain("sample: FalseCJS [attw]");
  });
});

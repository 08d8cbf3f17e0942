import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { findFiles } from "../find-files.ts";
import { repositoryRoot } from "../report-problems.ts";
import { exportedNames, findWithoutHoverText } from "./hover-text.ts";

it("finds declarations and members without a comment, and nothing else", () => {
  const text = `/** Has one. */
export interface A {
  /** Has one. */
  readonly b: string;
  readonly c: string;
  // biome-ignore lint: no doc comment
  d(): void;
}
export type E = string;
export interface Private {
  readonly f: string;
}
`;
  const names = new Set(exportedNames('export { type A, x as E } from "./a.ts";\nexport const g = 1;\n'));
  expect([...names]).toEqual(["A", "E", "g"]);
  expect(findWithoutHoverText([{ path: "a.ts", text }], names)).toEqual([
    "a.ts:5 A.c",
    "a.ts:7 A.d",
    "a.ts:9 E",
  ]);
});

it.each(["allowlist", "commands", "core", "emulator", "webhooks"])(
  "%s has hover text on every export, option and field",
  async (name) => {
    const folder = join(repositoryRoot, "packages", name);
    const { exports } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    const entries = Object.values<{ readonly "@chat-ip/source"?: string }>(exports).flatMap(
      (each) => each["@chat-ip/source"] ?? [],
    );
    const modules = await Promise.all(entries.map((entry) => readFile(join(folder, entry), "utf8")));
    const paths = await findFiles(folder, "src/**/*.ts");
    const sources = paths.filter((path) => !path.endsWith(".test.ts"));
    const files = await Promise.all(
      sources.map(async (path) => ({ path, text: await readFile(join(folder, path), "utf8") })),
    );
    expect(findWithoutHoverText(files, new Set(modules.flatMap(exportedNames)))).toEqual([]);
  },
);

import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { generateDocument, generatedFolders, generateFiles } from "../generator/generate-files.ts";

const src = new URL("../src/", import.meta.url);

it("holds exactly the files that `pnpm generate` writes", () => {
  const committed = generatedFolders
    .flatMap((folder) => readdirSync(new URL(folder, src)).map((name) => `${folder}/${name}`))
    .map((path) => [path, readFileSync(new URL(path, src), "utf8")] as const);
  const sorted = (files: Iterable<readonly [string, string]>) => Object.fromEntries([...files].sort());
  expect(sorted(committed)).toEqual(sorted(generateFiles()));
});

it("has a COMMANDS.md that `pnpm generate` writes", () => {
  expect(readFileSync(new URL("../COMMANDS.md", src), "utf8")).toBe(generateDocument());
});

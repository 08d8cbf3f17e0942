import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { findFiles } from "./find-files.ts";
import { repositoryRoot } from "./report-problems.ts";

const read = (path: string): Promise<string> => readFile(join(repositoryRoot, path), "utf8");

it("editors, workflows and the locked Node packages name one version of Node", async () => {
  const version = (await read(".nvmrc")).trim();
  const { optionalDependencies } = JSON.parse(await read("package.json"));
  expect(new Set(Object.values(optionalDependencies))).toEqual(new Set([version]));
  const workflows = await findFiles(repositoryRoot, ".github/workflows/*.yml");
  const texts = await Promise.all(workflows.map(read));
  const named = texts.flatMap((text) =>
    [...text.matchAll(/node-version: (\d\S*)/g)].map(([, found]) => found),
  );
  expect(new Set(named)).toEqual(new Set([version]));
});

import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";

const source = new URL("../src/", import.meta.url);
const index = await readFile(new URL("index.ts", source), "utf8");
const exported = [...index.matchAll(/export (?:type )?\{([^}]*)\} from "\.\/(.*)"/g)].map(
  ([, names = "", file = ""]) => ({
    file,
    names: names
      .split(",")
      .map((name) => name.replace("type ", "").trim())
      .filter(Boolean),
  }),
);

/** The lines of a file's exported declarations, and of the fields in them, that have no comment above or on them. */
async function withoutText(file: string, names: readonly string[]): Promise<string[]> {
  const lines = (await readFile(new URL(file, source), "utf8")).split("\n");
  const found: string[] = [];
  let isInside = false;
  for (const [i, line] of lines.entries()) {
    const declared = /^export (?:interface|type|function|const|class) (\w+)/.exec(line)?.[1];
    const isExported = declared !== undefined && names.includes(declared);
    if (declared !== undefined) isInside = isExported && /interface|class/.test(line);
    if (line === "}") isInside = false;
    const isField =
      isInside && /^ {2}(?:readonly )?\w+\??[:(]/.test(line) && !/^ {2}(?:constructor|super)/.test(line);
    if (!isExported && !isField) continue;
    if (!lines[i - 1]?.trim().endsWith("*/")) found.push(`${file}:${i + 1}: ${line.trim()}`);
  }
  return found;
}

it("there is hover text on every export, option and field", async () => {
  expect((await Promise.all(exported.map(({ file, names }) => withoutText(file, names)))).flat()).toEqual([]);
});

// Writes src's generated folders anew from the data: `pnpm generate`.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { generatedFolders, generateFiles } from "./generate-files.ts";

const src = new URL("../src/", import.meta.url);
const files = generateFiles();
for (const folder of generatedFolders) rmSync(new URL(`${folder}/`, src), { recursive: true, force: true });
for (const [path, text] of files) {
  const file = fileURLToPath(new URL(path, src));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
process.stdout.write(`Wrote ${files.size} files to packages/commands/src.\n`);

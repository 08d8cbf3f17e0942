// Writes src's generated folders and COMMANDS.md anew from the data: `pnpm generate`.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { generateDocument, generatedFolders, generateFiles } from "./generate-files.ts";

const src = new URL("../src/", import.meta.url);
const files = generateFiles();
for (const folder of generatedFolders) rmSync(new URL(`${folder}/`, src), { recursive: true, force: true });
for (const [path, text] of files) {
  const file = fileURLToPath(new URL(path, src));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
writeFileSync(new URL("../COMMANDS.md", import.meta.url), generateDocument());
process.stdout.write(`Wrote COMMANDS.md and ${files.size} files to packages/commands/src.\n`);

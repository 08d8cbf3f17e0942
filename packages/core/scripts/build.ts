// Builds dist/: types by tsc, code by esbuild, in a few files instead of sixty, since each file that is imported costs time.
//   node scripts/build.ts
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type OutputFile } from "esbuild";
import { includeSigning, signingNotice } from "./include-signing.ts";
import { stampVersion } from "./stamp-version.ts";

const folder = fileURLToPath(new URL("..", import.meta.url));

/** Without imports that only run a file: no file of the package does anything when it runs, and bundlers warn of them. */
function withoutBareImports({ path, text }: OutputFile): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text.replaceAll(/^import "[^"]+";\n/gm, ""));
}

rmSync(`${folder}dist`, { recursive: true, force: true });
execFileSync("tsc", ["-p", "tsconfig.build.json"], { cwd: folder, stdio: "inherit" });
const { outputFiles } = await build({
  absWorkingDir: folder,
  // The transports stay files of their own, since package.json chooses between them for each runtime.
  entryPoints: [
    "src/index.ts",
    // On its own, so that bundles of a client leave out what else the first one exports.
    "src/chat-client.ts",
    "src/error-codes.ts",
    "src/proxies.ts",
    "src/browser.ts",
    "src/transport/node-transport.ts",
    "src/transport/fetch-transport.ts",
  ],
  outdir: "dist",
  outbase: "src",
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "neutral",
  target: "es2024",
  packages: "external",
  external: ["#transport"],
  chunkNames: "chunks/[name]-[hash]",
  plugins: [stampVersion, includeSigning],
  logLevel: "warning",
  write: false,
});
outputFiles.forEach(withoutBareImports);
// Not called LICENSES: pnpm would take it for the package's own licence, and leave that out.
writeFileSync(`${folder}dist/THIRD-PARTY-NOTICES.txt`, signingNotice());

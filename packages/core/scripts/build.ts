// Builds dist/: types by tsc, code by esbuild, in a few files instead of sixty, since each file that is imported costs time.
//   node scripts/build.ts
import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { stampVersion } from "./stamp-version.ts";

const folder = fileURLToPath(new URL("..", import.meta.url));

rmSync(`${folder}dist`, { recursive: true, force: true });
execFileSync("tsc", ["-p", "tsconfig.build.json"], { cwd: folder, stdio: "inherit" });
await build({
  absWorkingDir: folder,
  // The transports stay files of their own, since package.json chooses between them for each runtime.
  entryPoints: [
    "src/index.ts",
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
  plugins: [stampVersion],
  logLevel: "warning",
});

// Builds dist/: types by tsc, code by esbuild, in a few files instead of sixty, since each file that is imported costs time.
//   node scripts/build.ts
import { execFileSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";

const folder = fileURLToPath(new URL("..", import.meta.url));
const { version } = JSON.parse(readFileSync(`${folder}package.json`, "utf8")) as { version: string };

/** Puts the version in; 0.0.0, which no release has, stays "dev". */
const stampVersion: Plugin = {
  name: "stamp-version",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]src[\\/]version\.ts$/ }, ({ path }) => {
      const source = readFileSync(path, "utf8");
      if (!source.includes('"dev"')) throw new Error('version.ts has no "dev" to replace');
      const stamped = version === "0.0.0" ? source : source.replace('"dev"', JSON.stringify(version));
      return { contents: stamped, loader: "ts" };
    });
  },
};

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

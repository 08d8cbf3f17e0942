// Bundles the Action into one file that needs no node_modules: `node build.ts` writes dist/index.js.
import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Metafile } from "esbuild";

const here: string = fileURLToPath(new URL(".", import.meta.url));

const ofCore: NodeJS.Require = createRequire(new URL("../../packages/core/package.json", import.meta.url));

const alias: Record<string, string> = {
  // Its package.json names `main` twice. Node takes the last one; esbuild takes the first, which is not there.
  "tls-sig-api-v2": ofCore.resolve("tls-sig-api-v2"),
  // `@actions/http-client` asks for undici 6, core for 7. One of them does for both; two take a third of a run's CPU time.
  undici: ofCore.resolve("undici"),
};

/** CommonJS packages in the bundle call `require` for Node's own modules; ESM has none. */
const banner =
  'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);';

/** Builds into `outdir` and returns what went in. The same sources give the same bytes. */
export async function buildAction(outdir: string): Promise<{ metafile: Metafile }> {
  const { metafile } = await build({
    absWorkingDir: here,
    entryPoints: ["src/main.ts"],
    outfile: join(outdir, "index.js"),
    bundle: true,
    platform: "node",
    target: "node24",
    format: "esm",
    conditions: ["@chat-ip/source"],
    alias,
    // undici looks whether there is another `Headers` too, upon which Node would load its own copy of undici.
    define: { "globalThis.Headers": "undefined" },
    banner: { js: banner },
    minify: true,
    keepNames: true,
    charset: "utf8",
    legalComments: "none",
    metafile: true,
    logLevel: "warning",
  });
  // Node takes a .js file for CommonJS unless a package.json beside it says otherwise.
  await writeFile(join(outdir, "package.json"), '{ "type": "module" }\n');
  return { metafile };
}

if (import.meta.main) await buildAction(join(here, "dist"));

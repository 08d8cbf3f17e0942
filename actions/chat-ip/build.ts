// Bundles the Action, so that it needs no node_modules: `node build.ts` writes dist/index.js and what it loads later.
import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Metafile, type OnResolveArgs, type OnResolveResult, type Plugin } from "esbuild";
import { stampVersion } from "../../packages/core/scripts/stamp-version.ts";

const here: string = fileURLToPath(new URL(".", import.meta.url));
const standIn = (name: string): OnResolveResult => ({ path: join(here, "bundle", name) });

const ofCore: NodeJS.Require = createRequire(new URL("../../packages/core/package.json", import.meta.url));

const alias: Record<string, string> = {
  // packages/core/bundle/undici.cjs takes the parts of core's undici.
  "undici/lib": join(dirname(ofCore.resolve("undici")), "lib"),
};

/** What a module asks for, and what it gets instead, so that a run starts soon. See docs/decisions/009. */
function substitute({ path, importer }: OnResolveArgs): OnResolveResult | null {
  const fromToolkit = /[\\/]@actions[\\/]github[\\/]/.test(importer);
  switch (path) {
    case "undici":
      return fromToolkit ? standIn("github-transport.ts") : { path: "./undici.js", external: true };
    case "yaml":
      // For runs with the input `apps` only.
      return /[\\/]bundle[\\/]/.test(importer) ? null : { path: "./yaml.js", external: true };
    case "./zh-cn/chinese-words.ts":
      // For runs in Chinese only.
      return standIn("chinese-words.cjs");
    case "./chinese.js":
      return { path, external: true };
    case "./context.js":
      return fromToolkit ? standIn("github-context.ts") : null;
    case "@octokit/plugin-rest-endpoint-methods":
    case "@octokit/plugin-paginate-rest":
      return standIn("octokit-plugins.ts");
    case "@actions/http-client":
      return fromToolkit ? standIn("github-transport.ts") : null;
    case "crypto":
    case "node:crypto":
    case "zlib":
    case "node:zlib":
      return /[\\/]undici[\\/]/.test(importer) ? null : standIn(`node-${path.replace("node:", "")}.cjs`);
    default:
      return null;
  }
}

const quickStart: Plugin = {
  name: "quick-start",
  setup({ onResolve, resolve }) {
    onResolve({ filter: /./ }, async (args) => {
      const { path, pluginData, importer, namespace, resolveDir, kind } = args;
      if (pluginData === quickStart) return null;
      const other = substitute(args);
      if (other) return other;
      const found = await resolve(path, { importer, namespace, resolveDir, kind, pluginData: quickStart });
      // The toolkit's packages don't say that their modules do nothing on their own: what isn't used of them can go.
      return /[\\/]@actions[\\/]/.test(found.path) ? { ...found, sideEffects: false } : null;
    });
  },
};

/** Builds into `outdir` and returns what went in. The same sources give the same bytes. */
export async function buildAction(outdir: string): Promise<{ metafile: Metafile }> {
  const { metafile } = await build({
    absWorkingDir: here,
    entryPoints: {
      index: "src/main.ts",
      undici: "../../packages/core/bundle/undici.cjs",
      yaml: "bundle/yaml.ts",
      chinese: "../../packages/report/src/words/zh-cn/chinese-words.ts",
    },
    outdir,
    bundle: true,
    platform: "node",
    target: "node24",
    // As an ES module it would make Node load an undici of its own with `node:http`, and the ES module loader.
    format: "cjs",
    supported: { "dynamic-import": false },
    conditions: ["@chat-ip/source"],
    alias,
    plugins: [stampVersion, quickStart],
    minify: true,
    charset: "utf8",
    legalComments: "none",
    metafile: true,
    logLevel: "warning",
  });
  // Node takes a .js file for what the nearest package.json says.
  await writeFile(join(outdir, "package.json"), '{ "type": "commonjs" }\n');
  return { metafile };
}

if (import.meta.main) await buildAction(join(here, "dist"));

// Bundles the command line: `node build.ts` writes dist/chat-ip.cjs and what it loads later. See docs/decisions.
import { chmod, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Metafile, type Plugin } from "esbuild";
import { findBundledPackages } from "../../scripts/licences/bundled-packages.ts";
import { formatNotices } from "../../scripts/licences/third-party.ts";
import { stampVersion } from "../core/scripts/stamp-version.ts";

const here: string = fileURLToPath(new URL(".", import.meta.url));
const ofCore: NodeJS.Require = createRequire(new URL("../core/package.json", import.meta.url));

/** The program's start loads the rest when it is needed, and that loads undici with the first request. */
const apart: Plugin = {
  name: "apart",
  setup({ onResolve }) {
    onResolve({ filter: /^undici$/ }, () => ({ path: "./undici.cjs", external: true }));
    onResolve({ filter: /^\.\/main\.ts$/ }, ({ importer }) =>
      importer.endsWith("chat-ip.ts") ? { path: "./main.cjs", external: true } : null,
    );
  },
};

/** undici loads Node's HTTP/2, which takes longer than a request does; the API is asked over HTTP/1.1, so that can wait. */
const http2Later: Plugin = {
  name: "http2-later",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\.\/client-h2\.js$/ }, ({ path, resolveDir, namespace }) =>
      namespace === "later" ? null : { path, namespace: "later", pluginData: resolveDir },
    );
    onLoad({ filter: /./, namespace: "later" }, ({ path, pluginData }) => ({
      contents: `module.exports = (...given) => require("${path}")(...given);`,
      resolveDir: pluginData,
    }));
  },
};

/** Builds into `outdir` and returns what went in. The same sources give the same bytes. */
export async function buildCli(outdir: string): Promise<{ metafile: Metafile }> {
  const { version }: { version: string } = JSON.parse(await readFile(join(here, "package.json"), "utf8"));
  const { metafile } = await build({
    absWorkingDir: here,
    entryPoints: { "chat-ip": "src/chat-ip.ts", main: "src/main.ts", undici: "../core/bundle/undici.cjs" },
    outdir,
    outExtension: { ".js": ".cjs" },
    bundle: true,
    platform: "node",
    target: "node20",
    // As an ES module it would start later: Node's loader for them takes longer.
    format: "cjs",
    supported: { "dynamic-import": false },
    conditions: ["@chat-ip/source"],
    define: { "process.env.CHAT_IP_CLI_VERSION": JSON.stringify(version) },
    // packages/core/bundle/undici.cjs takes the parts of core's undici.
    alias: { "undici/lib": join(dirname(ofCore.resolve("undici")), "lib") },
    plugins: [apart, http2Later, stampVersion],
    minify: true,
    charset: "utf8",
    legalComments: "none",
    metafile: true,
    logLevel: "warning",
  });
  await chmod(join(outdir, "chat-ip.cjs"), 0o755);
  const notices = formatNotices(await findBundledPackages(metafile, here), "The files of dist contain");
  // Not called LICENSES: pnpm would take it for the package's own licence, and leave that out.
  await writeFile(join(outdir, "THIRD-PARTY-NOTICES.txt"), notices);
  return { metafile };
}

if (import.meta.main) await buildCli(join(here, "dist"));

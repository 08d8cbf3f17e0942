import { join } from "node:path";
import { build } from "esbuild";
import { rolldown } from "rolldown";
import webpack from "webpack";

/** What to bundle: a program, for a server or a browser. */
export interface BundleOptions {
  readonly entry: string;
  /** Where the files go. */
  readonly folder: string;
  readonly platform: "node" | "browser";
}

/** Bundles and minifies a program as a project's own settings would: in several files, without aliases. undici stays outside. */
type Bundle = (options: BundleOptions) => Promise<void>;

const withEsbuild: Bundle = async ({ entry, folder, platform }) => {
  await build({
    entryPoints: [entry],
    outdir: folder,
    entryNames: "main",
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    minify: true,
    format: "esm",
    platform,
    external: platform === "node" ? ["undici"] : ["node:*", "crypto", "zlib"],
    logLevel: "silent",
  });
};

const withRolldown: Bundle = async ({ entry, folder, platform }) => {
  const bundle = await rolldown({
    input: entry,
    platform,
    external: platform === "node" ? ["undici"] : [/^node:/, "crypto", "zlib"],
    logLevel: "silent",
  });
  await bundle.write({
    dir: folder,
    entryFileNames: "main.mjs",
    chunkFileNames: "[name]-[hash].mjs",
    minify: true,
  });
  await bundle.close();
};

const withWebpack: Bundle = ({ entry, folder, platform }) =>
  new Promise((resolve, reject) => {
    const settings: webpack.Configuration = {
      mode: "production",
      devtool: false,
      performance: false,
      target: platform === "node" ? "node22" : "web",
      entry,
      externals: platform === "node" ? { undici: "module undici" } : [/^node:/, "crypto", "zlib"],
      experiments: { outputModule: true },
      output: {
        path: folder,
        filename: "main.mjs",
        chunkFilename: "[name].mjs",
        module: true,
        library: { type: "module" },
      },
    };
    webpack(settings, (error, stats) => {
      if (error) reject(error);
      else if (stats?.hasErrors()) reject(new Error(stats.toString("errors-only")));
      else resolve();
    });
  });

/** The bundlers, by name. Each writes its first file as `main.mjs`. */
export const bundlers: Readonly<Record<string, Bundle>> = {
  esbuild: withEsbuild,
  rolldown: withRolldown,
  webpack: withWebpack,
};

/** The file that a bundle starts with. */
export const mainFile = (folder: string): string => join(folder, "main.mjs");

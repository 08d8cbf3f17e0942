import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Metafile, type OutputFile } from "esbuild";
import { findBundledPackages } from "../../../scripts/licences/bundled-packages.ts";
import { formatNotices } from "../../../scripts/licences/third-party.ts";
import { includeSigning } from "./include-signing.ts";
import { stampVersion } from "./stamp-version.ts";

const folder: string = fileURLToPath(new URL("..", import.meta.url));

/** Bundles the package into `outdir` and returns what went in. */
export async function bundleCore(outdir: string): Promise<{ metafile: Metafile }> {
  const { metafile, outputFiles } = await build({
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
    outdir,
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
    metafile: true,
    write: false,
  });
  await Promise.all(outputFiles.map(writeWithoutBareImports));
  const notices = formatNotices(await findBundledPackages(metafile, folder), "The files of dist contain");
  // Not called LICENSES: pnpm would take it for the package's own licence, and leave that out.
  await writeFile(join(outdir, "THIRD-PARTY-NOTICES.txt"), notices);
  return { metafile };
}

/** Leaves out imports that only run a file: no file of the package does anything when it runs, and bundlers warn of them. */
async function writeWithoutBareImports({ path, text }: OutputFile): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text.replaceAll(/^import "[^"]+";\n/gm, ""));
}

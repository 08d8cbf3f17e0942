import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";

/** The part of esbuild's metafile that is used here: every file in a bundle, by its path. */
export interface Metafile {
  readonly inputs: Readonly<Record<string, object>>;
}

/** A third-party package with code in the bundle. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** The `license` field of its package.json; empty if it has none. */
  readonly licence: string;
  /** The text of its licence and notice files; empty if it has none. */
  readonly text: string;
}

const licenceFile = /^(licen[cs]e|notice|copying)(\.|-|$)/i;

/**
 * Finds the packages whose files are in a bundle. The workspace's own packages are left out, because they
 * have the project's licence.
 *
 * @param base folder that the metafile's paths are relative to
 * @returns packages sorted by name, then version
 */
export async function findBundledPackages(metafile: Metafile, base: string): Promise<BundledPackage[]> {
  const folders = new Set<string>();
  for (const path of Object.keys(metafile.inputs)) {
    const folder = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(`/${path}`)?.[0].slice(1);
    if (folder !== undefined) folders.add(resolve(base, folder));
  }
  const packages = await Promise.all([...folders].map(readPackage));
  return packages.sort((a, b) => compareText(a.name, b.name) || compareText(a.version, b.version));
}

async function readPackage(folder: string): Promise<BundledPackage> {
  const manifest: { name?: string; version?: string; license?: unknown } = JSON.parse(
    await readFile(join(folder, "package.json"), "utf8"),
  );
  const files = (await readdir(folder)).filter((file) => licenceFile.test(file)).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), "utf8")));
  return {
    name: manifest.name ?? "",
    version: manifest.version ?? "",
    licence: typeof manifest.license === "string" ? manifest.license : "",
    text: texts.map((text) => text.replaceAll("\r\n", "\n").trim()).join("\n\n"),
  };
}

// Not localeCompare, whose order depends on the machine's language.
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

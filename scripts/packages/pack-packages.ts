import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createPackageFromTarballData } from "@arethetypeswrong/core";
import { findFiles } from "../find-files.ts";
import { runPnpm } from "../run-command.ts";

/** A package as it would be published. */
export interface PackedPackage {
  readonly name: string;
  readonly folder: string;
  readonly tarball: string;
  /** Paths in the tarball, relative to the package. */
  readonly files: readonly string[];
  /** Those of them that name a source map. */
  readonly mapped: readonly string[];
  readonly manifest: PackedManifest;
}

/** What is read of a packed package.json. */
export interface PackedManifest {
  readonly license?: string;
  readonly homepage?: string;
  readonly bugs?: unknown;
  readonly keywords?: readonly string[];
  readonly repository?: { readonly url?: string; readonly directory?: string };
  readonly engines?: { readonly node?: string };
  readonly bin?: Readonly<Record<string, string>>;
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** Packs every package of the workspace at `root` that isn't private into `destination`. They have to be built. */
export async function packPackages(root: string, destination: string): Promise<PackedPackage[]> {
  const folders = new Map<string, string>();
  for (const path of await findFiles(root, "packages/*/package.json")) {
    const manifest: { name: string; private?: boolean } = JSON.parse(
      await readFile(join(root, path), "utf8"),
    );
    if (manifest.private !== true) folders.set(manifest.name, path.replace(/\/package\.json$/, ""));
  }
  const { packageManager }: { packageManager: string } = JSON.parse(
    await readFile(join(root, "package.json"), "utf8"),
  );
  const filters = [...folders.keys()].flatMap((name) => ["--filter", name]);
  const args = ["--recursive", ...filters, "pack", "--json", "--pack-destination", destination];
  const reports: { name: string; filename: string }[] = JSON.parse(
    await runPnpm(packageManager, args, { cwd: root }),
  );
  const packages = reports.map(({ name, filename }) => readTarball(name, folders.get(name) ?? "", filename));
  return (await Promise.all(packages)).sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function readTarball(name: string, folder: string, tarball: string): Promise<PackedPackage> {
  const contents = createPackageFromTarballData(new Uint8Array(await readFile(tarball)));
  const prefix = `/node_modules/${name}/`;
  const files = contents.listFiles().map((path) => path.replace(prefix, ""));
  const mapped = files.filter(
    (path) => /\.[jt]s$/.test(path) && contents.readFile(prefix + path).includes("\n//# sourceMappingURL="),
  );
  return {
    name,
    folder,
    tarball,
    files,
    mapped,
    manifest: JSON.parse(contents.readFile(`${prefix}package.json`)),
  };
}

import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { repositoryRoot } from "../report-problems.ts";

/** A copy of an example, as a reader makes one. */
export interface InstalledExample {
  readonly path: string;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Copies an example into a folder of its own, with the dependencies that its package.json names: the packages of this workspace
 * from their sources, others as they are installed here.
 *
 * @throws {Error} if it names a dependency that isn't installed in the workspace
 */
export async function installExample(name: string): Promise<InstalledExample> {
  const path = await mkdtemp(join(tmpdir(), `chat-ip-example-${name}-`));
  await cp(join(repositoryRoot, "examples", name), path, { recursive: true });
  const manifest: { dependencies?: Record<string, string> } = JSON.parse(
    await readFile(join(path, "package.json"), "utf8"),
  );
  for (const dependency of Object.keys(manifest.dependencies ?? {})) {
    const link = join(path, "node_modules", dependency);
    await mkdir(dirname(link), { recursive: true });
    await symlink(await homeOf(dependency), link, "junction");
  }
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
}

/** The folder of a package of this workspace, or of one that a package here depends on. */
async function homeOf(dependency: string): Promise<string> {
  const [, own] = /^@chat-ip\/(.+)$/.exec(dependency) ?? [];
  const packages = join(repositoryRoot, "packages");
  const places =
    own === undefined
      ? (await readdir(packages)).map((name) => join(packages, name, "node_modules", dependency))
      : [join(packages, own)];
  const found = places.find((place) => existsSync(join(place, "package.json")));
  if (found === undefined) throw new Error(`${dependency} is not installed in this workspace`);
  return realpath(found);
}

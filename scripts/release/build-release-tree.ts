// Writes the tree of an Action release: node build-release-tree.ts FOLDER. It builds the checkout that contains it,
// so that a release is verified by the build script of its own source.
import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { buildAction } from "../../actions/chat-ip/build.ts";
import { findBundledPackages } from "../licences/bundled-packages.ts";
import { formatNotices } from "../licences/third-party.ts";
import { repositoryRoot } from "../report-problems.ts";

/** Fills an empty folder with what a runner needs to run the Action, and with the notices that its licences require. */
export async function buildReleaseTree(folder: string): Promise<void> {
  const action = join(repositoryRoot, "actions/chat-ip");
  const dist = join(folder, "dist");
  await mkdir(dist, { recursive: true });
  const { metafile } = await buildAction(dist);
  const packages = await findBundledPackages(metafile, action);
  await writeFile(join(folder, "THIRD-PARTY-LICENSES.txt"), formatNotices(packages));
  await copyFile(join(action, "action.yml"), join(folder, "action.yml"));
  await copyFile(join(action, "README.md"), join(folder, "README.md"));
  await copyFile(join(repositoryRoot, "LICENSE"), join(folder, "LICENSE"));
}

const [folder] = process.argv.slice(2);
if (import.meta.main) {
  if (folder === undefined) throw new Error("usage: build-release-tree.ts FOLDER");
  await buildReleaseTree(resolve(folder));
}

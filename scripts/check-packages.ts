// Packs the packages as a release does, lints the tarballs, and uses them with their types and bundled in an empty project.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkBundles } from "./packages/check-bundles.ts";
import { checkManifest } from "./packages/check-manifest.ts";
import { findOldestNode, publishAndInstall, runProgram, typeCheckProgram } from "./packages/empty-project.ts";
import { lintTarball } from "./packages/lint-tarball.ts";
import { packPackages } from "./packages/pack-packages.ts";
import { type CheckResult, reportProblems, repositoryRoot } from "./report-problems.ts";

/** Checks the packages of the workspace at `root`, which must be built. */
export async function checkPackages(root: string): Promise<CheckResult> {
  const place = await mkdtemp(join(tmpdir(), "chat-ip-packages-"));
  try {
    const packages = await packPackages(root, place);
    const problems: string[] = [];
    for (const packed of packages) {
      problems.push(...checkManifest(packed), ...(await lintTarball(packed.name, packed.tarball)));
    }
    const project = join(place, "empty-project");
    const versions: string[] = [];
    const sizes: string[] = [];
    try {
      await publishAndInstall(root, packages, project);
      await typeCheckProgram(root, project);
      versions.push(await runProgram(project, process.execPath));
      const oldest = findOldestNode(root);
      if (oldest) versions.push(await runProgram(project, oldest));
      const bundles = await checkBundles(project);
      sizes.push(...bundles.sizes);
      problems.push(...bundles.problems);
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
    }
    const summary = `packages: ${packages.length} packed, linted, published on loopback, installed and used with types on Node ${versions.join(" and ")}; loaded of bundles: ${sizes.join(", ")}`;
    return { summary, problems };
  } finally {
    await rm(place, { recursive: true });
  }
}

if (import.meta.main) reportProblems(await checkPackages(repositoryRoot));

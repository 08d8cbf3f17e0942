// Checks that actions/chat-ip/third-party.json lists the packages in the Action's bundle, and that every licence is permissive.
// With --write, updates the list first; a licence that isn't permissive is still reported.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildAction } from "../actions/chat-ip/build.ts";
import { type BundledPackage, findBundledPackages } from "./licences/bundled-packages.ts";
import { compareThirdParties, listThirdParties, type ThirdParty } from "./licences/third-party.ts";
import { type CheckResult, reportProblems, repositoryRoot } from "./report-problems.ts";

const listPath = "actions/chat-ip/third-party.json";

/** Compares a bundle's packages with the list in the repository at `root`. */
export async function checkLicences(root: string, packages: readonly BundledPackage[]): Promise<CheckResult> {
  const committed: ThirdParty[] = JSON.parse(await readFile(join(root, listPath), "utf8"));
  const problems = compareThirdParties(packages, committed).map(
    (problem) => `${listPath}: ${problem}. Look at its licence, then run: npm run generate`,
  );
  return {
    summary: `licences: ${packages.length} packages in the bundle, all permissive and declared`,
    problems,
  };
}

/** Builds the Action into a temporary folder and finds which packages are in its bundle. */
export async function findPackagesOfAction(): Promise<BundledPackage[]> {
  const folder = await mkdtemp(join(tmpdir(), "chat-ip-bundle-"));
  try {
    const { metafile } = await buildAction(folder);
    return await findBundledPackages(metafile, join(repositoryRoot, "actions/chat-ip"));
  } finally {
    await rm(folder, { recursive: true });
  }
}

if (import.meta.main) {
  const packages = await findPackagesOfAction();
  if (process.argv.includes("--write")) {
    await writeFile(
      join(repositoryRoot, listPath),
      `${JSON.stringify(listThirdParties(packages), null, 2)}\n`,
    );
  }
  reportProblems(await checkLicences(repositoryRoot, packages));
}

// Checks that the third-party.json of each bundle (the Action's, the command line's and core's) lists the packages in it, and that
// every licence is permissive. With --write, updates the lists first; a licence that isn't permissive is still reported.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildAction } from "../actions/chat-ip/build.ts";
import { buildCli } from "../packages/cli/build.ts";
import { bundleCore } from "../packages/core/scripts/bundle-core.ts";
import { type BundledPackage, findBundledPackages, type Metafile } from "./licences/bundled-packages.ts";
import { compareThirdParties, listThirdParties, type ThirdParty } from "./licences/third-party.ts";
import { type CheckResult, reportProblems, repositoryRoot } from "./report-problems.ts";

interface Bundle {
  /** The folder that its list is in, from the repository's. */
  readonly folder: string;
  readonly build: (outdir: string) => Promise<{ readonly metafile: Metafile }>;
}

const bundles: readonly Bundle[] = [
  { folder: "actions/chat-ip", build: buildAction },
  { folder: "packages/cli", build: buildCli },
  { folder: "packages/core", build: bundleCore },
];

const listOf = ({ folder }: Bundle): string => join(folder, "third-party.json");

/** Compares a bundle's packages with its list in the repository at `root`. */
async function compareBundle(
  root: string,
  bundle: Bundle,
  packages: readonly BundledPackage[],
): Promise<readonly string[]> {
  const committed: ThirdParty[] = JSON.parse(await readFile(join(root, listOf(bundle)), "utf8"));
  return compareThirdParties(packages, committed).map(
    (problem) => `${listOf(bundle)}: ${problem}. Look at its licence, then run: npm run generate`,
  );
}

/** Builds into a temporary folder and finds which packages are in a bundle. */
async function findPackages({ folder, build }: Bundle): Promise<BundledPackage[]> {
  const outdir = await mkdtemp(join(tmpdir(), "chat-ip-bundle-"));
  try {
    const { metafile } = await build(outdir);
    return await findBundledPackages(metafile, join(repositoryRoot, folder));
  } finally {
    await rm(outdir, { recursive: true });
  }
}

if (import.meta.main) {
  const problems: string[] = [];
  let count = 0;
  for (const bundle of bundles) {
    const packages = await findPackages(bundle);
    count += packages.length;
    if (process.argv.includes("--write")) {
      const list = `${JSON.stringify(listThirdParties(packages), null, 2)}\n`;
      await writeFile(join(repositoryRoot, listOf(bundle)), list);
    }
    problems.push(...(await compareBundle(repositoryRoot, bundle, packages)));
  }
  const result: CheckResult = {
    summary: `licences: ${count} packages in the bundles, all permissive and declared`,
    problems,
  };
  reportProblems(result);
}

import type { BundledPackage } from "./bundled-packages.ts";
import { isPermissive } from "./permissive.ts";

/** One entry of the committed list: has no version, so that an update with the same licence changes nothing. */
export interface ThirdParty {
  readonly name: string;
  readonly licence: string;
}

/** The list to commit: each package and licence once, in the packages' order. */
export function listThirdParties(packages: readonly BundledPackage[]): ThirdParty[] {
  const entries = new Map<string, ThirdParty>();
  for (const { name, licence } of packages) entries.set(`${name} ${licence}`, { name, licence });
  return [...entries.values()];
}

/** Reports how the bundle's packages differ from the committed list, and licences or texts that are not acceptable. */
export function compareThirdParties(
  packages: readonly BundledPackage[],
  committed: readonly ThirdParty[],
): string[] {
  const problems: string[] = [];
  const keyOf = ({ name, licence }: ThirdParty) => `${name} (${licence || "no licence"})`;
  const bundled = new Set(listThirdParties(packages).map(keyOf));
  const declared = new Set(committed.map(keyOf));
  for (const key of bundled)
    if (!declared.has(key)) problems.push(`${key} is in the bundle but not declared`);
  for (const key of declared)
    if (!bundled.has(key)) problems.push(`${key} is declared but not in the bundle`);
  for (const { name, version, licence, text } of packages) {
    if (!isPermissive(licence))
      problems.push(`${name}@${version}: the licence "${licence}" is not permissive`);
    if (text === "")
      problems.push(`${name}@${version} has no licence text, but its licence requires including one`);
  }
  return problems;
}

/** Returns THIRD-PARTY-LICENSES.txt: the packages in a bundle with the full text of each licence. */
export function formatNotices(
  packages: readonly BundledPackage[],
  bundle = "dist/index.js contains",
): string {
  const sections = packages.map(
    ({ name, version, licence, text }) => `${name} ${version} (${licence})\n${"-".repeat(78)}\n${text}\n`,
  );
  return `${bundle} code of these packages, under their licences:\n\n${sections.join("\n\n")}`;
}

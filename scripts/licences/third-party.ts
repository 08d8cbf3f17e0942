import type { BundledPackage } from "./bundled-packages.ts";
import { isPermissive } from "./permissive.ts";

/** One entry of the committed list: no version, so that an update within a licence changes nothing here. */
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

/** Says how the bundle's packages and the committed list differ, and which licence or text does not do. */
export function compareThirdParties(
  packages: readonly BundledPackage[],
  committed: readonly ThirdParty[],
): string[] {
  const problems: string[] = [];
  const keyOf = ({ name, licence }: ThirdParty) => `${name} (${licence || "no licence"})`;
  const bundled = new Set(listThirdParties(packages).map(keyOf));
  const declared = new Set(committed.map(keyOf));
  for (const key of bundled)
    if (!declared.has(key)) problems.push(`${key} is in the bundle and not declared`);
  for (const key of declared)
    if (!bundled.has(key)) problems.push(`${key} is declared and not in the bundle`);
  for (const { name, version, licence, text } of packages) {
    if (!isPermissive(licence))
      problems.push(`${name}@${version}: the licence "${licence}" is not permissive`);
    if (text === "")
      problems.push(`${name}@${version} brings no licence text, which its licence asks us to pass on`);
  }
  return problems;
}

/** Writes THIRD-PARTY-LICENSES.txt: who is in the bundle, and each licence in full. */
export function formatNotices(packages: readonly BundledPackage[]): string {
  const sections = packages.map(
    ({ name, version, licence, text }) => `${name} ${version} (${licence})\n${"-".repeat(78)}\n${text}\n`,
  );
  return `dist/index.js contains code of these packages, under their licences:\n\n${sections.join("\n\n")}`;
}

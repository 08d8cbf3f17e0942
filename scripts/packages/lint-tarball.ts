import { readFile } from "node:fs/promises";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { formatMessage } from "publint/utils";

// The packages are ESM only, so CommonJS on Node 16 and module resolution without `exports` can't use them.
const resolutionsNotServed = new Set<string | undefined>(["node10", "node16-cjs"]);

/**
 * Asks publint and attw what is wrong with a packed package.
 *
 * @returns sentences; empty when both find nothing
 */
export async function lintTarball(name: string, tarball: string): Promise<string[]> {
  const bytes = new Uint8Array(await readFile(tarball));
  const { messages, pkg } = await publint({ pack: { tarball: bytes.buffer }, strict: true });
  const problems = messages.map(
    (message) => `${name}: ${formatMessage(message, pkg) ?? message.code} [publint]`,
  );

  const analysis = await checkPackage(createPackageFromTarballData(bytes));
  if (analysis.types === false) {
    const isProgram = pkg.bin !== undefined && pkg.exports?.["."] === undefined;
    return isProgram ? problems : [...problems, `${name}: has no types [attw]`];
  }
  for (const problem of analysis.problems) {
    const resolution = "resolutionKind" in problem ? problem.resolutionKind : undefined;
    if (resolutionsNotServed.has(resolution)) continue;
    const where = "entrypoint" in problem ? ` at ${problem.entrypoint}` : "";
    problems.push(`${name}: ${problem.kind}${where}${resolution ? ` under ${resolution}` : ""} [attw]`);
  }
  return problems;
}

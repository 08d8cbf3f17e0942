import type { PackedPackage } from "./pack-packages.ts";

/** The repository named in npm's provenance. npm refuses a package that names another one. */
export const repositoryUrl = "git+https://github.com/org/chat-ip-action.git";

// Files that are only for the workspace, or only make a tarball larger.
const unwanted = [/\.map$/, /\.test\./, /^src\//, /^test\//, /tsconfig/, /\.tsbuildinfo$/];

/** Checks what linters don't know: what this project promises about each package, and which files it ships. */
export function checkManifest({ name, folder, files, mapped, manifest }: PackedPackage): string[] {
  const problems: string[] = [];
  const say = (problem: string) => problems.push(`${name}: ${problem}`);
  if (manifest.license !== "MIT") say("`license` is not MIT");
  if (!manifest.homepage?.startsWith("https://")) say("has no `homepage`");
  if (manifest.bugs === undefined) say("`bugs` doesn't say where to report them");
  if ((manifest.keywords ?? []).length < 5) say("has fewer than 5 `keywords`");
  for (const file of mapped) say(`${file} names a source map, and the tarball has none`);
  if (manifest.engines?.node !== ">=22") say("`engines.node` is not >=22");
  if (manifest.repository?.url !== repositoryUrl || manifest.repository.directory !== folder) {
    say(
      `\`repository\` must be { "type": "git", "url": "${repositoryUrl}", "directory": "${folder}" }, or npm refuses its provenance`,
    );
  }
  for (const [dependency, range] of Object.entries({
    ...manifest.dependencies,
    ...manifest.peerDependencies,
  })) {
    if (/^(workspace|file|link|catalog):/.test(range))
      say(`depends on ${dependency} by ${range}, which npm can't resolve`);
  }
  for (const field of ["devDependencies", "scripts"] as const) {
    if (manifest[field] !== undefined) say(`\`${field}\` is published; .pnpmfile.cjs takes it out`);
  }
  for (const needed of ["package.json", "LICENSE", "README.md", ...entryPoints(manifest)]) {
    if (!files.includes(needed)) say(`the tarball has no ${needed}`);
  }
  for (const file of files)
    if (unwanted.some((pattern) => pattern.test(file))) say(`the tarball ships ${file}`);
  return problems;
}

/** What a package can't do without: its programs where it is only a program, else the module and its types. */
function entryPoints({ bin, exports }: PackedPackage["manifest"]): string[] {
  if (bin === undefined || exports?.["."] !== undefined) return ["dist/index.js", "dist/index.d.ts"];
  return Object.values(bin).map((path) => path.replace(/^\.\//, ""));
}

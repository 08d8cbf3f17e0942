/** One part of the check: a program that exits with 0 if all is well. */
export interface Step {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  /** Names of steps that must have passed before this one starts. */
  readonly needs?: readonly string[];
  /** Show its output line by line as it comes. Otherwise it is shown only if the step fails. */
  readonly live?: boolean;
}

const script = (path: string, ...args: string[]): [string, ...string[]] => [
  process.execPath,
  "--conditions=@chat-ip/source",
  `scripts/${path}.ts`,
  ...args,
];

const typesAndBuild: Step = {
  name: "types and build",
  command: ["turbo", "run", "typecheck", "build", "--output-logs=errors-only"],
};
const packages: Step = {
  name: "packages",
  command: script("check-packages"),
  needs: [typesAndBuild.name],
};
const light: readonly Step[] = [
  { name: "format and lint", command: ["biome", "ci", "--error-on-warnings", "."] },
  { name: "types of the scripts", command: ["tsc", "-p", "scripts"] },
  { name: "workflows", command: script("check-workflows") },
  { name: "documents", command: script("check-docs") },
  { name: "licences", command: script("check-licences") },
];

/**
 * Every step of `npm test`, or of `npm run test:all` with `full`. Earlier ones start first, so the tests, which take longest,
 * are near the top.
 */
export function listSteps({ full }: { full: boolean }): Step[] {
  // The build writes what the tests write too. With `full`, the tests also build a package again, which must not be packed then.
  const needs = [typesAndBuild.name, ...(full ? [packages.name] : [])];
  const tests: Step = { name: "tests", command: script("check/run-tests"), needs, live: true };
  return full ? [typesAndBuild, packages, tests, ...light] : [typesAndBuild, tests, ...light, packages];
}

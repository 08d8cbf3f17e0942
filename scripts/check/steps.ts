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

/** Every step of `npm test`. Earlier ones start first, so the tests, which take longest, are near the top. */
export const steps: readonly Step[] = [
  { name: "types and build", command: ["turbo", "run", "typecheck", "build", "--output-logs=errors-only"] },
  // Both the build and the tests write the Action's bundle, so they must not run at once.
  { name: "tests", command: script("check/run-tests"), needs: ["types and build"], live: true },
  { name: "format and lint", command: ["biome", "ci", "--error-on-warnings", "."] },
  { name: "types of the scripts", command: ["tsc", "-p", "scripts"] },
  { name: "workflows", command: script("check-workflows") },
  { name: "documents", command: script("check-docs") },
  { name: "licences", command: script("check-licences") },
  { name: "packages", command: script("check-packages"), needs: ["types and build"] },
];

/** Inputs or environment that the run can't start with. Lists everything that is wrong at once. */
export class InputError extends Error {
  override readonly name = "InputError" as const;
  /** a sentence each */
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(
      problems.length === 1
        ? (problems[0] ?? "")
        : `${problems.length} problems with the inputs:\n${problems.map((problem) => `- ${problem}`).join("\n")}`,
    );
    this.problems = problems;
  }
}

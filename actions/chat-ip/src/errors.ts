import type { InputProblem } from "@chat-ip/report";

/** Inputs or environment that the run can't start with. Lists everything that is wrong at once; the words are the report's. */
export class InputError extends Error {
  override readonly name = "InputError" as const;
  readonly problems: readonly InputProblem[];

  constructor(problems: readonly InputProblem[]) {
    super(problems.map(({ id }) => id).join(", "));
    this.problems = problems;
  }
}

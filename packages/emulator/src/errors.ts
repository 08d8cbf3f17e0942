/** The emulator's options can't be used. Nothing was started. */
export class EmulatorOptionsError extends Error {
  override readonly name = "EmulatorOptionsError";
  /** All problems, in words. The secret key is never among them. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The emulator's options can't be used: ${problems.join("; ")}.`);
    this.problems = problems;
  }
}

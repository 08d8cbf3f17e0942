/** The options given to the emulator cannot be used. Nothing has been started. */
export class EmulatorOptionsError extends Error {
  override readonly name = "EmulatorOptionsError";
  /** Everything that is wrong, each in words; the secret key is never quoted. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The emulator's options cannot be used: ${problems.join("; ")}.`);
    this.problems = problems;
  }
}

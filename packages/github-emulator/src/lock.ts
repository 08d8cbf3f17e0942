/** Runs one piece of work at a time, in the order of the calls. */
export class Lock {
  #last: Promise<unknown> = Promise.resolve();

  run<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#last.then(work);
    // A failure is reported to its own caller, not to the next one.
    this.#last = result.catch(() => undefined);
    return result;
  }
}

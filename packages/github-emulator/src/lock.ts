/** Runs one piece of work at a time, in the order in which it was asked for. */
export class Lock {
  #last: Promise<unknown> = Promise.resolve();

  run<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#last.then(work);
    // A failure belongs to whoever asked for that piece of work, not to the next one.
    this.#last = result.catch(() => undefined);
    return result;
  }
}

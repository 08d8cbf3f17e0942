import { GitHubError } from "./errors.ts";

const maxTries = 3;

interface Posting<T> {
  readonly send: () => Promise<T>;
  /** what it has made, where it has been carried out after all; else `null` */
  readonly find: () => Promise<T | null>;
  /** before another try */
  readonly pause: (tries: number) => Promise<void>;
}

/** Makes one of something: after a lost answer it is looked for before it is asked for again. */
export async function postOnce<T>({ send, find, pause }: Posting<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof GitHubError) || !error.ambiguous) throw error;
      const found = await find();
      if (found !== null) return found;
      if (tries === maxTries) throw error;
    }
    await pause(tries);
  }
}

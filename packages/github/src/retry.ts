import { GitHubError } from "./failure.ts";

/** How many times a request is tried. */
export const maxTries = 3;

/** The pause before another try, longer each time, in ms. */
export const pauseMs = (attempt: number, random: () => number): number =>
  500 * 2 ** (attempt - 1) * (0.5 + random() / 2);

interface Posting<T> {
  readonly send: () => Promise<T>;
  /** Returns what was created if the request was carried out after all, otherwise `null`. */
  readonly find: () => Promise<T | null>;
  /** before another try */
  readonly pause: (tries: number) => Promise<void>;
}

/** Creates something only once: after a lost answer it looks for it before it tries again. */
export async function postOnce<T>({ send, find, pause }: Posting<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof GitHubError) || error.kind !== "lost") throw error;
      const found = await find();
      if (found !== null) return found;
      if (tries === maxTries) throw error;
    }
    await pause(tries);
  }
}

/** GitHub's answer, or `null` if there is no such thing. */
export async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof GitHubError && error.kind === "absent") return null;
    throw error;
  }
}

import { GitHubError } from "./errors.ts";

/** An answer of GitHub's, or `null` where it finds nothing there. */
export async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof GitHubError && error.status === 404) return null;
    throw error;
  }
}

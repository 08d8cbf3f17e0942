import { GitHubError } from "./errors.ts";
import { saysAbsent } from "./github-failure.ts";

/** An answer of GitHub's, or `null` where it finds nothing there. */
export async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof GitHubError && saysAbsent(error)) return null;
    throw error;
  }
}

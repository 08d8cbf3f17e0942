import { GitHubError } from "./errors.ts";

// GitHub's answers are typed, but what came may be anything: a proxy's, or a server's that is not quite GitHub. What the Action
// rests on is looked at where it is read.

function refuse(what: string): never {
  throw new GitHubError({
    message: `GitHub's answer does not tell ${what}, so something else may have answered in its place. Run the workflow again, and look at what is between the runner and GitHub if it stays so.`,
    route: "",
    status: null,
    detail: `no ${what}`,
    // Whatever was asked for may have been done.
    ambiguous: true,
  });
}

/** @throws {GitHubError} where it is no text, or an empty one. */
export const text = (value: unknown, what: string): string =>
  typeof value === "string" && value !== "" ? value : refuse(what);

/** @throws {GitHubError} where it is no number above 0. */
export const count = (value: unknown, what: string): number =>
  Number.isSafeInteger(value) && Number(value) > 0 ? Number(value) : refuse(what);

/** @throws {GitHubError} where it is no object. */
export const record = <T extends object>(value: T | null | undefined, what: string): T =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? value : refuse(what);

/** @throws {GitHubError} where it is no list of objects. */
export const records = <T extends object>(value: readonly T[] | null | undefined, what: string): T[] =>
  Array.isArray(value) ? value.map((item: T) => record(item, what)) : refuse(what);

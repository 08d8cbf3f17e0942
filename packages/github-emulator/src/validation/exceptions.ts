/**
 * Statuses that GitHub sends and its description leaves out for some operation. Everything else that the description
 * lacks is a violation. Their bodies are checked against `basic-error` all the same.
 */
export const undocumentedStatuses: ReadonlyMap<number, string> = new Map([
  [301, "any operation redirects reads of a repository that was renamed or transferred"],
  [307, "any operation redirects writes to such a repository"],
  [400, "any body that is not JSON gets “Problems parsing JSON”; no operation lists it for that"],
  [401, "any operation answers “Bad credentials”; the description names it for a few only"],
  [403, "any operation answers “Resource not accessible by integration”; many do not list it"],
  [404, "whatever a token may not see is not found; operations of one's own repository often leave that out"],
]);

/** Some refusals are described by their status alone; GitHub sends the usual body with them. */
export function isUndescribedRefusal(status: number, mediaTypes: number): boolean {
  return status >= 400 && mediaTypes === 0;
}

/** The description covers answers in the raw media type, which aren't JSON, in prose only. */
export function isRawMedia(contentType: string): boolean {
  return contentType.startsWith("application/vnd.github.raw");
}

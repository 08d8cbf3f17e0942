/**
 * What changed in the repository since it was read.
 *
 * - `branch-appeared`, `branch-moved`, `branch-came-and-went`: the pull request's branch
 * - `base-moved`: somebody pushed to the base
 * - `pull-request-changed`: the pull request or its branch; `pull-request-closed`: somebody closed it
 * - `note-changed`: another run has changed the note about removals
 * - `not-found-yet`: the host doesn't find what it had just made
 */
export type MovedReason =
  | "branch-appeared"
  | "branch-moved"
  | "branch-came-and-went"
  | "base-moved"
  | "pull-request-changed"
  | "pull-request-closed"
  | "note-changed"
  | "not-found-yet";

/**
 * What changed in the repository since it was read.
 *
 * - `branch-appeared`, `branch-moved`, `branch-came-and-went`: the pull request's branch
 * - `base-moved`: somebody pushed to the base
 * - `folder-missed`: the host listed a folder of the base as missing that the commit's tree has
 * - `pull-request-changed`: the pull request or its branch; `pull-request-closed`: somebody closed it
 * - `note-changed`: another run has changed the note about removals
 * - `not-found-yet`: the host doesn't find what it had just made
 */
export type MovedReason =
  | "branch-appeared"
  | "branch-moved"
  | "branch-came-and-went"
  | "base-moved"
  | "folder-missed"
  | "pull-request-changed"
  | "pull-request-closed"
  | "note-changed"
  | "not-found-yet";

/** A way to merge a pull request, by the name that GitHub's API uses. */
export type MergeMethod = "merge" | "squash" | "rebase";

/** What an administrator of the repository can switch, and how fast this GitHub is. */
export interface RepositorySettings {
  /** The merge methods that the repository allows. Default: all three. */
  mergeMethods: readonly MergeMethod[];
  /** "Automatically delete head branches". Default false. */
  deleteBranchOnMerge: boolean;
  /** Whether the plan has draft pull requests. Default true. */
  drafts: boolean;
  /** An archived repository refuses every write. Default false. */
  archived: boolean;
  /** Whether the repository has pull requests at all. Default true. */
  pullRequests: boolean;
  /**
   * How many requests after a pull request's head or base moved come too early: reads answer `mergeable: null`, and merging
   * is refused with "Base branch was modified". Default 0.
   */
  lateMergeability: number;
  /**
   * How many requests of each route miss a pull request, ref or object that the token has just created. Default 0.
   * On GitHub it is a matter of seconds; counting requests keeps tests free of clocks.
   */
  unknownForRequests: number;
}

export const defaultSettings: Readonly<RepositorySettings> = {
  mergeMethods: ["merge", "squash", "rebase"],
  deleteBranchOnMerge: false,
  drafts: true,
  archived: false,
  pullRequests: true,
  lateMergeability: 0,
  unknownForRequests: 0,
};

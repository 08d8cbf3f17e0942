import type { OthersWork } from "../run-outcome.ts";
import type { TokenKind } from "./repository.ts";

/** What a comment of the Action is about. For a new kind, add a word here and its text in `report`. */
export const commentKinds = [
  "obsolete",
  "obsolete-edited",
  "edited",
  "conflict",
  "by-another",
  "reminder",
] as const;
export type CommentKind = (typeof commentKinds)[number];

/** What a body's words depend on, besides the lists. */
export interface BodyRequest {
  readonly operation: "created" | "updated";
  /** the closed pull request that this one follows */
  readonly previous: number | null;
  /** what other people have committed to the branch; `null` for nothing */
  readonly others: OthersWork | null;
  /** Does the branch hold our commits only? `null` where that is not known. */
  readonly onlyOurs: boolean | null;
  /** whose token opened it: checks on a pull request of the workflow's own token wait for a person */
  readonly tokenKind: TokenKind;
  /** characters that markers and people's text already take */
  readonly reserved: number;
  /** Leave out what differs from run to run (time, link, version), to see whether the rest says anything new. */
  readonly timeless: boolean;
}

/** The texts of a pull request. */
export interface Texts {
  readonly title: string;
  readonly commitMessage: string;
  body(request: BodyRequest): string;
  /** @param options.mention logins, and teams as `organisation/team`, that are to read it */
  comment(
    kind: CommentKind,
    options: { readonly timeless: boolean; readonly mention: readonly string[] },
  ): string;
}

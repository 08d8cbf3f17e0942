import {
  lengthAround,
  markComment,
  readBodyState,
  renderRegion,
  replaceRegion,
  sha256,
} from "../decision/markers.ts";
import type { PullRequest, TokenKind } from "../ports/repository.ts";
import type { BodyRequest, CommentKind, Texts } from "../ports/texts.ts";
import type { OthersWork } from "../run-outcome.ts";

/** The two markers are shorter than this. */
const markersLength = 1000;

type RegionRequest = Pick<BodyRequest, "operation" | "previous" | "others" | "onlyOurs" | "tokenKind"> & {
  readonly digest: string;
  /** how often labels, assignees and reviewers are still to be tried */
  readonly unfinished: number;
  /** characters that people wrote around the region: the host limits the whole */
  readonly around: number;
};

/** The region of the body that we own, with its markers. */
export function regionOf(texts: Texts, { digest, unfinished, around, ...request }: RegionRequest): string {
  const body = texts.body({ ...request, reserved: around + markersLength, timeless: false });
  const text = textDigest(texts, request);
  return renderRegion(
    { digest, title: sha256(texts.title), text, unfinished, farewell: null, merging: null, opened: null },
    body,
  );
}

/** A digest of the region's text without what differs from run to run, to see whether it says anything new. */
const textDigest = (
  texts: Texts,
  {
    previous,
    others,
    onlyOurs,
    tokenKind,
  }: Pick<BodyRequest, "previous" | "others" | "onlyOurs" | "tokenKind">,
): string => {
  const timeless = { operation: "created", reserved: 0, timeless: true } as const;
  return sha256(texts.body({ ...timeless, previous, others, onlyOurs, tokenKind }));
};

/** What an open pull request is to say. */
export interface Expected {
  readonly texts: Texts;
  readonly digest: string;
  /** the closed pull request that this one follows */
  readonly previous: number | null;
  /** what other people have committed to the branch */
  readonly others: OthersWork | null;
  /** Does the branch hold our commits only? `null` where that is not known. */
  readonly onlyOurs: boolean | null;
  readonly tokenKind: TokenKind;
  /** how often labels, assignees and reviewers are still to be tried */
  readonly unfinished: number;
}

/** Is the title still the one that we wrote last, and no longer the one that we would write? */
const isOutdated = (title: string, written: string, texts: Texts): boolean =>
  sha256(title) === written && title !== texts.title;

/** Do title and body say what they should? */
export function isRegionCurrent(
  { title, body }: Pick<PullRequest, "title" | "body">,
  expected: Expected,
): boolean {
  const state = readBodyState(body);
  // If our region isn't in the body any more, somebody didn't want it there.
  if (state === null) return true;
  const { texts, digest } = expected;
  if (state.unfinished !== expected.unfinished || state.farewell !== null) return false;
  if (state.digest !== digest || isOutdated(title, state.title, texts)) return false;
  return state.text === textDigest(texts, expected);
}

/** The change that brings title and body up to date; what people wrote stays. */
export function regionChange(
  { title, body }: Pick<PullRequest, "title" | "body">,
  { texts, digest, previous, others, onlyOurs, tokenKind, unfinished }: Expected,
): { readonly body: string; readonly title?: string } {
  const around = lengthAround(body);
  const region = regionOf(texts, {
    operation: "updated",
    digest,
    previous,
    others,
    onlyOurs,
    tokenKind,
    around,
    unfinished,
  });
  const retitled = isOutdated(title, readBodyState(body)?.title ?? "", texts);
  return { body: replaceRegion(body, region), ...(retitled ? { title: texts.title } : {}) };
}

/** A comment with its marker, for one pull request. */
export const commentOf = (
  texts: Texts,
  kind: CommentKind,
  pull: number,
  mention: readonly string[] = [],
): string =>
  markComment(
    { kind, text: sha256(texts.comment(kind, { timeless: true, mention })) },
    pull,
    texts.comment(kind, { timeless: false, mention }),
  );

import { createHash } from "node:crypto";
import { type CommentKind, commentKinds } from "../ports/texts.ts";

// How the Action recognises its own work: by a commit trailer, and by hidden comments in a pull request.

const digestPattern = "sha256:[0-9a-f]{64}";

export const sha256 = (text: string): string => `sha256:${createHash("sha256").update(text).digest("hex")}`;

/** To git, a line with only blanks is empty. */
const paragraphsOf = (message: string): string[] => message.trimEnd().split(/\r?\n(?:[ \t]*\r?\n)+/);

/** Adds the trailer to a commit message. */
export function withDigestTrailer(message: string, digest: string): string {
  const [subject = "", ...paragraphs] = paragraphsOf(message);
  // A message may end in trailers of its own (`Signed-off-by`): git reads those of the last paragraph alone.
  const endsInTrailers = /^(?:[\w-]+: .*(?:\r?\n[ \t]+.*)*(?:\r?\n|$))+$/.test(paragraphs.at(-1) ?? "");
  const separator = endsInTrailers ? "\n" : "\n\n";
  return `${[subject, ...paragraphs].join("\n\n")}${separator}Chat-IP-Digest: ${digest}\n`;
}

/** The digest that a commit of ours carries in its last paragraph, or `null`. */
export function digestOfCommit(message: string): string | null {
  const lastParagraph = paragraphsOf(message).at(-1) ?? "";
  return new RegExp(`^Chat-IP-Digest: (${digestPattern})$`, "m").exec(lastParagraph)?.[1] ?? null;
}

/** What the Action remembers in the body of its pull request. */
export interface BodyState {
  /** what the branch proposes */
  readonly digest: string;
  /** of the title as written, to tell whether a person has changed it since */
  readonly title: string;
  /** of the region's text without what differs from run to run (time, link) */
  readonly text: string;
  /** how many more runs try to add labels, assignees and reviewers; 0 if that is done */
  readonly unfinished: number;
  /**
   * When a run of ours was about to close it, or said that closing it is the way out, in ms since 1970 to the second; `null`
   * if none did. Closing it then says nothing of its content.
   */
  readonly farewell: number | null;
  /** the commit at which a run was about to merge it; `null` if none was */
  readonly merging: string | null;
  /** how many addresses merging it opens, as `weekly-ceiling.ts` writes it */
  readonly opened: string | null;
}

/** How many runs try to add labels and people: a missing permission can look like a temporary fault. */
export const mostTries = 3;

const end = "<!-- chat-ip:end -->";
const begin = new RegExp(
  `<!-- chat-ip:begin digest=(${digestPattern}) title=(${digestPattern}) text=(${digestPattern})((?: [a-z]+(?:=[\\w:,%.*'()!~-]+)?)*) -->`,
);

function renderBegin({ digest, title, text, unfinished, farewell, merging, opened }: BodyState): string {
  const flags = [
    ...(unfinished > 0 ? [`unfinished=${unfinished}`] : []),
    ...(farewell === null ? [] : [`farewell=${Math.floor(farewell / 1000)}`]),
    ...(merging === null ? [] : [`merging=${merging}`]),
    ...(opened === null ? [] : [`opened=${opened}`]),
  ];
  return `<!-- chat-ip:begin ${[`digest=${digest}`, `title=${title}`, `text=${text}`, ...flags].join(" ")} -->`;
}

/** What follows the three digests. Unknown flags are ignored. */
function readFlags(text: string): Omit<BodyState, "digest" | "title" | "text"> {
  const flags = new Map(
    text.split(" ").map((flag): [string, string] => {
      const [name = "", value = ""] = flag.split("=");
      return [name, value];
    }),
  );
  const number = (name: string): number | null => {
    const value = flags.get(name) ?? "";
    return /^\d{1,12}$/.test(value) ? Number(value) : null;
  };
  const farewell = number("farewell");
  return {
    // Earlier versions wrote no number.
    unfinished: flags.has("unfinished") ? Math.min(number("unfinished") ?? mostTries, mostTries) : 0,
    farewell: farewell === null ? null : farewell * 1000,
    merging: flags.get("merging") || null,
    opened: flags.get("opened") || null,
  };
}

/** The owned region: the text between its two markers. */
export const renderRegion = (state: BodyState, text: string): string =>
  `${renderBegin(state)}\n${text.trim()}\n${end}`;

interface Region {
  readonly start: number;
  readonly stop: number;
  readonly state: BodyState;
}

function findRegion(body: string): Region | null {
  const found = begin.exec(body);
  if (!found) return null;
  const [all, digest = "", title = "", text = "", flags = ""] = found;
  const stop = body.indexOf(end, found.index + all.length);
  return {
    start: found.index,
    // A person may have deleted the closing marker: then the region is its first line only, so nothing of theirs is lost.
    stop: stop === -1 ? found.index + all.length : stop + end.length,
    state: { digest, title, text, ...readFlags(flags) },
  };
}

/** Changes what the Action remembers in a body, and no word of its text; `null` where it holds no region of ours. */
export function changeBodyState(body: string, change: Partial<BodyState>): string | null {
  const found = findRegion(body);
  return found && body.replace(begin, () => renderBegin({ ...found.state, ...change }));
}

/** What the Action remembers in this body, or `null` where it holds no region of ours. */
export const readBodyState = (body: string): BodyState | null => findRegion(body)?.state ?? null;

/** How much of a body is not ours. */
export function lengthAround(body: string): number {
  const found = findRegion(body);
  return found ? body.length - (found.stop - found.start) : body.length;
}

/** Puts a region in the place of the former one, or at the end; what people wrote around it stays. */
export function replaceRegion(body: string, region: string): string {
  const found = findRegion(body);
  if (found) return body.slice(0, found.start) + region + body.slice(found.stop);
  return body.trim() === "" ? region : `${body.trimEnd()}\n\n${region}`;
}

/** What the Action remembers in a comment of its own. */
export interface CommentState {
  readonly kind: CommentKind;
  /** of the text without what differs from run to run (time, link) */
  readonly text: string;
}

const commentMarker = new RegExp(
  `^<!-- chat-ip:comment (${commentKinds.join("|")}) text=(${digestPattern}) seal=(${digestPattern}) -->`,
);

/** Tells a comment as we wrote it, on this pull request, from one that was edited or copied from another. */
function sealOf({ kind, text }: CommentState, pull: number, words: string): string {
  // GitHub's form sends other line breaks, even where nothing was changed.
  return sha256([pull, kind, text, words.replaceAll("\r\n", "\n").trim()].join("\n"));
}

export const markComment = (state: CommentState, pull: number, words: string): string =>
  `<!-- chat-ip:comment ${state.kind} text=${state.text} seal=${sealOf(state, pull, words)} -->\n${words.trim()}\n`;

/** What the Action remembers in a comment on this pull request, or `null` where it is anybody else's. */
export function readComment(
  body: string,
  pull: number,
): (CommentState & { /** Is it as we wrote it? */ readonly sealed: boolean }) | null {
  const [marker = "", kind, text, seal] = commentMarker.exec(body) ?? [];
  if (kind === undefined || text === undefined) return null;
  const state = { kind: kind as CommentKind, text };
  return { ...state, sealed: sealOf(state, pull, body.slice(marker.length)) === seal };
}

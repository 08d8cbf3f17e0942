import type { TextFault } from "@chat-ip/report";

// Rules for names that are sent to GitHub. Names that wouldn't work are refused before any request.

const encoder = new TextEncoder();
const byteLength = (text: string): number => encoder.encode(text).length;

/** Control characters, and the invisible ones that reorder or hide text in a log or a review (not the joiner in emoji). */
const unprintable =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is being looked for
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/u;

/** What no text may contain. A lone surrogate can't be sent as UTF-8: it would arrive as another name. */
export function textFault(text: string): TextFault | null {
  if (unprintable.test(text)) return "invisible";
  if (!text.isWellFormed()) return "not-unicode";
  return null;
}

/**
 * What is wrong with a branch name, or `null`.
 * @see https://git-scm.com/docs/git-check-ref-format (read 2026-11-22); GitHub stores ref names of up to 255 bytes.
 */
export function branchFault(name: string): TextFault | null {
  if (name === "") return "empty";
  const unusable = textFault(name);
  if (unusable) return unusable;
  if (byteLength(`refs/heads/${name}`) > 255) return "ref-too-long";
  if (name.startsWith("refs/")) return "full-ref";
  if (name === "HEAD" || name === "@") return "reserved-by-git";
  if (name.startsWith("-")) return "leading-hyphen";
  if (/^[0-9a-f]{40}$/i.test(name)) return "looks-like-a-commit";
  if (/[ ~^:?*[\\]/.test(name)) return "forbidden-character";
  if (name.includes("..") || name.includes("@{")) return "forbidden-sequence";
  if (name.endsWith(".")) return "trailing-dot";
  for (const part of name.split("/")) {
    if (part === "") return "stray-slash";
    if (part.startsWith(".")) return "part-leading-dot";
    if (part.endsWith(".lock")) return "part-lock";
  }
  return null;
}

/**
 * Names that file systems treat as git's own, and that git therefore refuses: they fold case, drop what is invisible, what is
 * at the end, and what follows a colon, and have short forms.
 * @see https://git-scm.com/docs/git-fsck (read 2026-11-26): hasDotgit, gitmodulesBlob, gitattributesBlob
 */
function isOfGit(part: string): boolean {
  const folded = part
    .replaceAll(/\p{Cf}/gu, "")
    .replace(/:.*$/, "")
    .replace(/[. ]+$/, "")
    .toLowerCase();
  return /^(?:\.git|git~\d|\.gitmodules|gitmod~\d|\.gitattributes|gitatt~\d)$/.test(folded);
}

/** A folder in the one way to write it: `./x/` is `x`, and an accent is one character. */
export function normalFolder(text: string): string {
  const path = text.normalize("NFC").replace(/^(?:\.\/)+/, "");
  return path.endsWith("/") && path !== "/" ? path.slice(0, -1) : path;
}

/** What is wrong with a folder inside the repository, or `null`. */
export function folderFault(path: string): TextFault | null {
  if (path === "") return "empty";
  const unusable = textFault(path);
  if (unusable) return unusable;
  if (path.startsWith("/") || /^[a-z]:/i.test(path)) return "not-relative";
  if (path.includes("\\")) return "backslash";
  if (byteLength(path) > 1000) return "path-too-long";
  for (const part of path.split("/")) {
    if (part === "") return "empty-part";
    if (part === "..") return "leaves-repository";
    if (part === ".") return "dot-part";
    if (isOfGit(part)) return "git-part";
    if (byteLength(part) > 255) return "part-too-long";
  }
  return null;
}

/** What is wrong with a text that must fit one line of at most `limit` characters, or `null`. */
export function lineFault(text: string, limit: number): TextFault | null {
  if (text.trim() === "") return "empty";
  const unusable = textFault(text);
  if (unusable) return unusable;
  return text.length > limit ? { longerThan: limit } : null;
}

/** What is wrong with a GitHub login, or `null`. `name[bot]` is one, and it may be written as `@name`. */
export function loginFault(login: string): TextFault | null {
  return /^@?[a-z0-9_](?:[a-z0-9_-]{0,98})(?:\[bot\])?$/i.test(login) ? null : "not-a-login";
}

/** What is wrong with the slug of a team, or `null`. */
export function teamSlugFault(slug: string): TextFault | null {
  if (slug.includes("/")) return "team-with-organisation";
  return /^[a-z0-9_][a-z0-9_.-]{0,254}$/i.test(slug) ? null : "not-a-team";
}

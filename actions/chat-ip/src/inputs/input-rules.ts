// Rules for names that reach GitHub: each name works, or is refused before any request.

const encoder = new TextEncoder();
const byteLength = (text: string): number => encoder.encode(text).length;

/** Control characters, and the invisible ones that reorder or hide text in a log or a review (not the joiner in emoji). */
const unprintable =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is being looked for
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/u;

/** What no text may contain. A lone surrogate can't be sent as UTF-8: it would arrive as another name. */
export function textProblem(text: string): string | null {
  if (unprintable.test(text)) return "contains control or invisible characters";
  if (!text.isWellFormed()) return "is not valid Unicode";
  return null;
}

/**
 * What is wrong with a branch name, or `null`.
 * @see https://git-scm.com/docs/git-check-ref-format (read 2026-11-22); GitHub stores ref names of up to 255 bytes.
 */
export function branchProblem(name: string): string | null {
  if (name === "") return "is empty";
  const unusable = textProblem(name);
  if (unusable) return unusable;
  if (byteLength(`refs/heads/${name}`) > 255) return "is longer than GitHub allows (244 bytes)";
  if (name.startsWith("refs/")) return "must be a branch name, without `refs/heads/`";
  if (name === "HEAD" || name === "@") return "is reserved by git";
  if (name.startsWith("-")) return "begins with `-`";
  if (/^[0-9a-f]{40}$/i.test(name)) return "looks like a commit";
  if (/[ ~^:?*[\\]/.test(name)) return "contains a character that git doesn't allow (space ~ ^ : ? * [ \\)";
  if (name.includes("..") || name.includes("@{")) return "contains `..` or `@{`, which git doesn't allow";
  if (name.endsWith(".")) return "ends with a dot";
  for (const part of name.split("/")) {
    if (part === "") return "begins or ends with `/`, or contains `//`";
    if (part.startsWith(".")) return "has a part that begins with a dot";
    if (part.endsWith(".lock")) return "has a part that ends with `.lock`";
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
export function folderProblem(path: string): string | null {
  if (path === "") return "is empty";
  const unusable = textProblem(path);
  if (unusable) return unusable;
  if (path.startsWith("/") || /^[a-z]:/i.test(path)) return "must be relative to the repository";
  if (path.includes("\\")) return "must use `/`, not `\\`";
  if (byteLength(path) > 1000) return "is longer than 1000 bytes";
  for (const part of path.split("/")) {
    if (part === "") return "contains an empty part (`//`)";
    if (part === "..") return "leaves the repository (`..`)";
    if (part === ".") return "contains a part `.`";
    if (isOfGit(part))
      return "contains a part that is reserved by git (`.git`, `.gitmodules`, `.gitattributes`)";
    if (byteLength(part) > 255) return "has a part longer than 255 bytes";
  }
  return null;
}

/** What is wrong with a text that must fit one line of at most `limit` characters, or `null`. */
export function lineProblem(text: string, limit: number): string | null {
  if (text.trim() === "") return "is empty";
  const unusable = textProblem(text);
  if (unusable) return unusable;
  return text.length > limit ? `is longer than ${limit} characters` : null;
}

/** What is wrong with a GitHub login, or `null`. `name[bot]` is one, and it may be written as `@name`. */
export function loginProblem(login: string): string | null {
  return /^@?[a-z0-9_](?:[a-z0-9_-]{0,98})(?:\[bot\])?$/i.test(login) ? null : "is not a valid GitHub login";
}

/** What is wrong with the slug of a team, or `null`. */
export function teamSlugProblem(slug: string): string | null {
  if (slug.includes("/")) return "must be the team's slug only, without the organisation";
  return /^[a-z0-9_][a-z0-9_.-]{0,254}$/i.test(slug) ? null : "is not a valid team slug";
}

/**
 * Whether git would accept this as a full ref name ("refs/heads/…").
 * @see https://git-scm.com/docs/git-check-ref-format
 */
export function isRefName(name: string): boolean {
  if (!name.startsWith("refs/") || name.split("/").length < 3) return false;
  if (/[\0-\x20\x7f~^:?*[\\]/.test(name) || name.includes("..") || name.includes("@{")) return false;
  if (name.endsWith(".") || name.endsWith("/")) return false;
  return name.split("/").every((part) => part !== "" && !part.startsWith(".") && !part.endsWith(".lock"));
}

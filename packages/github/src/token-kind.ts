import type { TokenKind } from "@chat-ip/sync";

/**
 * Whose token it is: told by the account that GitHub names as author where one is known, else by the token's prefix.
 * The workflow's own token and an App's have the same prefix; without an author the former is assumed.
 * @see https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/ (read 2026-11-22)
 */
export function tokenKindOf(author: string | null, token: string): TokenKind {
  if (author === "github-actions[bot]") return "actions";
  if (author?.endsWith("[bot]")) return "app";
  if (author) return "personal";
  if (token.startsWith("ghs_")) return "actions";
  return /^(?:gh[pou]_|github_pat_)/.test(token) ? "personal" : "unknown";
}

import { link, plain } from "./escape.ts";

// Where the project is.

const project = "https://github.com/org/chat-ip-action";

/** Explains how changes are graded. */
export const gradingPage: string = `${project}/blob/main/docs/reviewing.md#how-changes-are-graded`;

/** Where to make a token whose pull requests run their checks by themselves. */
export const appTokenPage: string = `${project}/blob/main/docs/recipes/app-token.md`;

/** Name and version with a link to the page of that version; `dev` before a release. */
export function product(version: string): string {
  if (version === "0.0.0") return link("chat-ip dev", project);
  if (!/^\d+\.\d+\.\d+[\w.-]*$/.test(version)) return `chat-ip ${plain(version, 40)}`;
  return link(`chat-ip ${version}`, `${project}/releases/tag/v${version}`);
}

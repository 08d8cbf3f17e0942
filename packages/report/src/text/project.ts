import type { Language } from "@chat-ip/sync";
import { link, plain } from "./escape.ts";

// Where the project is.

const project = "https://github.com/org/chat-ip-action";

const docs = `${project}/blob/main/docs`;

/** Pages of the documentation that a pull request links to. */
export interface ReaderPages {
  /** How changes are graded. */
  readonly grading: string;
  /** How to create a token whose pull requests run their checks by themselves. */
  readonly appToken: string;
}

/** The pages in each language. */
export const readerPages: Readonly<Record<Language, ReaderPages>> = {
  en: {
    grading: `${docs}/reviewing.md#how-changes-are-graded`,
    appToken: `${docs}/recipes/app-token.md`,
  },
  "zh-CN": {
    grading: `${docs}/zh-CN/reviewing.md#${encodeURIComponent("如何评级")}`,
    appToken: `${docs}/zh-CN/recipes/app-token.md`,
  },
};

/** Name and version with a link to the page of that version; `dev` before a release. */
export function product(version: string): string {
  if (version === "0.0.0") return link("chat-ip dev", project);
  if (!/^\d+\.\d+\.\d+[\w.-]*$/.test(version)) return `chat-ip ${plain(version, 40)}`;
  return link(`chat-ip ${version}`, `${project}/releases/tag/v${version}`);
}

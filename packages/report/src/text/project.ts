import type { Language, Program, RunContext } from "@chat-ip/sync";
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

const names: Readonly<Record<Program, string>> = {
  "chat-ip-action": "chat-ip",
  "@chat-ip/cli": "@chat-ip/cli",
};

/** Where a version of a program can be looked at: the Action's tag, or the package on npm. */
const releasePage = (program: Program, version: string): string =>
  program === "chat-ip-action"
    ? `${project}/releases/tag/v${version}`
    : `https://www.npmjs.com/package/${program}/v/${version}`;

/** Name and version with a link to the page of that version; `dev` before a release. */
export function product({ program, version }: Pick<RunContext, "program" | "version">): string {
  const name = names[program];
  if (version === "0.0.0") return link(`${name} dev`, project);
  if (!/^\d+\.\d+\.\d+[\w.-]*$/.test(version)) return `${name} ${plain(version, 40)}`;
  return link(`${name} ${version}`, releasePage(program, version));
}

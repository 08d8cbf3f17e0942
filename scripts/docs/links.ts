import { posix } from "node:path";
import type { MarkdownDocument } from "./markdown.ts";

// Documents that are read outside the repository, such as the Action's README in a release, use full URLs.
const ownRepository = /^https:\/\/github\.com\/org\/chat-ip-action\/(?:blob|tree)\/main\/([^#?]+)(#.*)?$/;

// Pages of the project on GitHub that aren't files.
const ownPages =
  /^https:\/\/github\.com\/org\/chat-ip-action(\/(security\/advisories\/new|issues(\/new\/choose)?|releases))?$/;

// A workflow's runs, or its badge.
const ownWorkflow =
  /^https:\/\/github\.com\/org\/chat-ip-action\/actions\/workflows\/([\w.-]+\.yml)(?:\/badge\.svg)?$/;

/**
 * Checks every link into the repository: the file must exist, and so must the heading.
 *
 * @param documents each Markdown file by its path from the root
 * @param exists whether a file or folder exists at a path from the root
 */
export function checkLinks(
  documents: ReadonlyMap<string, MarkdownDocument>,
  exists: (path: string) => boolean,
): string[] {
  const problems: string[] = [];
  for (const [path, { links }] of documents) {
    for (const { target, line } of links) {
      const problem = checkLink(path, target);
      if (problem !== null) problems.push(`${path}:${line}: ${problem}`);
    }
  }
  return problems;

  function checkLink(from: string, target: string): string | null {
    const own = ownRepository.exec(target);
    if (own) return checkFile(decodeURIComponent(own[1] ?? ""), own[2] ?? "", target);
    const workflow = ownWorkflow.exec(target)?.[1];
    if (workflow !== undefined) return checkFile(`.github/workflows/${workflow}`, "", target);
    if (/^https:\/\/github\.com\/org\/chat-ip-action\b/.test(target)) {
      return ownPages.test(target) ? null : `${target} is no page of this project`;
    }
    if (/^(https:|mailto:)/.test(target)) return URL.canParse(target) ? null : `${target} is no address`;
    if (/^[a-z][a-z0-9+.-]*:/i.test(target)) return `${target} must be an https link`;
    const [file = "", fragment] = target.split("#");
    const anchor = fragment === undefined ? "" : `#${fragment}`;
    if (file.startsWith("/")) return `${target} must be relative to its document`;
    const to =
      file === "" ? from : posix.normalize(posix.join(posix.dirname(from), decodeURIComponent(file)));
    return checkFile(to, anchor, target);
  }

  function checkFile(file: string, anchor: string, target: string): string | null {
    if (file.startsWith("../") || !exists(file)) return `${target} does not exist`;
    if (anchor === "") return null;
    const document = documents.get(file);
    const wanted = decodeURIComponent(anchor.slice(1));
    if (document?.headings.some((heading) => heading.anchor === wanted)) return null;
    return `${target} leads to no heading of ${file}`;
  }
}

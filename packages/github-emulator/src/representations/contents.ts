import { directoryMode, type TreeEntry, typeOfMode } from "../git/objects.ts";
import type { HostedRepository } from "../hosted-repository.ts";
import { encodePath } from "../links.ts";

export type ContentType = "file" | "dir" | "symlink" | "submodule";

export function contentType(entry: TreeEntry): ContentType {
  if (entry.mode === directoryMode) return "dir";
  if (entry.mode === "160000") return "submodule";
  return entry.mode === "120000" ? "symlink" : "file";
}

export interface ContentPlace {
  readonly path: string;
  readonly ref: string;
  readonly entry: TreeEntry;
  /** In bytes; 0 for a directory or submodule. */
  readonly size: number;
}

/** What all of GitHub's `content-*` have in common. */
export function representContent(repository: HostedRepository, place: ContentPlace): object {
  const { links } = repository;
  const type = contentType(place.entry);
  const path = encodePath(place.path);
  const self = `${links.api(`contents/${path}`)}?ref=${encodeURIComponent(place.ref)}`;
  const page = links.web(`${type === "dir" ? "tree" : "blob"}/${encodePath(place.ref)}/${path}`);
  const kind = typeOfMode(place.entry.mode);
  // A submodule of another host has neither a page nor an object here.
  const html = type === "submodule" ? null : page;
  const git = type === "submodule" ? null : links.api(`git/${kind}s/${place.entry.sha}`);
  const downloads = type === "file" || type === "symlink";
  return {
    name: place.path.split("/").at(-1) ?? "",
    path: place.path,
    sha: place.entry.sha,
    size: place.size,
    url: self,
    html_url: html,
    git_url: git,
    download_url: downloads ? links.web(`raw/${encodePath(place.ref)}/${path}`) : null,
    type,
    _links: { self, git, html },
  };
}

/** Base64 as GitHub sends it: lines of 60 characters, each with its line feed. */
export function encodeContent(content: Buffer): string {
  return content.toString("base64").replace(/.{1,60}/g, "$&\n");
}

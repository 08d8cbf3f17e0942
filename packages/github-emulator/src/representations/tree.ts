import { directoryMode, type TreeEntry, typeOfMode } from "../git/objects.ts";
import type { HostedRepository } from "../hosted-repository.ts";

interface ListedEntry extends TreeEntry {
  readonly path: string;
}

async function list(
  repository: HostedRepository,
  sha: string,
  options: { readonly recursive: boolean; readonly prefix: string },
): Promise<ListedEntry[]> {
  const entries = (await repository.git.tree(sha)) ?? [];
  const nested = entries.map(async (entry) => {
    const listed = { ...entry, path: options.prefix + entry.name };
    if (!options.recursive || entry.mode !== directoryMode) return [listed];
    return [listed, ...(await list(repository, entry.sha, { ...options, prefix: `${listed.path}/` }))];
  });
  return (await Promise.all(nested)).flat();
}

async function representEntry({ git, links }: HostedRepository, entry: ListedEntry): Promise<object> {
  const { path, mode, sha } = entry;
  const type = typeOfMode(mode);
  if (type === "commit") return { path, mode, type, sha };
  const url = links.api(`git/${type}s/${sha}`);
  if (type === "tree") return { path, mode, type, sha, url };
  return { path, mode, type, sha, size: (await git.object(sha))?.content.length ?? 0, url };
}

/** GitHub's `git-tree`. */
export async function representTree(
  repository: HostedRepository,
  sha: string,
  { recursive }: { readonly recursive: boolean },
): Promise<object> {
  const entries = await list(repository, sha, { recursive, prefix: "" });
  const tree = await Promise.all(entries.map((entry) => representEntry(repository, entry)));
  return { sha, url: repository.links.api(`git/trees/${sha}`), tree, truncated: false };
}

import type { HostedRepository } from "./hosted-repository.ts";

/** The commit that a `ref` or `sha` parameter means: a branch, a tag, a full ref name, or a commit's full SHA-1. */
export async function resolveCommit(repository: HostedRepository, ref: string): Promise<string | null> {
  const names = [`refs/heads/${ref}`, `refs/tags/${ref}`, `refs/${ref}`, ref];
  if (ref === "HEAD") names.unshift(`refs/heads/${repository.defaultBranch}`);
  for (const name of names) {
    const sha = await repository.git.ref(name);
    if (sha !== null) return sha;
  }
  return (await repository.git.commit(ref)) === null ? null : ref;
}

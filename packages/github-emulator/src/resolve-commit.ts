import type { HostedRepository } from "./hosted-repository.ts";
import type { Asker } from "./lag.ts";

/** The commit that a `ref` or `sha` parameter means: a branch, a tag, a full ref name, or a commit's full SHA-1. */
export async function resolveCommit(
  { git, defaultBranch, lag }: HostedRepository,
  ref: string,
  asker: Asker,
): Promise<string | null> {
  const names = [`refs/heads/${ref}`, `refs/tags/${ref}`, `refs/${ref}`, ref];
  if (ref === "HEAD") names.unshift(`refs/heads/${defaultBranch}`);
  for (const name of names) {
    const sha = await git.ref(name);
    if (sha !== null) return lag.hides(asker, "ref", name) ? null : sha;
  }
  return (await git.commit(ref)) === null || lag.hides(asker, "object", ref) ? null : ref;
}

import type { Ref } from "../git/refs.ts";
import type { HostedRepository } from "../hosted-repository.ts";
import { encodePath } from "../links.ts";
import { nodeId } from "./node-id.ts";

/** GitHub's `git-ref`. */
export async function representRef(repository: HostedRepository, ref: Ref): Promise<object> {
  const type = (await repository.git.object(ref.sha))?.type ?? "commit";
  return {
    ref: ref.name,
    node_id: nodeId("Ref", ref.name),
    url: repository.links.api(`git/${encodePath(ref.name)}`),
    object: { sha: ref.sha, type, url: repository.links.api(`git/${type}s/${ref.sha}`) },
  };
}

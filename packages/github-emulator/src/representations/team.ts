import { numberFor } from "../accounts.ts";
import type { HostedRepository } from "../hosted-repository.ts";
import { nodeId } from "./node-id.ts";

/** GitHub's `team`. */
export function representTeam({ links, owner }: HostedRepository, slug: string): object {
  const id = numberFor(`team ${slug}`);
  const url = `${links.apiRoot}/organizations/${owner.id}/team/${id}`;
  return {
    id,
    node_id: nodeId("Team", id),
    name: slug,
    slug,
    description: "",
    privacy: "closed",
    notification_setting: "notifications_enabled",
    permission: "push",
    url,
    html_url: `${links.webRoot}/orgs/${owner.login}/teams/${slug}`,
    members_url: `${url}/members{/member}`,
    repositories_url: `${url}/repos`,
    type: "organization",
    organization_id: owner.id,
    parent: null,
  };
}

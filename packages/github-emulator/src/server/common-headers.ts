import { randomUUID } from "node:crypto";
import type { HostedRepository } from "../hosted-repository.ts";
import { acceptedPermissions } from "./authorize.ts";
import type { RouteMatch } from "./router.ts";

/** What GitHub sends with every answer; `used` counts the requests of this hour. */
export function commonHeaders(
  repository: HostedRepository,
  match: RouteMatch | null,
  used: number,
): Record<string, string> {
  const limit = repository.tokenKind === "actions" ? 1000 : 5000;
  const accepted =
    match === null ? {} : { "x-accepted-github-permissions": acceptedPermissions(match.route) };
  return {
    "x-github-request-id": randomUUID(),
    "x-github-media-type": "github.v3; format=json",
    "x-github-api-version-selected": "2022-11-28",
    "x-ratelimit-limit": String(limit),
    "x-ratelimit-remaining": String(Math.max(0, limit - used)),
    "x-ratelimit-used": String(used),
    "x-ratelimit-reset": String(Math.floor(repository.now() / 1000) + 3600),
    "x-ratelimit-resource": "core",
    ...accepted,
  };
}

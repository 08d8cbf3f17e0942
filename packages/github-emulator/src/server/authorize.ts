import type { HostedRepository } from "../hosted-repository.ts";
import type { Access, Permissions } from "../options.ts";
import { ApiRefusal, notFound } from "./api-refusal.ts";
import type { Route } from "./route.ts";

/** The token of an Authorization header ("token X", "Bearer X" or Basic with X as the password), or null. */
function tokenIn(header: string | undefined): string | null {
  const match = /^(token|bearer|basic) +(\S+) *$/i.exec(header ?? "");
  if (match === null) return null;
  const [, scheme = "", value = ""] = match;
  if (scheme.toLowerCase() !== "basic") return value;
  return Buffer.from(value, "base64").toString("utf8").split(":").slice(1).join(":");
}

const rank: Readonly<Record<Access, number>> = { none: 0, read: 1, write: 2 };

function entries(set: Permissions): [keyof Permissions, Access][] {
  const names = ["contents", "pull_requests", "issues", "checks", "statuses", "administration"] as const;
  return names.flatMap((name): [keyof Permissions, Access][] => {
    const access = set[name];
    return access === undefined ? [] : [[name, access]];
  });
}

/** The value of x-accepted-github-permissions: alternatives are separated by "; ", permissions by ",". */
export function acceptedPermissions(route: Route): string {
  if (route.permissions.length === 0) return "metadata=read";
  const sets = route.permissions.map((set) =>
    entries(set)
      .map(([name, access]) => `${name}=${access}`)
      .join(","),
  );
  return sets.join("; ");
}

/** @throws {ApiRefusal} 401, 403 or 404 if the token isn't allowed to use the route */
export function authorize(
  repository: HostedRepository,
  route: Route,
  credential: { header: string | undefined; expected: string },
): void {
  const documentationUrl = "https://docs.github.com/rest";
  const token = tokenIn(credential.header);
  const readsOnly = route.method === "GET";
  if (token === null) {
    if (credential.header !== undefined) throw new ApiRefusal(401, "Bad credentials", { documentationUrl });
    if (readsOnly && !repository.private) return;
    if (readsOnly) throw notFound();
    throw new ApiRefusal(401, "Requires authentication", { documentationUrl });
  }
  if (token !== credential.expected) throw new ApiRefusal(401, "Bad credentials", { documentationUrl });
  const forAdministrators = route.permissions.some((set) => set.administration !== undefined);
  if (readsOnly && !repository.private && !forAdministrators) return;
  const granted = (set: Permissions): boolean =>
    entries(set).every(([name, access]) => rank[repository.permissions[name]] >= rank[access]);
  if (route.permissions.length === 0 || route.permissions.some(granted)) return;
  const kind = repository.tokenKind === "personal" ? "personal access token" : "integration";
  throw new ApiRefusal(403, `Resource not accessible by ${kind}`);
}

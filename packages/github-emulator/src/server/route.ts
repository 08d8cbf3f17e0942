import type { HostedRepository } from "../hosted-repository.ts";
import type { Permissions } from "../options.ts";
import type { JsonObject } from "./json-body.ts";

export interface RouteRequest {
  /** The placeholders of the path, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Empty if the body isn't a JSON object. */
  readonly body: JsonObject;
  /** The Accept header, in lower case. */
  readonly accept: string;
  /** The path as it was sent, without prefix and query. */
  readonly path: string;
  /** The route's method and path, to tell routes apart. */
  readonly operation: string;
}

export interface RouteAnswer {
  readonly status: number;
  /** JSON, or the bytes themselves; undefined for none. */
  readonly body?: unknown;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Route {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** As GitHub's description writes it: "/repos/{owner}/{repo}/pulls/{pull_number}". */
  readonly path: string;
  /** Where the description's `externalDocs` points, below https://docs.github.com/. */
  readonly docs: string;
  /** One of these sets is enough; an empty one means that every token of the repository will do. */
  readonly permissions: readonly Permissions[];
  handle(request: RouteRequest, repository: HostedRepository): Promise<RouteAnswer>;
}

export function parameter(request: RouteRequest, name: string): string {
  const value = request.params[name];
  if (value === undefined) throw new Error(`the route has no {${name}}`);
  return value;
}

import type { Route } from "./route.ts";

export interface RouteMatch {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/** Placeholders that take in slashes, as GitHub's description marks with `x-multi-segment`. */
const multiSegment = new Set(["path", "ref", "branch", "basehead"]);

function compile(template: string): RegExp {
  const source = template.replace(/\/\{(\w+)\}|[.]/g, (piece, name: string | undefined) => {
    if (name === undefined) return `\\${piece}`;
    if (name === "path") return "(?:/(?<path>.*))?"; // the root directory has no path at all
    return multiSegment.has(name) ? `/(?<${name}>.+)` : `/(?<${name}>[^/]+)`;
  });
  return new RegExp(`^${source}/?$`);
}

/** Percent-decoding that leaves broken sequences alone, where `decodeURIComponent` would throw. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}

/** Finds the route for a path without prefix and query. The first of the routes that fits wins. */
export function createRouter(routes: readonly Route[]): (method: string, path: string) => RouteMatch | null {
  const compiled = routes.map((route) => ({ route, pattern: compile(route.path) }));
  return (method, path) => {
    for (const { route, pattern } of compiled) {
      const groups = route.method === method ? pattern.exec(path) : null;
      if (groups === null) continue;
      const params = Object.entries(groups.groups ?? {}).map(([name, value]) => [name, decode(value ?? "")]);
      return { route, params: Object.fromEntries(params) };
    }
    return null;
  };
}

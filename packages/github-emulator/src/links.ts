/** The addresses of one repository, as they appear in answers. */
export interface Links {
  /** The REST API's root, with its prefix, without a slash at the end. */
  readonly apiRoot: string;
  /** The web site's root. */
  readonly webRoot: string;
  /** Below `repos/owner/repo` of the API. */
  api(path?: string): string;
  /** Below `owner/repo` of the web site. */
  web(path?: string): string;
}

/** `fullName` is asked each time, since a repository can get another one. */
export function createLinks(origin: string, pathPrefix: string, fullName: () => string): Links {
  const apiRoot = origin + pathPrefix;
  const below = (root: string, path: string): string => (path === "" ? root : `${root}/${path}`);
  return {
    apiRoot,
    webRoot: origin,
    api: (path = "") => below(`${apiRoot}/repos/${fullName()}`, path),
    web: (path = "") => below(`${origin}/${fullName()}`, path),
  };
}

/** Percent-encodes a branch or file path and keeps its slashes. */
export function encodePath(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}

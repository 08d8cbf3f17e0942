export { createFetch, type FetchOptions, type GitHubFetch, type ProxyAgent } from "./fetch.ts";
export { createGitHub, type GitHub, type GitHubOptions } from "./github.ts";
export { tokenKindOf } from "./token-kind.ts";

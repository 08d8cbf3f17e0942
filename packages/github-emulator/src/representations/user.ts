import type { Account } from "../accounts.ts";
import type { Links } from "../links.ts";
import { nodeId } from "./node-id.ts";

/** GitHub's `simple-user`. */
export function representUser(links: Links, account: Account): object {
  const url = `${links.apiRoot}/users/${encodeURIComponent(account.login)}`;
  const isBot = account.type === "Bot";
  const page = isBot ? `apps/${account.login.replace("[bot]", "")}` : account.login;
  return {
    login: account.login,
    id: account.id,
    node_id: nodeId(account.type, account.id),
    avatar_url: `${links.webRoot}/avatars/u/${account.id}?v=4`,
    gravatar_id: "",
    url,
    html_url: `${links.webRoot}/${page}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: account.type,
    user_view_type: "public",
    site_admin: false,
  };
}

/** GitHub's `public-user`: what `GET /user` answers a token without further scopes. */
export function representAuthenticatedUser(links: Links, account: Account, since: string): object {
  return {
    ...representUser(links, account),
    name: null,
    company: null,
    blog: null,
    location: null,
    email: null,
    hireable: null,
    bio: null,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: since,
    updated_at: since,
  };
}

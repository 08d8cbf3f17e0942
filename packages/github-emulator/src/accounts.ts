import { createHash } from "node:crypto";

export interface Account {
  readonly login: string;
  readonly id: number;
  readonly type: "User" | "Bot" | "Organization";
}

/** The account behind every workflow's own token, with the id that it has on github.com. */
const actionsAccount: Account = { login: "github-actions[bot]", id: 41898282, type: "Bot" };

export function person(login: string): Account {
  return { login, id: numberFor(login), type: "User" };
}

export function organization(login: string): Account {
  return { login, id: numberFor(login), type: "Organization" };
}

export function accountOfToken(kind: TokenKind, maintainer: string): Account {
  if (kind === "actions") return actionsAccount;
  if (kind === "personal") return person(maintainer);
  return { login: "allowlists[bot]", id: numberFor("allowlists[bot]"), type: "Bot" };
}

export function noreplyEmail(account: Account): string {
  return `${account.id}+${account.login}@users.noreply.github.com`;
}

/** A stable positive integer for a name, so that ids look real and never change between runs. */
export function numberFor(name: string): number {
  return createHash("sha256").update(name).digest().readUInt32BE(0) % 100_000_000;
}

/** `actions` is a workflow's own token, `app` an installation token of a GitHub App, `personal` a person's token. */
export type TokenKind = "actions" | "app" | "personal";

import { appendFileSync, cpSync } from "node:fs";
import { join } from "node:path";
import { commitAll, git } from "./git.ts";
import type { GitHost } from "./git-host.ts";
import { copyOf, createPlace, type Place } from "./run-chat-ip.ts";

const made = new Map<string, Promise<Place>>();

/** A repository that holds these files in its only commit, on main. */
async function makeRepository(files: Readonly<Record<string, string>>): Promise<Place> {
  const place = await createPlace(files);
  git(place, ["init", "-q", "--template=", "-b", "main"]);
  commitAll(place, "First");
  return place;
}

/**
 * A clone whose origin is the host, with one commit on main. Git makes that commit once, and each clone gets a copy. The tests
 * themselves reach the host by its folder, since this process serves it.
 */
export async function cloneOf(
  host: GitHost,
  files: Readonly<Record<string, string>> = { "README.md": "a\n" },
): Promise<Place> {
  const key = JSON.stringify(files);
  const first = made.get(key) ?? makeRepository(files);
  made.set(key, first);
  const { path } = await first;
  cpSync(join(path, ".git/objects"), join(host.repository.path, "objects"), { recursive: true });
  cpSync(join(path, ".git/refs/heads/main"), join(host.repository.path, "refs/heads/main"));
  const place = await copyOf({ path });
  const remote = `[remote "origin"]\n\turl = ${host.urlWithPassword}\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n`;
  appendFileSync(join(place.path, ".git/config"), remote);
  return place;
}

/** Removes what the clones were copied from. */
export async function removeMade(): Promise<void> {
  for (const place of made.values()) await (await place)[Symbol.asyncDispose]();
  made.clear();
}

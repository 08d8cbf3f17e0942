import { execFileSync } from "node:child_process";
import { environment, type Place } from "./run-chat-ip.ts";

/** Who commits in tests, and when. */
export function identity(date = "2026-01-02T00:00:00Z"): Record<string, string> {
  return {
    GIT_AUTHOR_NAME: "Ann",
    GIT_AUTHOR_EMAIL: "ann@example.com",
    GIT_COMMITTER_NAME: "Ann",
    GIT_COMMITTER_EMAIL: "ann@example.com",
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_DATE: date,
    GIT_CONFIG_GLOBAL: "/dev/null",
  };
}

/** Runs git in a folder. */
export function git(place: Pick<Place, "path">, args: readonly string[], date?: string): string {
  const env = environment(identity(date));
  return execFileSync("git", args, { cwd: place.path, env, stdio: "pipe", encoding: "utf8" });
}

/** Adds and commits everything. */
export function commitAll(place: Pick<Place, "path">, message: string, date?: string): void {
  git(place, ["add", "--all"], date);
  git(place, ["commit", "--quiet", "-m", message], date);
}

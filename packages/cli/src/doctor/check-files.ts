import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { listNames } from "@chat-ip/core";
import { findRepository } from "../git/repository.ts";
import { tryGit } from "../git/run-git.ts";
import { words } from "../words/words.ts";
import { type Finding, ok, skipped, warning } from "./finding.ts";

const oldDays = 30;

/** How old the committed files are: by their last commit, or by the clock of the disk outside of git. */
export async function checkFiles(folder: string): Promise<Finding> {
  const say = words().doctor;
  const files = listNames.map((list) => join(folder, `${list}.txt`)).filter((file) => existsSync(file));
  if (files.length === 0) return skipped("files", say.noFiles(folder));
  const repository = await findRepository(folder);
  const log =
    repository === null ? null : await tryGit(["log", "-1", "--format=%cI", "--", ...files], { cwd: folder });
  const committed = log?.exitCode === 0 ? log.stdout.trim() : "";
  const at =
    committed === "" ? Math.max(...files.map((file) => statSync(file).mtimeMs)) : Date.parse(committed);
  const days = Math.floor((Date.now() - at) / 86_400_000);
  if (days < oldDays) return ok("files", say.last(committed !== "", days));
  return warning("files", say.lastLongAgo(committed !== "", days), say.runCheck);
}

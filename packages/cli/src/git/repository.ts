import { relative, sep } from "node:path";
import { failure } from "../errors.ts";
import { words } from "../words/words.ts";
import { tryGit } from "./run-git.ts";

/** A working tree of git. */
export interface Repository {
  /** Its top folder. */
  readonly root: string;
  /** Whether history ends where a shallow clone was cut. */
  readonly shallow: boolean;
}

/** The repository that a folder is in; null when it is in none. @throws {CliError} when there is no git */
export async function findRepository(folder: string): Promise<Repository | null> {
  const { exitCode, stdout, stderr } = await tryGit(
    ["rev-parse", "--show-toplevel", "--is-shallow-repository"],
    { cwd: folder },
  );
  if (exitCode === 0) {
    const [root = "", shallow = ""] = stdout.split("\n");
    return { root, shallow: shallow === "true" };
  }
  if (/dubious ownership/.test(stderr)) {
    throw failure(words().git.dubiousOwner(folder));
  }
  return null;
}

/** A path as git writes it: from the repository's top, with slashes. */
export function pathInRepository({ root }: Repository, path: string): string {
  return relative(root, path).split(sep).join("/");
}

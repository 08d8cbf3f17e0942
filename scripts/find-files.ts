import { glob } from "node:fs/promises";
import { sep } from "node:path";

/** Paths below `root` that match a glob pattern, with slashes, sorted. Skips folders of installed packages. */
export async function findFiles(root: string, pattern: string): Promise<string[]> {
  const paths: string[] = [];
  for await (const path of glob(pattern, { cwd: root, exclude: ["**/node_modules", "**/.git"] })) {
    paths.push(path.split(sep).join("/"));
  }
  return paths.sort();
}

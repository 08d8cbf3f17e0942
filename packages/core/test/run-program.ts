import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** A program that ended. */
export interface Ended {
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a TypeScript file in a process of its own, against the sources of the packages. Rejects when it fails.
 *
 * @param env the variables that it has besides PATH and NODE_COMPILE_CACHE.
 */
export function runProgram(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Ended> {
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  return promisify(execFile)(process.execPath, ["--conditions=@chat-ip/source", file, ...args], {
    cwd: fileURLToPath(new URL("..", import.meta.url)),
    env: { PATH, NODE_COMPILE_CACHE, ...env },
  });
}

/** Checks the types of all TypeScript files in a folder. Rejects when they don't fit. */
export async function typecheck(folder: string): Promise<void> {
  const root = fileURLToPath(new URL("../../..", import.meta.url));
  const tsconfig = {
    extends: `${root}tsconfig.base.json`,
    compilerOptions: {
      noEmit: true,
      declaration: false,
      declarationMap: false,
      isolatedDeclarations: false,
      typeRoots: [`${root}node_modules/@types`],
    },
    include: ["*.ts"],
  };
  await writeFile(`${folder}/tsconfig.json`, JSON.stringify(tsconfig));
  await promisify(execFile)(`${root}node_modules/.bin/tsc`, ["-p", folder]);
}

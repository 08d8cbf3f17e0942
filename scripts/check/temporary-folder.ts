import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { freemem } from "node:os";
import { join } from "node:path";

/** What the tests have at once is a fraction of this. */
const roomBytes = 4 * 2 ** 30;
const prefix = "chat-ip-tests-";

/**
 * Makes a folder for the files of the tests that is kept in memory: they make thousands of small repositories, and on a disk
 * each new file costs time. Where memory is short or programs may not be run from there, there is none, and the tests use
 * the usual folder.
 */
export function createFolderInMemory(
  memory = "/dev/shm",
  { freeBytes = freemem() }: { freeBytes?: number } = {},
): string | null {
  try {
    removeAbandoned(memory);
    const { bavail, bsize } = statfsSync(memory);
    if (Math.min(bavail * bsize, freeBytes) < roomBytes) return null;
    const folder = mkdtempSync(join(memory, `${prefix}${process.pid}-`));
    if (runsPrograms(folder)) return folder;
    rmSync(folder, { recursive: true });
    return null;
  } catch {
    return null;
  }
}

function runsPrograms(folder: string): boolean {
  const program = join(folder, "program");
  writeFileSync(program, "#!/bin/sh\nexit 0\n", { mode: 0o755 });
  const { status } = spawnSync(program);
  rmSync(program);
  return status === 0;
}

/** A run that was killed leaves its folder behind, and with it takes memory. */
function removeAbandoned(memory: string): void {
  for (const name of readdirSync(memory)) {
    const pid = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : Number.NaN;
    if (pid > 0 && !isRunning(pid)) rmSync(join(memory, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

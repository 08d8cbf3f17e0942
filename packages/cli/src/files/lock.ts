import { open, readFile, rm, stat } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { failure } from "../errors.ts";
import { words } from "../words/words.ts";

const lockName = ".chat-ip.lock";
const patienceMs = 10_000;
const pauseMs = 100;
/** So long after it was made, a lock without a name in it has nobody who is about to write one. */
const namelessMs = 2000;

interface Holder {
  readonly pid: number;
  readonly host: string;
}

/**
 * Runs `work` while no other process does so for the same folder. Waits up to ten seconds; a lock that its process left
 * behind is taken over.
 *
 * @throws {CliError} when another process keeps the lock
 */
export async function withLock<T>(root: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  const lock = join(root, lockName);
  const start = Date.now();
  while (!(await take(lock))) {
    const holder = await holderOf(lock);
    if ((await isAbandoned(lock)) && (await removeAbandoned(lock))) continue;
    if (Date.now() - start > patienceMs) {
      throw failure(words().files.locked(root, holder, lock));
    }
    await sleep(pauseMs, undefined, { signal });
  }
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

async function take(lock: string): Promise<boolean> {
  try {
    const handle = await open(lock, "wx");
    try {
      await handle.writeFile(JSON.stringify({ pid: process.pid, host: hostname() } satisfies Holder));
    } catch (error) {
      // On a full disk. A lock that names nobody would keep everybody out.
      await rm(lock, { force: true });
      throw error;
    } finally {
      await handle.close();
    }
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

/** Whether nobody holds a lock any more: its process is gone, or was killed before it wrote its name. */
async function isAbandoned(lock: string): Promise<boolean> {
  const holder = await holderOf(lock);
  if (holder !== null) return holder.host === hostname() && !isAlive(holder.pid);
  return isOlderThan(lock, namelessMs);
}

async function isOlderThan(file: string, ms: number): Promise<boolean> {
  const found = await stat(file).catch(() => null);
  return found !== null && Date.now() - found.mtimeMs > ms;
}

/**
 * Removes an abandoned lock. One process at a time looks again and removes it, or a slow one would remove the lock that a fast one
 * has just taken.
 *
 * @returns whether it was this process
 */
async function removeAbandoned(lock: string): Promise<boolean> {
  const gate = `${lock}.gate`;
  try {
    await (await open(gate, "wx")).close();
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    if (await isOlderThan(gate, patienceMs)) await rm(gate, { force: true });
    return false;
  }
  try {
    if (await isAbandoned(lock)) await rm(lock, { force: true });
    return true;
  } finally {
    await rm(gate, { force: true });
  }
}

/** Who holds a lock; null when that can't be read, because it was just made or just released. */
async function holderOf(lock: string): Promise<Holder | null> {
  try {
    const { pid, host }: Partial<Holder> = JSON.parse(await readFile(lock, "utf8"));
    return typeof pid === "number" && typeof host === "string" ? { pid, host } : null;
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

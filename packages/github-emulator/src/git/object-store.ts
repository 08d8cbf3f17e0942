import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import { gitEnvironment } from "./git-environment.ts";
import { frameObject, type GitObject, type ObjectType } from "./objects.ts";

interface Waiting {
  readonly resolve: (object: GitObject | null) => void;
  readonly reject: (error: Error) => void;
}

const shaPattern = /^[0-9a-f]{40}$/;

/**
 * Reads any object through one long-lived `git cat-file --batch` (so packs and loose objects alike), which is started only
 * for what was not written here, and writes loose objects itself: a process for each of the ten objects of a commit would
 * cost more than everything else together.
 */
export class ObjectStore {
  readonly #gitDirectory: string;
  readonly #written = new Map<string, GitObject>();
  readonly #waiting: Waiting[] = [];
  #child: ChildProcessWithoutNullStreams | null = null;
  #chunks: Buffer[] = [];
  #received = 0;
  #needed = 0;

  constructor(gitDirectory: string) {
    this.#gitDirectory = gitDirectory;
  }

  /** The object of a full, lower-case SHA-1, or null when the repository lacks it (or the text isn't a SHA-1). */
  read(sha: string): Promise<GitObject | null> {
    if (!shaPattern.test(sha)) return Promise.resolve(null);
    const written = this.#written.get(sha);
    if (written !== undefined) return Promise.resolve(written);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#reader().stdin.write(`${sha}\n`);
    });
  }

  /**
   * Stores an object unless it is there already, and returns its SHA-1. Synchronously: for small files that is several
   * times faster than going through the thread pool.
   */
  write(object: GitObject): string {
    const { sha, framed } = frameObject(object);
    this.#written.set(sha, object);
    const folder = join(this.#gitDirectory, "objects", sha.slice(0, 2));
    const path = join(folder, sha.slice(2));
    if (existsSync(path)) return sha;
    mkdirSync(folder, { recursive: true });
    // Written aside and renamed, as git does, so that no reader ever sees half an object.
    const temporary = join(folder, `tmp_obj_${randomUUID()}`);
    writeFileSync(temporary, deflateSync(framed, { level: 1 }), { mode: 0o444 });
    renameSync(temporary, path);
    return sha;
  }

  async close(): Promise<void> {
    const child = this.#child;
    if (child === null) return;
    await new Promise<void>((resolve) => {
      child.once("close", () => resolve());
      child.stdin.end();
    });
  }

  #reader(): ChildProcessWithoutNullStreams {
    if (this.#child !== null) return this.#child;
    const child = spawn("git", ["cat-file", "--batch"], { cwd: this.#gitDirectory, env: gitEnvironment() });
    child.stdout.on("data", (chunk: Buffer) => this.#receive(chunk));
    child.stderr.resume();
    child.stdin.on("error", () => undefined); // the "close" below tells the waiting ones
    child.on("error", (error) => this.#abandon(error));
    child.on("close", () => this.#abandon(new Error("git cat-file ended early")));
    this.#child = child;
    return child;
  }

  #abandon(error: Error): void {
    this.#child = null;
    this.#chunks = [];
    this.#received = 0;
    this.#needed = 0;
    for (const waiting of this.#waiting.splice(0)) waiting.reject(error);
  }

  #receive(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#received += chunk.length;
    if (this.#received < this.#needed) return;
    let buffer = Buffer.concat(this.#chunks);
    for (let answer = takeAnswer(buffer); ; answer = takeAnswer(buffer)) {
      if (answer.kind === "incomplete") {
        this.#needed = answer.needed;
        break;
      }
      buffer = buffer.subarray(answer.length);
      this.#waiting.shift()?.resolve(answer.object);
    }
    this.#chunks = [buffer];
    this.#received = buffer.length;
  }
}

type Answer =
  | { readonly kind: "complete"; readonly object: GitObject | null; readonly length: number }
  | { readonly kind: "incomplete"; readonly needed: number };

/** One answer of `cat-file --batch`: "SHA TYPE SIZE\n" content "\n", or "SHA missing\n". */
function takeAnswer(buffer: Buffer): Answer {
  const lineEnd = buffer.indexOf(0x0a);
  if (lineEnd === -1) return { kind: "incomplete", needed: buffer.length + 1 };
  const [, type, size] = buffer.toString("utf8", 0, lineEnd).split(" ");
  if (type === "missing") return { kind: "complete", object: null, length: lineEnd + 1 };
  const start = lineEnd + 1;
  const length = start + Number(size) + 1;
  if (buffer.length < length) return { kind: "incomplete", needed: length };
  const content = Buffer.from(buffer.subarray(start, length - 1));
  return { kind: "complete", object: { type: type as ObjectType, content }, length };
}

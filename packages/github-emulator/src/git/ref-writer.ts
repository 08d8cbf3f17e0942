import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { Lock } from "../lock.ts";
import { gitEnvironment } from "./git-environment.ts";
import { moveLooseRef } from "./move-loose-ref.ts";
import type { RefMove } from "./ref-move.ts";

export type RefUpdate = { readonly ok: true } | { readonly ok: false; readonly reason: string };

const done = "commit: ok\n";

/**
 * Moves refs by compare-and-swap. What is more than a file to be replaced is a transaction of one long-lived
 * `git update-ref --stdin`, which is started when it is first needed.
 */
export class RefWriter {
  readonly #gitDirectory: string;
  readonly #isCommit: (sha: string) => Promise<boolean>;
  readonly #lock = new Lock();
  #child: ChildProcessWithoutNullStreams | null = null;

  constructor(gitDirectory: string, isCommit: (sha: string) => Promise<boolean>) {
    this.#gitDirectory = gitDirectory;
    this.#isCommit = isCommit;
  }

  /** Moves a ref, only while it still holds the `from` value. */
  move(move: RefMove): Promise<RefUpdate> {
    return this.#lock.run(async () => {
      const isPlain = move.to !== null && (await this.#isCommit(move.to));
      return isPlain && moveLooseRef(this.#gitDirectory, move) ? { ok: true } : this.#transact(move);
    });
  }

  close(): Promise<void> {
    return this.#lock.run(async () => {
      if (this.#child === null) return;
      const closed = once(this.#child, "close");
      this.#child.stdin.end();
      await closed;
    });
  }

  #transact({ name, from, to }: RefMove): Promise<RefUpdate> {
    const child = this.#start();
    const change = to === null ? `delete ${name} ${from}` : `update ${name} ${to} ${from}`;
    return new Promise((resolve) => {
      let [printed, complaint] = ["", ""];
      const finish = (update: RefUpdate): void => {
        child.stdout.off("data", onOutput);
        child.stderr.off("data", onComplaint);
        child.off("close", onClose);
        resolve(update);
      };
      const onOutput = (chunk: string): void => {
        printed += chunk;
        if (printed.endsWith(done)) finish({ ok: true });
      };
      const onComplaint = (chunk: string): void => {
        complaint += chunk;
      };
      // Git ends itself over a transaction that fails; the next move starts it again.
      const onClose = (): void => {
        this.#child = null;
        finish({ ok: false, reason: complaint.trim() });
      };
      child.stdout.on("data", onOutput);
      child.stderr.on("data", onComplaint);
      child.on("close", onClose);
      child.stdin.write(`start\n${change}\nprepare\ncommit\n`);
    });
  }

  #start(): ChildProcessWithoutNullStreams {
    if (this.#child !== null) return this.#child;
    const child = spawn("git", ["update-ref", "--stdin"], { cwd: this.#gitDirectory, env: gitEnvironment() });
    child.stdout.setEncoding("utf8");
    child.stderr.setEncoding("utf8");
    child.stdin.on("error", () => undefined); // "close" follows, and says it
    child.on("error", () => undefined); // likewise
    child.on("close", () => {
      if (this.#child === child) this.#child = null;
    });
    this.#child = child;
    return child;
  }
}

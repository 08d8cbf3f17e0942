import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createFolderInMemory } from "./temporary-folder.ts";

const enough = { freeBytes: 8 * 2 ** 30 };
let memory: string;

beforeEach(() => {
  memory = mkdtempSync(join(tmpdir(), "memory-"));
});

afterEach(() => rmSync(memory, { recursive: true }));

it("is a new folder, and none where memory is short or the place isn't there", () => {
  expect(createFolderInMemory(memory, { freeBytes: 2 ** 30 })).toBeNull();
  expect(createFolderInMemory(join(memory, "absent"), enough)).toBeNull();
  const folder = createFolderInMemory(memory, enough);
  // A disk that is nearly full has no room either.
  if (folder !== null) expect(existsSync(folder)).toBe(true);
});

it("removes what a killed run left, and nothing of one that goes on or of others", () => {
  const ended = spawnSync(process.execPath, ["--version"]).pid;
  const left = join(memory, `chat-ip-tests-${ended}-a`);
  const kept = [`chat-ip-tests-${process.pid}-b`, "chat-ip-tests-x", "other"].map((name) =>
    join(memory, name),
  );
  for (const folder of [left, ...kept]) mkdirSync(folder);
  createFolderInMemory(memory, enough);
  expect([left, ...kept].map(existsSync)).toEqual([false, true, true, true]);
});

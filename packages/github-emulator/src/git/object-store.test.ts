import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { initRepository } from "./git-repository.ts";
import { ObjectStore } from "./object-store.ts";
import { runGit } from "./run-git.ts";

let directory: string;
let store: ObjectStore;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "object-store-"));
  await initRepository(directory, "main");
  store = new ObjectStore(directory);
});

afterEach(async () => {
  await store.close();
  await rm(directory, { recursive: true });
});

it("writes what git reads, and reads what it wrote, of any size and content", async () => {
  const contents = [Buffer.alloc(0), Buffer.from("é\n\0\n"), Buffer.alloc(3_000_000, "0123456789\n")];
  const shas = contents.map((content) => store.write({ type: "blob", content }));
  const read = await Promise.all([...shas, "0".repeat(40), "nonsense"].map((sha) => store.read(sha)));
  expect(read.map((object) => object?.content.length ?? null)).toEqual([0, 5, 3_000_000, null, null]);
  expect(read[1]?.content).toEqual(contents[1]);
  expect((await runGit(directory, ["cat-file", "blob", shas[2] ?? ""])).length).toBe(3_000_000);
});

it("writes the same object once, and finds it after git has packed it", async () => {
  const sha = store.write({ type: "blob", content: Buffer.from("x") });
  await runGit(directory, ["update-ref", "refs/tags/keep", sha]);
  await store.read(sha);
  await runGit(directory, ["repack", "-adq"]);
  expect(store.write({ type: "blob", content: Buffer.from("x") })).toBe(sha);
  expect((await store.read(sha))?.content.toString()).toBe("x");
});

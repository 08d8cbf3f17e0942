import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type GitRepository, initRepository } from "./git-repository.ts";
import { moveLooseRef } from "./move-loose-ref.ts";
import { absent } from "./ref-move.ts";
import { listRefs } from "./refs.ts";
import { runGit } from "./run-git.ts";

let repository: GitRepository;
const name = "refs/heads/a";

beforeEach(async () => {
  repository = await initRepository(await mkdtemp(join(tmpdir(), "ref-writer-")), "main");
});

afterEach(async () => {
  await repository.close();
  await rm(repository.directory, { recursive: true });
});

async function commits(count: number): Promise<string[]> {
  const tree = await repository.writeTree(null, []);
  const who = { name: "A", email: "a@example.org", time: 1 };
  const commit = { tree, parents: [], author: who, committer: who, signature: null };
  return Array.from({ length: count }, (_, index) =>
    repository.writeCommit({ ...commit, message: `${index}` }),
  );
}

it("creates, moves and deletes a ref, each only from the expected value", async () => {
  const [first = "", second = ""] = await commits(2);
  expect(await repository.moveRef({ name, from: absent, to: first })).toEqual({ ok: true });
  expect(await repository.moveRef({ name, from: absent, to: second })).toMatchObject({ ok: false });
  expect(await repository.moveRef({ name, from: second, to: first })).toMatchObject({ ok: false });
  expect(await repository.moveRef({ name, from: first, to: second })).toEqual({ ok: true });
  expect(await repository.ref(name)).toBe(second);
  expect(await repository.moveRef({ name, from: first, to: null })).toMatchObject({ ok: false });
  expect(await repository.moveRef({ name, from: second, to: null })).toEqual({ ok: true });
  expect(await repository.ref(name)).toBeNull();
});

it("keeps working after a refusal, with a reason", async () => {
  const [sha = ""] = await commits(1);
  await repository.moveRef({ name, from: absent, to: sha });
  const refused = await repository.moveRef({ name: `${name}/b`, from: absent, to: sha });
  expect(refused).toEqual({ ok: false, reason: expect.stringContaining("cannot") });
  expect(await repository.moveRef({ name: "refs/heads/c", from: absent, to: sha })).toEqual({ ok: true });
});

it("lets one of many win while another process moves the same ref", async () => {
  const shas = await commits(12);
  const ours = shas.slice(0, 6).map((to) => repository.moveRef({ name, from: absent, to }));
  const theirs = shas.slice(6).map((to) =>
    runGit(repository.directory, ["update-ref", name, to, absent]).then(
      () => ({ ok: true }),
      () => ({ ok: false }),
    ),
  );
  const outcomes = await Promise.all([...ours, ...theirs]);
  const winners = shas.filter((_, index) => outcomes[index]?.ok === true);
  expect(winners).toEqual([await repository.ref(name)]);
});

it("takes no process for a file to be replaced, and minds git's lock, packed refs and what is no commit", async () => {
  const [first = "", second = ""] = await commits(2);
  const { directory } = repository;
  expect(moveLooseRef(directory, { name, from: absent, to: first })).toBe(true);
  expect(await runGit(directory, ["rev-parse", name])).toBe(`${first}\n`);
  expect(moveLooseRef(directory, { name: `${name}/b`, from: absent, to: first })).toBe(false);
  expect(moveLooseRef(directory, { name: "refs/heads", from: absent, to: first })).toBe(false);
  await writeFile(join(directory, `${name}.lock`), "");
  expect(moveLooseRef(directory, { name, from: first, to: second })).toBe(false);
  await rm(join(directory, `${name}.lock`));
  expect(
    await repository.moveRef({ name, from: first, to: repository.writeBlob(Buffer.from("x")) }),
  ).toMatchObject({
    ok: false,
  });
  await runGit(directory, ["pack-refs", "--all"]);
  expect(moveLooseRef(directory, { name, from: first, to: second })).toBe(false);
  expect(await repository.moveRef({ name, from: first, to: second })).toEqual({ ok: true });
  expect(await repository.ref(name)).toBe(second);
});

it("lists refs in git's order, whether they are loose or packed", async () => {
  const [sha = ""] = await commits(1);
  const names = ["refs/heads/a/b", "refs/heads/a-b", "refs/heads/ä", "refs/heads/B", "refs/tags/a"];
  for (const each of names) await repository.moveRef({ name: each, from: absent, to: sha });
  await writeFile(join(repository.directory, "refs", "heads", "half.lock"), sha);
  const printed = await runGit(repository.directory, ["for-each-ref", "--format=%(refname)", "refs/heads/"]);
  const wanted = printed.trim().split("\n");
  expect(wanted).toHaveLength(4);
  const listed = async (): Promise<string[]> =>
    (await listRefs(repository.directory, "refs/heads/")).map(({ name: each }) => each);
  expect(await listed()).toEqual(wanted);
  await runGit(repository.directory, ["pack-refs", "--all"]);
  expect(await listed()).toEqual(wanted);
});

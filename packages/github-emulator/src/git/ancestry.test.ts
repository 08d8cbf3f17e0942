import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type GitRepository, initRepository } from "./git-repository.ts";
import { runGit, tryGit } from "./run-git.ts";

let directory: string;
let repository: GitRepository;
const shas: string[] = [];

/** A fixed sequence that looks random: the graph is the same in every run. */
function* numbers(): Generator<number, never> {
  for (let state = 42; ; state = (state * 1103515245 + 12345) % 2147483648) yield state / 2147483648;
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "ancestry-"));
  repository = await initRepository(directory, "main");
  const tree = await repository.writeTree(null, []);
  const random = numbers();
  const pick = (): string => shas[Math.floor(random.next().value * shas.length)] ?? "";
  for (let time = 1; time <= 30; time += 1) {
    const roots = time <= 2; // two histories that only a merge joins
    const parents = roots ? [] : [...new Set(random.next().value < 0.4 ? [pick(), pick()] : [pick()])];
    const who = { name: "A", email: "a@example.org", time };
    const commit = { tree, parents, author: who, committer: who, signature: null, message: `${time}` };
    shas.push(repository.writeCommit(commit));
  }
});

afterAll(async () => {
  await repository.close();
  await rm(directory, { recursive: true });
});

const pairs = Array.from({ length: 25 }, (_, index) => [(index * 7) % 30, (index * 11 + 5) % 30] as const);

it.each(pairs)("agrees with git about commits %i and %i of a tangled history", async (first, second) => {
  const [a = "", b = ""] = [shas[first], shas[second]];
  const { ancestry } = repository;
  const counts = await runGit(directory, ["rev-list", "--left-right", "--count", `${a}...${b}`]);
  const [behind, ahead] = counts.trim().split("\t").map(Number);
  expect(await ancestry.divergence(a, b)).toEqual({ ahead, behind });
  const isAncestor = await tryGit(directory, ["merge-base", "--is-ancestor", a, b]);
  expect(await ancestry.isAncestor(a, b)).toBe(isAncestor.code === 0);
  const bases = (await tryGit(directory, ["merge-base", "--all", a, b])).stdout.toString().split("\n");
  const base = await ancestry.mergeBase(a, b);
  if (base === null) expect(bases).toEqual([""]);
  else expect(bases).toContain(base);
});

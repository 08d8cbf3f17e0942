import { describe, expect, it } from "vitest";
import type { CommitPlan } from "../src/decision/commit-plan.ts";
import { digestOfCommit, sha256 } from "../src/decision/markers.ts";
import { RefusedError } from "../src/errors.ts";
import type { Forge } from "../src/ports/forge.ts";
import type { Commit } from "../src/ports/repository.ts";

/** A repository on a git host, and what people do there. It starts with one commit on `main` that holds README.md. */
export interface ForgeWorld {
  readonly forge: Forge;
  /** login of the token's account */
  readonly tokenAccount: string;
  /** A person's push; returns the commit. With `from`, a branch is created there. */
  commit(push: {
    readonly branch: string;
    readonly from?: string;
    /** path → content, or `null` to delete it */
    readonly files: Readonly<Record<string, string | null>>;
    readonly message?: string;
  }): Promise<string>;
  /** Creates a branch that shares no commit with `main`. */
  orphan(branch: string): Promise<string>;
  file(branch: string, path: string): Promise<string | null>;
  parentsOf(sha: string): Promise<readonly string[]>;
  closePull(number: number): Promise<void>;
  reopenPull(number: number): Promise<void>;
  mergePull(number: number): Promise<void>;
  /** From now on nothing is merged into `main` before a check has passed. */
  requireCheck(): Promise<void>;
  /** The check of the branch's tip ends well. */
  passCheck(branch: string): Promise<void>;
  /** A person's comment; returns its id. */
  comment(number: number, body: string): Promise<number>;
  [Symbol.asyncDispose](): Promise<void>;
}

const branch = "chat-ip/update";
const file = "chat-ips/all.txt";

async function headOf({ forge }: ForgeWorld, name = "main"): Promise<Commit> {
  const head = await forge.branchHead(name);
  if (head === null) throw new Error(`there is no branch ${name}`);
  return head;
}

/** A plan for one commit on top of a branch that sets these files. */
async function planOn(
  world: ForgeWorld,
  on: string,
  files: CommitPlan["files"] = new Map([[file, { content: "203.0.113.0/24\n" }]]),
): Promise<CommitPlan> {
  const { sha, treeSha } = await headOf(world, on);
  return { baseTree: treeSha, parents: [sha], files, digest: sha256("the proposal") };
}

/** Writes the branch with one commit on top of `main`; returns its tip. */
async function createBranch(world: ForgeWorld): Promise<string> {
  const written = await world.forge.writeBranch(
    branch,
    { kind: "create", commit: await planOn(world, "main") },
    "Update",
  );
  if (written.kind !== "written") throw new Error(`the branch was ${written.kind}`);
  return written.sha;
}

const asked = { title: "Update", body: "What changed", head: branch, base: "main", draft: false };

/** The same with an open pull request; returns its number. */
async function openPull(world: ForgeWorld): Promise<number> {
  await createBranch(world);
  const opened = await world.forge.openPullRequest(asked);
  if (opened.kind !== "opened") throw new Error(`the pull request was ${opened.kind}`);
  return opened.pull.number;
}

/**
 * What every git host behind the port `Forge` must do. The memory forge of these tests passes it, and so does GitHub.
 *
 * @param create makes a new repository for each test
 */
export function describeForge(host: string, create: () => Promise<ForgeWorld>): void {
  describe(`${host} as a forge`, () => {
    describe("reads", () => {
      it("lists a folder at a commit, with the ids that its contents have", async () => {
        await using world = await create();
        const sha = await world.commit({ branch: "main", files: { [file]: "203.0.113.0/24\n" } });
        await world.commit({ branch: "main", files: { [file]: "198.51.100.0/24\n" } });
        const listed = (await world.forge.folders(["chat-ips", "absent"], sha)).get("chat-ips");
        const id = world.forge.idOf("203.0.113.0/24\n");
        expect([...(listed ?? [])]).toEqual([["all.txt", { type: "file", id, size: 15 }]]);
        expect(Buffer.from(await world.forge.read(id)).toString()).toBe("203.0.113.0/24\n");
      });

      it("lists nothing where there is no folder, and the default branch where no commit is named", async () => {
        await using world = await create();
        await world.commit({ branch: "main", files: { [file]: "203.0.113.0/24\n" } });
        const listed = await world.forge.folders(["chat-ips", "absent"], null);
        expect([...(listed.get("chat-ips")?.keys() ?? [])]).toEqual(["all.txt"]);
        expect(listed.get("absent")?.size).toBe(0);
      });

      it("lists many folders at once, each with its own files only", async () => {
        await using world = await create();
        const files = {
          "a/all.txt": "1\n",
          "a/b/all.txt": "2\n",
          "a/b/c/all.txt": "3\n",
          "ab/all.txt": "4\n",
        };
        const sha = await world.commit({ branch: "main", files });
        const listed = await world.forge.folders(["a", "a/b", "ab", "a/b/c/d", "b"], sha);
        const found = [...listed].map(([path, folder]) => [
          path,
          [...folder].filter(([, { type }]) => type === "file").map(([name, { id }]) => `${name} ${id}`),
        ]);
        const entry = (content: string): string => `all.txt ${world.forge.idOf(content)}`;
        expect(found).toEqual([
          ["a", [entry("1\n")]],
          ["a/b", [entry("2\n")]],
          ["ab", [entry("4\n")]],
          ["a/b/c/d", []],
          ["b", []],
        ]);
      });

      it.each([[["README.md"]], [["chat-ips", "README.md"]]])("refuses to list a file: %j", async (paths) => {
        await using world = await create();
        const { sha } = await headOf(world);
        await expect(world.forge.folders(paths, sha)).rejects.toThrow(RefusedError);
      });

      it("knows its branches, and what a tree holds at its top", async () => {
        await using world = await create();
        const sha = await world.commit({ branch: "main", files: { [file]: "203.0.113.0/24\n" } });
        expect(await world.forge.defaultBranch()).toBe("main");
        const head = await headOf(world);
        expect(head.sha).toBe(sha);
        expect(await world.forge.branchTip("main")).toBe(sha);
        expect(await world.forge.branchHead("absent")).toBeNull();
        expect(await world.forge.branchTip("absent")).toBeNull();
        const tree = await world.forge.tree(head.treeSha);
        expect([...tree].map(([name, { type }]) => [name, type]).sort()).toEqual([
          ["README.md", "file"],
          ["chat-ips", "folder"],
        ]);
      });

      it("compares a branch with its base: where they part, and what the branch adds", async () => {
        await using world = await create();
        const { sha: start } = await headOf(world);
        const one = await world.commit({ branch, from: "main", files: { "a.md": "a\n" }, message: "One" });
        const two = await world.commit({ branch, files: { "b.md": "b\n" }, message: "Two" });
        const main = await world.commit({ branch: "main", files: { "c.md": "c\n" } });
        const { treeSha } = await headOf(world, branch);
        expect(await world.forge.compare(main, two)).toMatchObject({
          mergeBaseSha: start,
          tipTreeSha: treeSha,
          commits: [
            { sha: one, message: "One", verified: false },
            { sha: two, message: "Two", verified: false },
          ],
          complete: true,
          files: ["a.md", "b.md"],
        });
      });

      it("knows how pull requests can be merged", async () => {
        await using world = await create();
        expect(await world.forge.mergeMethods()).toEqual(["merge", "squash", "rebase"]);
      });

      it("knows its own commits, and its account", async () => {
        await using world = await create();
        const { sha: main } = await headOf(world);
        const tip = await createBranch(world);
        expect((await world.forge.compare(main, tip))?.commits).toMatchObject([
          { author: world.tokenAccount, hasAccount: true, verified: true },
        ]);
        expect(await world.forge.isTokenAccount(world.tokenAccount)).toBe(true);
        expect(await world.forge.isTokenAccount("maintainer")).toBe(false);
      });

      it("says that two commits share no history", async () => {
        await using world = await create();
        const { sha } = await headOf(world);
        expect(await world.forge.compare(sha, await world.orphan("orphan"))).toBeNull();
      });
    });

    describe("writes a branch", () => {
      it("creates it at a commit that sets, keeps and deletes files", async () => {
        await using world = await create();
        const kept = { [file]: "203.0.113.0/24\n", "chat-ips/old.txt": "198.51.100.0/24\n" };
        const main = await world.commit({ branch: "main", files: kept });
        const files: CommitPlan["files"] = new Map([
          ["chat-ips/new.txt", { content: "192.0.2.0/24\n" }],
          ["chat-ips/copy.txt", { id: world.forge.idOf("203.0.113.0/24\n") }],
          ["chat-ips/old.txt", null],
        ]);
        const commit = await planOn(world, "main", files);
        const written = await world.forge.writeBranch(branch, { kind: "create", commit }, "Update\n\nWhy");
        const { sha } = await headOf(world, branch);
        expect(written).toMatchObject({ kind: "written", sha, digest: commit.digest });
        expect(await world.parentsOf(sha)).toEqual([main]);
        expect(await world.file(branch, "chat-ips/new.txt")).toBe("192.0.2.0/24\n");
        expect(await world.file(branch, "chat-ips/copy.txt")).toBe("203.0.113.0/24\n");
        expect(await world.file(branch, "chat-ips/old.txt")).toBeNull();
        expect(await world.file(branch, file)).toBe("203.0.113.0/24\n");
        const message = await world.forge.commitMessage(sha);
        expect(message).toContain("Update\n\nWhy");
        expect(digestOfCommit(message)).toBe(commit.digest);
      });

      it("does not create one that has appeared meanwhile", async () => {
        await using world = await create();
        const commit = await planOn(world, "main");
        const theirs = await world.commit({ branch, from: "main", files: { "a.md": "a\n" } });
        expect((await world.forge.writeBranch(branch, { kind: "create", commit }, "Update")).kind).toBe(
          "moved",
        );
        expect(await world.forge.branchTip(branch)).toBe(theirs);
      });

      it("moves it forward", async () => {
        await using world = await create();
        const former = await createBranch(world);
        const commit = await planOn(world, branch, new Map([[file, { content: "192.0.2.0/24\n" }]]));
        const written = await world.forge.writeBranch(branch, { kind: "append", commit }, "Update");
        expect(written.kind).toBe("written");
        const { sha } = await headOf(world, branch);
        expect(await world.parentsOf(sha)).toEqual([former]);
      });

      it("joins it with its base", async () => {
        await using world = await create();
        const former = await createBranch(world);
        const main = await world.commit({ branch: "main", files: { "a.md": "a\n" } });
        const commit = { ...(await planOn(world, "main")), parents: [former, main] };
        expect((await world.forge.writeBranch(branch, { kind: "append", commit }, "Join")).kind).toBe(
          "written",
        );
        const { sha } = await headOf(world, branch);
        expect(await world.parentsOf(sha)).toEqual([former, main]);
        expect(await world.file(branch, "a.md")).toBe("a\n");
      });

      it("does not move it where somebody has pushed meanwhile", async () => {
        await using world = await create();
        await createBranch(world);
        const commit = await planOn(world, branch);
        const theirs = await world.commit({ branch, files: { "a.md": "a\n" } });
        expect((await world.forge.writeBranch(branch, { kind: "append", commit }, "Update")).kind).toBe(
          "moved",
        );
        expect(await world.forge.branchTip(branch)).toBe(theirs);
      });

      it("does not move it where it is gone", async () => {
        await using world = await create();
        const sha = await createBranch(world);
        const commit = await planOn(world, branch);
        await world.forge.deleteBranch(branch, sha);
        expect((await world.forge.writeBranch(branch, { kind: "append", commit }, "Update")).kind).toBe(
          "moved",
        );
        expect(await world.forge.branchTip(branch)).toBeNull();
      });

      it("leaves it alone where it holds the proposal already", async () => {
        await using world = await create();
        const sha = await createBranch(world);
        const digest = sha256("the proposal");
        const written = await world.forge.writeBranch(branch, { kind: "reuse", sha, digest }, "Update");
        expect(written).toEqual({ kind: "written", sha, digest, commit: null });
        expect(await world.forge.branchTip(branch)).toBe(sha);
      });

      it("deletes it at the commit that was read only, and takes a branch that is gone for deleted", async () => {
        await using world = await create();
        const sha = await createBranch(world);
        const theirs = await world.commit({ branch, files: { "a.md": "a\n" } });
        expect((await world.forge.deleteBranch(branch, sha)).kind).toBe("moved");
        expect(await world.forge.branchTip(branch)).toBe(theirs);
        expect((await world.forge.deleteBranch(branch, theirs)).kind).toBe("deleted");
        expect((await world.forge.deleteBranch(branch, theirs)).kind).toBe("deleted");
        expect(await world.forge.branchTip(branch)).toBeNull();
        await world.forge.restoreBranch(branch, theirs);
        expect(await world.forge.branchTip(branch)).toBe(theirs);
      });
    });

    describe("keeps a note about waiting removals", () => {
      const treeOf = async ({ forge }: ForgeWorld): Promise<string> =>
        (await forge.branchHead("main"))?.treeSha ?? "";

      /** A host may take off the line break at the end. */
      const messageOf = async ({ forge }: ForgeWorld): Promise<string | undefined> =>
        (await forge.readWaitingNote(branch))?.message.trimEnd();

      it("and no other branch's", async () => {
        await using world = await create();
        const treeSha = await treeOf(world);
        expect(await world.forge.readWaitingNote(branch)).toBeNull();
        const note = { former: null, message: "A note\n", treeSha };
        expect(await world.forge.writeWaitingNote(branch, note)).toEqual({ kind: "noted" });
        expect(await messageOf(world)).toBe("A note");
        expect(await world.forge.readWaitingNote("chat-ip")).toBeNull();
        expect(await world.forge.readWaitingNote(`${branch}-2`)).toBeNull();
      });

      it("replaces it and deletes it, but not where another run has changed it", async () => {
        await using world = await create();
        const treeSha = await treeOf(world);
        await world.forge.writeWaitingNote(branch, { former: null, message: "one\n", treeSha });
        const former = await world.forge.readWaitingNote(branch);
        expect(
          (await world.forge.writeWaitingNote(branch, { former: null, message: "x\n", treeSha })).kind,
        ).toBe("moved");
        await world.forge.writeWaitingNote(branch, { former, message: "two\n", treeSha });
        expect((await world.forge.writeWaitingNote(branch, { former, message: "x\n", treeSha })).kind).toBe(
          "moved",
        );
        expect(await messageOf(world)).toBe("two");
        await world.forge.writeWaitingNote(branch, {
          former: await world.forge.readWaitingNote(branch),
          message: null,
          treeSha,
        });
        expect(await world.forge.readWaitingNote(branch)).toBeNull();
      });
    });

    describe("keeps pull requests", () => {
      it("opens one, and not a second one beside it", async () => {
        await using world = await create();
        const sha = await createBranch(world);
        const opened = await world.forge.openPullRequest(asked);
        expect(opened).toMatchObject({
          kind: "opened",
          pull: {
            number: 1,
            open: true,
            merged: false,
            title: "Update",
            body: "What changed",
            base: "main",
            headSha: sha,
            author: world.tokenAccount,
          },
        });
        expect((await world.forge.openPullRequest(asked)).kind).toBe("moved");
        expect(await world.forge.pullRequests(branch)).toHaveLength(1);
      });

      it("opens none from a branch that is gone", async () => {
        await using world = await create();
        expect((await world.forge.openPullRequest(asked)).kind).toBe("moved");
      });

      it("shows a branch's, newest first, and what became of each", async () => {
        await using world = await create();
        await openPull(world);
        await world.closePull(1);
        await world.forge.openPullRequest(asked);
        await world.mergePull(2);
        const found = await world.forge.pullRequests(branch);
        expect(found.map(({ number, open, merged }) => [number, open, merged])).toEqual([
          [2, false, true],
          [1, false, false],
        ]);
        expect(await world.forge.pullRequests("another")).toEqual([]);
      });

      it("shows the commits that are pushed to one", async () => {
        await using world = await create();
        const number = await openPull(world);
        const theirs = await world.commit({ branch, files: { "a.md": "a\n" } });
        expect((await world.forge.pullRequest(number)).headSha).toBe(theirs);
        expect(await world.forge.isBase("main")).toBe(true);
        expect(await world.forge.isBase(branch)).toBe(false);
      });

      it("closes the one whose branch is deleted", async () => {
        await using world = await create();
        const number = await openPull(world);
        await world.forge.deleteBranch(branch, (await world.forge.branchTip(branch)) ?? "");
        expect((await world.forge.pullRequest(number)).open).toBe(false);
      });

      it("rewrites title and body apart from each other, and closes one twice", async () => {
        await using world = await create();
        const number = await openPull(world);
        await world.forge.editPullRequest(number, { title: "Another" });
        const edited = await world.forge.editPullRequest(number, { body: "More" });
        expect(edited).toMatchObject({ kind: "edited", pull: { title: "Another", body: "More" } });
        expect((await world.forge.closePullRequest(number)).open).toBe(false);
        expect((await world.forge.closePullRequest(number)).open).toBe(false);
      });

      it("remembers who closed one and opened it again, oldest first", async () => {
        await using world = await create();
        const number = await openPull(world);
        await world.forge.closePullRequest(number);
        await world.reopenPull(number);
        await world.closePull(number);
        const changes = await world.forge.stateChanges(number);
        expect(changes.map(({ event }) => event)).toEqual(["closed", "reopened", "closed"]);
        expect(changes[0]?.actor).toBe(world.tokenAccount);
        expect(changes[2]?.actor).not.toBe(world.tokenAccount);
      });

      it("keeps comments in order, and deletes one twice", async () => {
        await using world = await create();
        const number = await openPull(world);
        expect(await world.forge.addComment(number, "First")).toBe(world.tokenAccount);
        await world.comment(number, "Second");
        const [first] = await world.forge.comments(number);
        await world.forge.editComment(first?.id ?? 0, "Changed");
        const said = await world.forge.comments(number);
        expect(said.map(({ body }) => body)).toEqual(["Changed", "Second"]);
        expect(said.map(({ author }) => author === world.tokenAccount)).toEqual([true, false]);
        await world.forge.deleteComment(first?.id ?? 0);
        await world.forge.deleteComment(first?.id ?? 0);
        expect(await world.forge.comments(number)).toHaveLength(1);
      });

      it("merges one at the commit that it is told only, once its check has passed", async () => {
        await using world = await create();
        const number = await openPull(world);
        expect(await world.forge.requiresChecks("main")).toBe(false);
        await world.requireCheck();
        expect(await world.forge.requiresChecks("main")).toBe(true);
        const { headSha } = await world.forge.pullRequest(number);
        expect(await world.forge.mergeability(number)).toEqual({ headSha, waitsFor: "checks" });
        expect(await world.forge.merge(number, headSha, "squash")).toEqual({ kind: "waits", for: "checks" });
        const theirs = await world.commit({ branch, files: { "a.md": "a\n" } });
        await world.passCheck(branch);
        expect((await world.forge.merge(number, headSha, "squash")).kind).toBe("moved");
        expect(await world.forge.mergeability(number)).toEqual({ headSha: theirs, waitsFor: null });
        expect(await world.forge.merge(number, theirs, "squash")).toEqual({ kind: "merged" });
        const merged = await world.forge.pullRequest(number);
        expect(merged).toMatchObject({ open: false, merged: true });
        expect(merged.mergedAt).toBeGreaterThanOrEqual(merged.openedAt);
        expect(await world.file("main", "a.md")).toBe("a\n");
      });

      it("adds labels and people", async () => {
        await using world = await create();
        const number = await openPull(world);
        expect(await world.forge.addLabels(number, ["network"])).toBeNull();
        expect(await world.forge.addAssignees(number, ["maintainer"])).toEqual({ leftOut: [] });
        expect(await world.forge.requestReviewers(number, { reviewers: ["reviewer"] })).toBeNull();
      });
    });
  });
}

import { describe, expect, it } from "vitest";
import { markComment, renderRegion, sha256 } from "../src/decision/markers.ts";
import { ForgeError } from "../src/errors.ts";
import type { Message } from "../src/message.ts";
import type { Operation, RunOutcome } from "../src/run-outcome.ts";
import type { MemoryHost } from "./memory-forge.ts";
import { createWorld, prefixes, type World } from "./world.ts";

const branch = "chat-ip/update";
const file = "chat-ips/webhook-china.txt";
const byHand = "43.128.0.0/16\n";

/** Ten prefixes are committed, as a run wrote them. */
async function settled(): Promise<World> {
  const world = createWorld();
  world.answers = { "webhook-china": prefixes(10) };
  await world.run();
  await world.host.mergePull(1);
  await world.host.forge.deleteBranch(branch, (await world.host.forge.branchTip(branch)) ?? "");
  return world;
}

/** The same, and pull request #2 proposes an eleventh. */
async function proposed(): Promise<World> {
  const world = await settled();
  await expectRun(world, 11, "created");
  return world;
}

/** One run that finds so many prefixes. */
async function runWith(world: World, count: number, ...more: Parameters<World["run"]>): Promise<RunOutcome> {
  world.answers = { ...world.answers, "webhook-china": prefixes(count) };
  return world.run(...more);
}

async function expectRun(world: World, count: number, operation: Operation): Promise<void> {
  const { pullRequest, error } = await runWith(world, count);
  expect(error).toBeNull();
  expect(pullRequest?.operation).toBe(operation);
}

function pull({ host }: World, number: number): MemoryHost["pulls"][number] {
  const found = host.pulls.find((one) => one.number === number);
  if (!found) throw new Error(`there is no pull request #${number}`);
  return found;
}

/** What a run writes. */
async function writesOf(world: World, work: () => Promise<unknown>): Promise<readonly string[]> {
  const before = world.host.writes.length;
  await work();
  return world.host.writes.slice(before);
}

async function entriesOn(world: World, name: string): Promise<string[]> {
  const text = (await world.host.file(name, file)) ?? "";
  return text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
}

const both = ["webhook-china", "web-china"] as const;

/** No answer came. */
const lost = {
  id: "no-answer",
  purpose: "other",
  why: { kind: "connection-ended" },
} as const satisfies Message;

/** A run died between the branch and the pull request: only the branch is left. */
async function branchWithoutPull(): Promise<World> {
  const world = await settled();
  const { forge } = world.host;
  const { openPullRequest } = forge;
  Object.assign(forge, {
    openPullRequest: async () => ({ kind: "refused", message: { id: "only-rebase" } }),
  });
  expect((await runWith(world, 11)).error?.message.id).toBe("only-rebase");
  Object.assign(forge, { openPullRequest });
  return world;
}

// Each line of the table in pull-requests.md, by its own words.
describe("a run decides", () => {
  it("no drift, no open PR: nothing", async () => {
    const world = await settled();
    expect(await writesOf(world, () => expectRun(world, 10, "none"))).toEqual([]);
  });

  it.each([
    ["a list failed", "fails"],
    ["a list was held back", []],
  ] as const)("no drift in what loaded, but %s, open PR: leave it as it is", async (_why, said) => {
    const world = await proposed();
    world.answers = { "webhook-china": prefixes(10), "web-china": said };
    const writes = await writesOf(world, async () => {
      expect((await world.run({}, both)).pullRequest?.operation).toBe("unchanged");
    });
    expect(writes).toEqual([]);
    expect(pull(world, 2).open).toBe(true);
  });

  it("no drift, open PR, ours untouched: comment why, close, delete the branch if its tip is the one read", async () => {
    const world = await proposed();
    await expectRun(world, 10, "closed");
    expect(pull(world, 2)).toMatchObject({
      open: false,
      comments: [{ body: expect.stringContaining("obsolete") }],
    });
    expect(await world.host.forge.branchTip(branch)).toBeNull();
    await expectRun(world, 10, "none");
  });

  it("no drift, open PR, managed files edited by a person: one comment that it is obsolete; stays open", async () => {
    const world = await proposed();
    await world.host.commit({ branch, files: { [file]: byHand } });
    await expectRun(world, 10, "blocked");
    await expectRun(world, 10, "blocked");
    expect(pull(world, 2)).toMatchObject({
      open: true,
      comments: [{ body: expect.stringContaining("obsolete-edited") }],
    });
    expect(await world.host.file(branch, file)).toBe(byHand);
  });

  it("only removals that wait, no open PR: nothing", async () => {
    const world = await settled();
    world.listSettings = { removalsWaitHours: 24 };
    await expectRun(world, 9, "none");
    expect(world.host.pulls).toHaveLength(1);
    expect(await world.host.forge.branchTip(branch)).toBeNull();
  });

  it('only removals that wait, open PR, ours untouched: as "no drift"', async () => {
    const world = await proposed();
    world.listSettings = { removalsWaitHours: 24 };
    await expectRun(world, 9, "closed");
    expect(await world.host.forge.branchTip(branch)).toBeNull();
    await expectRun(world, 9, "none");
  });

  it("`auto-merge` holds for the judged sha: merge", async () => {
    const world = await settled();
    world.host.requiresChecks = true;
    const { pullRequest } = await runWith(world, 11, { merging: { when: "routine", method: "squash" } });
    expect(pullRequest?.operation).toBe("merged");
    expect(await entriesOn(world, "main")).toEqual(prefixes(11));
  });

  it("drift, no branch: tree, commit, create the ref at the finished commit, open PR", async () => {
    const world = await settled();
    const main = await world.host.forge.branchTip("main");
    expect(await writesOf(world, () => expectRun(world, 11, "created"))).toEqual([
      "writeBranch",
      "openPullRequest",
    ]);
    const tip = (await world.host.forge.branchTip(branch)) ?? "";
    expect(await world.host.parentsOf(tip)).toEqual([main]);
    expect(await entriesOn(world, branch)).toEqual(prefixes(11));
    expect(pull(world, 2)).toMatchObject({ open: true, base: "main", headSha: tip });
  });

  it("drift, branch of ours without PR, same digest: reuse it and open PR", async () => {
    const world = await branchWithoutPull();
    const left = await world.host.forge.branchTip(branch);
    await expectRun(world, 11, "created");
    expect(await world.host.forge.branchTip(branch)).toBe(left);
    expect(pull(world, 2).open).toBe(true);
  });

  it("drift, branch of ours without PR, other digest: append, then open PR", async () => {
    const world = await branchWithoutPull();
    const left = await world.host.forge.branchTip(branch);
    await expectRun(world, 12, "created");
    expect(await world.host.parentsOf((await world.host.forge.branchTip(branch)) ?? "")).toEqual([left]);
    expect(await entriesOn(world, branch)).toEqual(prefixes(12));
  });

  it.each<[string, (host: MemoryHost) => Promise<string>]>([
    ["made by somebody else", (host) => host.commit({ branch, from: "main", files: { "a.md": "a\n" } })],
    ["without a common history", (host) => host.orphan(branch)],
  ])("drift, branch that is not ours, %s: error naming the branch; nothing written", async (_which, make) => {
    const world = await settled();
    const theirs = await make(world.host);
    const writes = await writesOf(world, async () => {
      const { error, pullRequest } = await runWith(world, 11);
      expect(pullRequest).toBeNull();
      expect(error?.message).toMatchObject({ branch });
    });
    expect(writes).toEqual([]);
    expect(await world.host.forge.branchTip(branch)).toBe(theirs);
  });

  it("drift, open PR with the same content: no write at all", async () => {
    const world = await proposed();
    expect(await writesOf(world, () => expectRun(world, 11, "unchanged"))).toEqual([]);
  });

  it("drift, open PR with the same content, the owned body region differs: it is rewritten", async () => {
    const world = await proposed();
    const found = pull(world, 2);
    const { body } = found;
    found.body = `Before.\n\n${body.replace(/text=sha256:\w{64}/, `text=sha256:${"0".repeat(64)}`)}\n\nAfter.`;
    expect(await writesOf(world, () => expectRun(world, 11, "unchanged"))).toEqual(["editPullRequest"]);
    expect(found.body).toBe(`Before.\n\n${body}\n\nAfter.`);
  });

  it("drift, open PR with older content: append one commit, refresh the owned region", async () => {
    const world = await proposed();
    const former = await world.host.forge.branchTip(branch);
    await expectRun(world, 13, "updated");
    expect(await world.host.parentsOf((await world.host.forge.branchTip(branch)) ?? "")).toEqual([former]);
    expect(await entriesOn(world, branch)).toEqual(prefixes(13));
    expect(pull(world, 2).title).toContain("10 -> 13");
    expect(pull(world, 2).body).toContain("10 -> 13");
    expect(await writesOf(world, () => expectRun(world, 13, "unchanged"))).toEqual([]);
  });

  it("drift, open PR with older content, a person's title: the title stays", async () => {
    const world = await proposed();
    pull(world, 2).title = "Ticket 12";
    await expectRun(world, 13, "updated");
    expect(pull(world, 2).title).toBe("Ticket 12");
  });

  it("drift, open PR, managed files edited by a person: push nothing; one comment showing what the lists now say", async () => {
    const world = await proposed();
    const theirs = await world.host.commit({ branch, files: { [file]: byHand } });
    for (const count of [12, 12, 13]) await expectRun(world, count, "blocked");
    expect(await world.host.forge.branchTip(branch)).toBe(theirs);
    expect(pull(world, 2).comments).toMatchObject([{ body: expect.stringContaining("10 -> 13") }]);
  });

  it("drift, PR closed unmerged by a person, same digest: respect it; `recreate-closed` overrides", async () => {
    const world = await proposed();
    await world.host.closePull(2);
    expect(await writesOf(world, () => expectRun(world, 11, "suppressed"))).toEqual([]);
    const overridden = await runWith(world, 11, { recreateClosed: true });
    expect(overridden.pullRequest?.operation).toBe("created");
  });

  it("drift, PR closed earlier, other digest: a new PR that links the old one", async () => {
    const world = await proposed();
    await world.host.closePull(2);
    await expectRun(world, 12, "created");
    expect(pull(world, 3).body).toContain("follows #2");
  });

  it("drift, PR closed by a run of ours, same digest: proposed again", async () => {
    const world = await proposed();
    await expectRun(world, 10, "closed");
    await expectRun(world, 11, "created");
  });

  it.each([
    [11, "unchanged"],
    [12, "updated"],
    [10, "closed"],
  ] as const)("base moved, no conflict, %i prefixes: leave it alone, as above", async (count, operation) => {
    const world = await proposed();
    await world.host.commit({ branch: "main", files: { "README.md": "Moved on\n" } });
    await expectRun(world, count, operation);
  });

  it("base moved, conflict in managed files, only our commits: a commit with two parents whose tree is base's plus our files", async () => {
    const world = await proposed();
    const former = await world.host.forge.branchTip(branch);
    const committed = await world.host.file("main", file);
    const kept = "# keep: ours\n43.200.0.1\n";
    const main = await world.host.commit({
      branch: "main",
      files: { [file]: `${committed}\n${kept}`, "README.md": "Moved on\n" },
    });
    await expectRun(world, 11, "updated");
    expect(await world.host.parentsOf((await world.host.forge.branchTip(branch)) ?? "")).toEqual([
      former,
      main,
    ]);
    expect(await world.host.file(branch, "README.md")).toBe("Moved on\n");
    expect(await world.host.file(branch, file)).toContain(kept);
    await world.host.mergePull(2);
    await expectRun(world, 11, "none");
  });

  it("base moved, conflict, people's commits too: push nothing; comment", async () => {
    const world = await proposed();
    const theirs = await world.host.commit({ branch, files: { "notes.md": "See ticket 12\n" } });
    await world.host.commit({ branch: "main", files: { [file]: "43.128.0.0/24\n43.128.1.0/24\n" } });
    await expectRun(world, 11, "blocked");
    await expectRun(world, 11, "blocked");
    expect(await world.host.forge.branchTip(branch)).toBe(theirs);
    expect(pull(world, 2).comments).toMatchObject([{ body: expect.stringContaining("conflict") }]);
  });

  it("people's commits beside the lists: they are kept and appended to", async () => {
    const world = await proposed();
    const theirs = await world.host.commit({ branch, files: { "notes.md": "See ticket 12\n" } });
    await expectRun(world, 12, "updated");
    expect(await world.host.parentsOf((await world.host.forge.branchTip(branch)) ?? "")).toEqual([theirs]);
    expect(await world.host.file(branch, "notes.md")).toBe("See ticket 12\n");
  });

  describe("base moved, conflict in managed files, and a commit with two parents can't be merged", () => {
    const stuckWorlds: [string, (world: World) => void][] = [
      [
        "a repository that only rebases",
        ({ host }) => Object.assign(host.forge, { mergeMethods: async () => ["rebase"] }),
      ],
      [
        "linear history on every branch",
        ({ host }) => {
          const { writeBranch } = host.forge;
          Object.assign(host.forge, {
            async writeBranch(...args: Parameters<typeof writeBranch>) {
              const [, plan] = args;
              return plan.kind !== "reuse" && plan.commit.parents.length > 1
                ? { kind: "refused", message: { id: "protected-branch", branch, rules: [], detail: "" } }
                : writeBranch(...args);
            },
          });
        },
      ],
    ];

    it.each(stuckWorlds)("%s: names the way out, and closing it is no rejection", async (_where, stick) => {
      const world = await proposed();
      stick(world);
      await world.host.commit({ branch: "main", files: { [file]: `${prefixes(9).join("\n")}\n` } });
      for (let time = 0; time < 2; time++) {
        const { error } = await runWith(world, 11);
        expect(error?.message).toMatchObject({ id: "start-again", branch, number: 2 });
      }
      await world.host.closePull(2);
      await world.host.forge.deleteBranch(branch, (await world.host.forge.branchTip(branch)) ?? "");
      await expectRun(world, 11, "created");
    });
  });

  it.each<[string, (text: string) => string]>([
    ["line ends", (text) => text.replaceAll("\n", "\r\n")],
    ["blanks", (text) => text.replaceAll("\n", " \n\n")],
  ])("a formatter changed %s in the managed files: no edit", async (_what, reformat) => {
    const world = await proposed();
    const theirs = await world.host.commit({
      branch,
      files: { [file]: reformat((await world.host.file(branch, file)) ?? "") },
    });
    expect(await writesOf(world, () => expectRun(world, 11, "unchanged"))).toEqual([]);
    await expectRun(world, 12, "updated");
    expect(await world.host.parentsOf((await world.host.forge.branchTip(branch)) ?? "")).toEqual([theirs]);
  });

  describe("no drift, and a run with a person's token dies or can't comment while it closes", () => {
    it.each(["addComment", "deleteBranch", "closePullRequest"] as const)(
      "at %s: no rejection",
      async (step) => {
        const world = await proposed();
        const { forge } = world.host;
        const works = forge[step];
        // The host closes the pull request by itself, on behalf of whoever deleted the branch.
        Object.assign(forge, {
          [step]: async () => {
            throw new ForgeError("lost", lost);
          },
        });
        if (step === "closePullRequest") await runWith(world, 10);
        else await expectRun(world, 10, "closed");
        Object.assign(forge, { [step]: works });
        for (const change of pull(world, 2).changes) Object.assign(change, { actor: "maintainer" });
        if (pull(world, 2).open) await world.host.closePull(2);
        pull(world, 2).comments.length = 0;
        await expectRun(world, 11, "created");
      },
    );
  });

  it("drift is back after a run died while it was closing: the pull request lives on", async () => {
    const world = await proposed();
    const { forge } = world.host;
    const { addComment, deleteBranch, closePullRequest } = forge;
    const dies = async (): Promise<never> => {
      throw new ForgeError("lost", lost);
    };
    Object.assign(forge, { addComment: dies, deleteBranch: dies, closePullRequest: dies });
    await runWith(world, 10);
    Object.assign(forge, { addComment, deleteBranch, closePullRequest });
    expect(pull(world, 2).body).toContain(" farewell=");
    await expectRun(world, 11, "unchanged");
    expect(pull(world, 2).body).not.toContain(" farewell=");
    await world.host.closePull(2);
    await expectRun(world, 11, "suppressed");
  });

  describe("labels that the host doesn't know yet", () => {
    const refusal = { message: lost, becauseOfAName: false, later: true };

    it("are added by the next run", async () => {
      const world = await settled();
      const { addLabels } = world.host.forge;
      Object.assign(world.host.forge, { addLabels: async () => refusal });
      const first = await runWith(world, 11, { labels: ["network"] });
      expect(first.warnings).toEqual([{ id: "not-added", kind: "label", names: ["network"], because: lost }]);
      Object.assign(world.host.forge, { addLabels });
      await runWith(world, 11, { labels: ["network"] });
      expect([...pull(world, 2).labels]).toEqual(["network"]);
      expect(await writesOf(world, () => runWith(world, 11, { labels: ["network"] }))).toEqual([]);
    });

    it("are given up after three runs", async () => {
      const world = await settled();
      Object.assign(world.host.forge, { addLabels: async () => refusal });
      for (let time = 0; time < 3; time++) {
        expect((await runWith(world, 11, { labels: ["network"] })).warnings).toHaveLength(1);
      }
      expect(await writesOf(world, () => runWith(world, 11, { labels: ["network"] }))).toEqual([]);
    });
  });

  it("a draft is asked for where there are none: a warning, once", async () => {
    const world = await settled();
    const { openPullRequest } = world.host.forge;
    Object.assign(world.host.forge, {
      openPullRequest: async (...args: Parameters<typeof openPullRequest>) => ({
        ...(await openPullRequest(...args)),
        draftRefused: true,
      }),
    });
    const { warnings } = await runWith(world, 11, { draft: true });
    expect(warnings).toEqual([{ id: "no-drafts", number: 2 }]);
  });

  it("drift, open PR that another account opened from our branch: append; body and title untouched; one comment", async () => {
    const world = await branchWithoutPull();
    await world.host.openPull(branch, "main");
    const former = pull(world, 2);
    former.body = renderRegion(
      {
        digest: sha256("d"),
        title: sha256("By hand"),
        text: sha256("x"),
        unfinished: 0,
        farewell: null,
        merging: null,
        opened: null,
      },
      "Copied",
    );
    const { title, body } = former;
    for (const count of [12, 13]) {
      await expectRun(world, count, "updated");
      expect(await entriesOn(world, branch)).toEqual(prefixes(count));
      expect(pull(world, 2)).toMatchObject({ title, body });
      expect(pull(world, 2).comments).toMatchObject([
        { body: expect.stringContaining(`by-another: webhook-china: 10 -> ${count}`) },
      ]);
    }
    expect(await writesOf(world, () => expectRun(world, 13, "unchanged"))).toEqual([]);
  });

  describe("people's commits on the branch are told", () => {
    const theirFile = { "src/server.js": "listen()\n" };

    it.each<[number, Operation]>([
      [11, "unchanged"],
      [12, "updated"],
    ])("%i prefixes: %s", async (count, operation) => {
      const world = await proposed();
      expect((await runWith(world, 11)).pullRequest).toMatchObject({ onlyOurs: true, others: null });
      const sha = await world.host.commit({ branch, files: theirFile });
      const { pullRequest } = await runWith(world, count);
      expect(pullRequest).toMatchObject({
        operation,
        onlyOurs: false,
        others: { commits: [{ sha, author: "maintainer" }], files: ["src/server.js"] },
      });
      expect(pull(world, 2).body).toContain("src/server.js");
      expect(await writesOf(world, () => runWith(world, count))).toEqual([]);
    });

    it("also where they bear our trailer", async () => {
      const world = await proposed();
      const ours = await world.host.forge.commitMessage((await world.host.forge.branchTip(branch)) ?? "");
      await world.host.commit({ branch, files: theirFile, message: ours });
      expect((await runWith(world, 11)).pullRequest).toMatchObject({ onlyOurs: false });
    });

    it("also where they claim to be us, without a signature", async () => {
      const world = await proposed();
      const ours = await world.host.forge.commitMessage((await world.host.forge.branchTip(branch)) ?? "");
      const proposedFile = (await world.host.file(branch, file)) ?? "";
      const author = world.host.tokenAccount;
      await world.host.commit({
        branch,
        files: { [file]: proposedFile, "a.md": "a\n" },
        message: ours,
        author,
      });
      await world.host.commit({ branch, files: { "a.md": null }, message: ours, author });
      expect((await runWith(world, 11)).pullRequest).toMatchObject({
        onlyOurs: false,
        others: { commits: [{}, {}], files: [] },
      });
    });
  });

  describe("what an outsider writes changes nothing", () => {
    /** Our farewell to a pull request, as a run would write it. */
    const forged = (number: number): string =>
      markComment({ kind: "obsolete", text: sha256("obsolete") }, number, "Nothing is left to propose.");

    it.each(["outsider", "dependabot[bot]", "maintainer"])(
      "a forged farewell by %s: a rejection stays one",
      async (author) => {
        const world = await proposed();
        await world.host.comment(2, forged(2), author);
        await world.host.closePull(2);
        await expectRun(world, 11, "suppressed");
      },
    );

    it.each(["outsider", "dependabot[bot]"])(
      "a forged comment by %s: it is neither edited nor deleted",
      async (author) => {
        const world = await proposed();
        const id = await world.host.comment(
          2,
          markComment({ kind: "edited", text: sha256("x") }, 2, "Forged"),
          author,
        );
        const theirs = pull(world, 2).comments.find((one) => one.id === id);
        const proposedFile = (await world.host.file(branch, file)) ?? "";
        await world.host.commit({ branch, files: { [file]: byHand } });
        await expectRun(world, 12, "blocked");
        await world.host.commit({ branch, files: { [file]: proposedFile } });
        await expectRun(world, 10, "closed");
        expect(pull(world, 2).comments).toContainEqual(theirs);
      },
    );
  });

  describe("a ref move or a creation is refused because the state changed", () => {
    /** Somebody pushes just before each of the next writes of the branch. */
    function pushBeforeWrites({ host }: World, times: number): void {
      const { writeBranch } = host.forge;
      let left = times;
      Object.assign(host.forge, {
        async writeBranch(...args: Parameters<typeof writeBranch>) {
          left -= 1;
          if (left >= 0) await host.commit({ branch, files: { [`note-${left}.md`]: "Wait\n" } });
          return writeBranch(...args);
        },
      });
    }

    it("read again, decide again", async () => {
      const world = await proposed();
      pushBeforeWrites(world, 2);
      await expectRun(world, 12, "updated");
      expect(await world.host.file(branch, "note-0.md")).toBe("Wait\n");
      expect(await entriesOn(world, branch)).toEqual(prefixes(12));
    });

    it("at most 3 times, then a clear error", async () => {
      const world = await proposed();
      pushBeforeWrites(world, 3);
      const { error } = await runWith(world, 12);
      expect(error?.message).toEqual({ id: "changed-too-often", tries: 3, reason: "branch-moved" });
    });
  });
});

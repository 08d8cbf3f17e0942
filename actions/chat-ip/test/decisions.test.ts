import { describe, expect, it } from "vitest";
import { runHere } from "./harness/run-here.ts";
import {
  branch,
  entries,
  expectSound,
  file,
  oneList,
  openBackport,
  openByHand,
  operation,
  prefixes,
  proposedWorld,
  pull,
  settledWorld,
  writes,
} from "./harness/scenes.ts";
import { createWorld, isLate, typed, type World } from "./harness/world.ts";

describe("without drift", () => {
  it("does nothing, with four requests, if nothing is open", async () => {
    await using world = await settledWorld();
    const run = await runHere(world, oneList);
    expect(run.exitCode, run.log).toBe(0);
    expect(operation(run)).toBe("none");
    expect(run.outputs.drift).toBe("false");
    expect(run.requests.map(({ method }) => method)).toEqual(["GET", "GET", "GET", "GET"]);
    await expectSound(world);
  });

  it("takes order, comments, duplicates and halves of a prefix for no drift", async () => {
    await using world = await createWorld();
    world.chat.setLists({ "webhook-china": ["43.128.0.0/24", "43.129.0.7"] });
    await world.github.commit({
      branch: "main",
      files: {
        [file]:
          "\ufeff; ours\r\n43.129.0.7/32\r\n\r\n43.128.0.128/25 # upper\r\n43.128.0.0/25\r\n43.128.0.0/25",
      },
    });
    const run = await runHere(world, oneList);
    expect(run.exitCode, run.log).toBe(0);
    expect(operation(run)).toBe("none");
    expect(writes(run)).toEqual([]);
  });

  it("closes the open pull request with a word, and deletes the branch", async () => {
    await using world = await proposedWorld();
    world.chat.setLists({ "webhook-china": prefixes(10) });
    const run = await world.run(oneList);
    expect(run.exitCode, run.log).toBe(0);
    expect(operation(run)).toBe("closed");
    expect(pull(world, 2).state).toBe("closed");
    expect(pull(world, 2).comments).toHaveLength(1);
    expect(await world.github.git("branch", "--list", branch)).toBe("");
    const again = await runHere(world, oneList);
    expect(operation(again)).toBe("none");
    await expectSound(world);
  });

  it("keeps the branch where delete-branch is false", async () => {
    await using world = await proposedWorld();
    world.chat.setLists({ "webhook-china": prefixes(10) });
    const run = await runHere(world, { ...oneList, "delete-branch": "false" });
    expect(operation(run)).toBe("closed");
    expect(await world.github.git("branch", "--list", branch)).toContain(branch);
  });

  it.each<[string, (world: World) => Promise<unknown>]>([
    ["goes from it", (world) => openBackport(world, "release")],
    [
      "goes to it",
      async ({ github }) => {
        await github.commit({ branch: "stacked", from: branch, files: { "notes.md": "on top\n" } });
        await openByHand(github, "stacked", branch);
      },
    ],
  ])("keeps the branch where another pull request %s", async (_how, prepare) => {
    await using world = await proposedWorld();
    await prepare(world);
    world.chat.setLists({ "webhook-china": prefixes(10) });
    const run = await runHere(world, oneList);
    expect(operation(run), run.log).toBe("closed");
    expect(pull(world, 2).state).toBe("closed");
    expect(pull(world, 3).state).toBe("open");
    await expectSound(world);
  });

  it("keeps the branch where a person has committed something else to it", async () => {
    await using world = await proposedWorld();
    const theirs = await world.github.commit({ branch, files: { "notes.md": "see ticket 12\n" } });
    world.chat.setLists({ "webhook-china": prefixes(10) });
    const run = await runHere(world, oneList);
    expect(operation(run)).toBe("closed");
    expect(await world.github.git("rev-parse", branch)).toBe(theirs);
  });

  it("leaves the pull request as it is where a list failed", async () => {
    await using world = await proposedWorld();
    world.chat.setLists({ "webhook-china": prefixes(10), all: prefixes(10) });
    world.chat.addFault({ nth: "every", netType: 0, kind: "code", code: 70009 });
    const run = await runHere(world, { lists: "webhook-china, all" });
    expect(run.exitCode).toBe(1);
    expect(operation(run)).toBe("unchanged");
    expect(JSON.parse(run.outputs["failed-lists"] ?? "")).toEqual(["all"]);
    expect(writes(run)).toEqual([]);
    expect(pull(world, 2).state).toBe("open");
  });

  it("says once that it is obsolete where a person edited the lists on the branch, and leaves it open", async () => {
    await using world = await proposedWorld();
    await world.github.commit({ branch, files: { [file]: "43.128.0.0/16\n" } });
    world.chat.setLists({ "webhook-china": prefixes(10) });
    for (let time = 0; time < 2; time++) {
      const run = await runHere(world, oneList);
      expect(operation(run), run.log).toBe("blocked");
    }
    expect(pull(world, 2).state).toBe("open");
    expect(pull(world, 2).comments).toHaveLength(1);
    expect(await world.github.file(branch, file)).toBe("43.128.0.0/16\n");
    await expectSound(world);
  });
});

describe("with drift and nothing open", () => {
  it("opens a pull request from a new branch, with ten requests", async () => {
    await using world = await createWorld();
    world.chat.setLists({ "webhook-china": prefixes(10) });
    const run = await world.run(oneList);
    expect(run.exitCode, run.log).toBe(0);
    expect(run.outputs).toMatchObject({
      drift: "true",
      "changed-lists": '["webhook-china"]',
      "failed-lists": "[]",
      added: "10",
      removed: "0",
      "pull-request-operation": "created",
      "pull-request-number": "1",
      "pull-request-branch": branch,
      "pull-request-head-sha": await world.github.git("rev-parse", branch),
      "commits-verified": "true",
    });
    // Late, it takes some of them twice.
    if (!isLate) expect(run.requests).toHaveLength(10);
    expect(await entries(world, branch)).toEqual(prefixes(10));
    expect(await world.github.git("diff", "--name-only", `main...${branch}`)).toBe(file);
    expect(pull(world, 1)).toMatchObject({ state: "open", base: "main", draft: false });
    await expectSound(world);
  });

  it("opens it from the branch that a run left which died", async () => {
    await using world = await settledWorld();
    world.chat.setLists({ "webhook-china": prefixes(11) });
    world.github.addFault({ nth: "every", method: "POST", path: /\/pulls$/, kind: "refuse", status: 400 });
    expect((await runHere(world, oneList)).exitCode).toBe(1);
    const left = await world.github.git("rev-parse", branch);
    world.github.clearFaults();
    const run = await runHere(world, oneList);
    expect(operation(run), run.log).toBe("created");
    expect(await world.github.git("rev-parse", branch)).toBe(left);
    await expectSound(world);
  });

  it("appends to such a branch where the lists have moved on", async () => {
    await using world = await settledWorld();
    world.chat.setLists({ "webhook-china": prefixes(11) });
    world.github.addFault({ nth: "every", method: "POST", path: /\/pulls$/, kind: "refuse", status: 400 });
    await runHere(world, oneList);
    const left = await world.github.git("rev-parse", branch);
    world.github.clearFaults();
    world.chat.setLists({ "webhook-china": prefixes(12) });
    const run = await runHere(world, oneList);
    expect(operation(run), run.log).toBe("created");
    expect(await world.github.git("rev-parse", `${branch}^`)).toBe(left);
    expect(await entries(world, branch)).toEqual(prefixes(12));
    await expectSound(world);
  });

  it("writes nothing where the branch is somebody else's", async () => {
    await using world = await settledWorld();
    const theirs = await world.github.commit({ branch, from: "main", files: { "a.txt": "mine\n" } });
    world.chat.setLists({ "webhook-china": prefixes(11) });
    const run = await runHere(world, oneList);
    expect(run.exitCode).toBe(1);
    expect(run.log).toContain(branch);
    expect(run.log).toContain("was not made by this Action");
    expect(writes(run)).toEqual([]);
    expect(await world.github.git("rev-parse", branch)).toBe(theirs);
  });

  it("goes on from a branch that a person reset to the base", async () => {
    await using world = await proposedWorld();
    const { github } = world;
    await github.git("update-ref", `refs/heads/${branch}`, "main");
    expect(pull(world, 2).state).toBe("closed");
    await github.commit({ branch: "main", files: { "README.md": "moved on\n" } });
    world.chat.setLists({ "webhook-china": prefixes(12) });
    const run = await runHere(world, oneList);
    expect(operation(run), run.log).toBe("created");
    expect(await github.git("diff", "--numstat", `main...${branch}`)).toBe(`2\t0\t${file}`);
    await expectSound(world);
  });

  it("goes on from a merged branch that a person brought up to date with the base", async () => {
    await using world = await proposedWorld();
    const { github } = world;
    await github.merge(2);
    await github.commit({ branch: "main", files: { "README.md": "moved on\n" } });
    const tree = await github.git("rev-parse", "main^{tree}");
    const identity = ["-c", "user.name=maintainer", "-c", "user.email=m@example.com"];
    const parents = ["-p", branch, "-p", "main", "-m", "Merge branch 'main'"];
    const merged = await github.git(...identity, "commit-tree", tree, ...parents);
    await github.git("update-ref", `refs/heads/${branch}`, merged);
    world.chat.setLists({ "webhook-china": prefixes(12) });
    // By hand, which is a conflict with what the branch began from, though it holds nothing to lose.
    await github.commit({ branch: "main", files: { [file]: `${prefixes(9).join("\n")}\n` } });
    const run = await runHere(world, oneList);
    expect(operation(run), run.log).toBe("created");
    expect(await entries(world, branch)).toEqual(prefixes(12));
    expect(await github.git("diff", "--name-only", `main...${branch}`)).toBe(file);
    await github.merge(3);
    expect(operation(await runHere(world, oneList))).toBe("none");
    await expectSound(world);
  });

  it.each<[string, (world: World) => Promise<void>]>([
    ["a person closed what it proposed there", ({ github }) => github.closePullRequest(2)],
    [
      "a run died there",
      ({ github }) => github.closePullRequest(2).then(() => github.editPullRequest(2, { body: "" })),
    ],
  ])("carries nothing of another base along, where %s", async (_how, leave) => {
    await using world = await settledWorld();
    const { chat, github } = world;
    await github.git("branch", "release", "main");
    await github.commit({ branch: "main", files: { "unreleased.ts": "x\n" } });
    chat.setLists({ "webhook-china": prefixes(11) });
    expect(operation(await runHere(world, oneList))).toBe("created");
    await leave(world);
    const run = await runHere(world, { ...oneList, base: "release" });
    expect(run.exitCode).toBe(1);
    expect(run.log).toContain("It may have been made for another `base`");
    expect(writes(run)).toEqual([]);
  });

  it("goes on from a merged branch whose tip has no message", async () => {
    await using world = await proposedWorld();
    const { github } = world;
    await github.commit({ branch, files: { "notes.md": "see ticket 12\n" }, message: "" });
    await github.merge(2);
    world.chat.setLists({ "webhook-china": prefixes(12) });
    const run = await runHere(world, oneList);
    expect(operation(run), run.log).toBe("created");
  });

  it("goes on from a branch that was squashed and kept", async () => {
    await using world = await proposedWorld();
    await world.github.merge(2, { method: "squash" });
    const left = await world.github.git("rev-parse", branch);
    world.chat.setLists({ "webhook-china": prefixes(12) });
    const run = await runHere(world, oneList);
    expect(operation(run), run.log).toBe("created");
    expect(await world.github.git("log", "-1", "--format=%P", branch)).toBe(
      `${left} ${await world.github.git("rev-parse", "main")}`,
    );
    expect(await world.github.git("diff", "--numstat", `main...${branch}`)).toBe(`1\t0\t${file}`);
    await world.github.merge(3);
    expect(operation(await runHere(world, oneList))).toBe("none");
    await expectSound(world);
  });
});

describe("with a person's work in odd places", () => {
  it("goes on from a branch that was squashed and kept, with a person's commit on it", async () => {
    await using world = await proposedWorld();
    const theirs = await world.github.commit({ branch, files: { "notes.md": "see ticket 12\n" } });
    await world.github.merge(2, { method: "squash" });
    world.chat.setLists({ "webhook-china": prefixes(12) });
    const run = await runHere(world, oneList);
    expect(operation(run), run.log).toBe("created");
    expect(await world.github.git("merge-base", "--is-ancestor", theirs, branch)).toBe("");
    expect(await world.github.git("diff", "--name-only", `main...${branch}`)).toBe(file);
    await expectSound(world);
  });

  it("tells what else would be merged, where a writer pushed to the branch", async () => {
    await using world = await proposedWorld();
    const own = await runHere(world, oneList);
    expect(own.outputs["only-ours"]).toBe("true");
    const sha = await world.github.commit({ branch, files: { "src/server.js": "listen()\n" } });
    const run = await runHere(world, oneList);
    expect(operation(run), run.log).toBe("unchanged");
    expect(run.outputs).toMatchObject({ "only-ours": "false", "pull-request-head-sha": sha });
    expect(run.report).toMatchObject({ pullRequest: { onlyOurs: false } });
  });

  it("keeps what a person amended into a commit of ours", async () => {
    await using world = await proposedWorld();
    const ours = await world.github.git("log", "-1", "--format=%B", branch);
    const parent = await world.github.git("rev-parse", `${branch}^`);
    const proposed = (await world.github.file(branch, file)) ?? "";
    await world.github.commit({
      branch: "amended",
      from: parent,
      files: { [file]: proposed, "notes.md": "see ticket 12\n" },
      message: ours,
    });
    await world.github.commit({ branch: "main", files: { [file]: "43.128.0.0/24\n" } });
    await world.github.git("update-ref", `refs/heads/${branch}`, "amended");
    const run = await runHere(world, oneList);
    expect(operation(run), run.log).not.toBe("updated");
    expect(await world.github.file(branch, "notes.md")).toBe("see ticket 12\n");
  });

  it("goes on from a branch that they brought up to date, where the base has part of it already", async () => {
    const [mine, theirs] = ["webhook-china", "web-china"] as const;
    const lists = (count: number) => ({ [mine]: prefixes(count), [theirs]: prefixes(count, 1000) });
    const inputs = { lists: `${mine},${theirs}` };
    await using world = await createWorld();
    const { chat, github } = world;
    chat.setLists(lists(10));
    await runHere(world, inputs);
    await github.merge(1, { deleteBranch: true });
    chat.setLists(lists(11));
    await runHere(world, inputs);
    // By hand, the same change as is proposed for one of the two; then the button "Update branch".
    const proposed = await github.file(branch, file);
    await github.commit({ branch: "main", files: { [file]: proposed } });
    const tree = await github.git("merge-tree", "--write-tree", branch, "main");
    const identity = ["-c", "user.name=maintainer", "-c", "user.email=m@example.com"];
    const message = ["-m", "Merge branch 'main'"];
    const updated = await github.git(
      ...[...identity, "commit-tree", tree, "-p", branch, "-p", "main", ...message],
    );
    await github.git("update-ref", `refs/heads/${branch}`, updated);

    const same = await runHere(world, inputs);
    expect(operation(same), same.log).toBe("unchanged");
    chat.setLists(lists(12));
    const run = await runHere(world, inputs);
    expect(operation(run), run.log).toBe("updated");
    expect(await github.git("log", "-1", "--format=%P", branch)).toBe(updated);
    expect(pull(world, 2).comments).toEqual([]);
    await expectSound(world);
  });

  describe("that is pushed to the base while it is read", () => {
    const kept = "# keep: ours\n43.200.0.1\n";

    /** Pushes between the answers to the two questions after the base, whichever comes first. */
    function pushInBetween(world: World, committed: string): void {
      const { github } = world;
      const listed = Promise.withResolvers<void>();
      const push = () =>
        listed.promise
          .then(() => github.commit({ branch: "main", files: { [file]: `${committed}\n${kept}` } }))
          .then(() => undefined);
      github.addFault({
        nth: 1,
        method: "GET",
        path: /contents/,
        kind: "run",
        run: async () => listed.resolve(),
        when: "after",
      });
      github.addFault({ nth: 1, method: "GET", path: /branches.main/, kind: "run", run: push });
    }

    it.each([
      ["is known", {}],
      // Then the head is read after the folder anyway.
      ["has to be asked for", { GITHUB_EVENT_NAME: "push", GITHUB_REF: "refs/heads/x" }],
    ])("keeps a person's line in a new pull request, where the default branch %s", async (_how, env) => {
      await using world = await settledWorld();
      const committed = (await world.github.file("main", file)) ?? "";
      world.chat.setLists({ "webhook-china": prefixes(11) });
      pushInBetween(world, committed);
      const run = await runHere(world, oneList, { env });
      expect(operation(run), run.log).toBe("created");
      expect(await entries(world, branch)).toEqual([...prefixes(11), "43.200.0.1"]);
    });

    it("goes by the commit that it knows where somebody pushes after the base was told", async () => {
      await using world = await settledWorld();
      const { github } = world;
      const told = Promise.withResolvers<void>();
      const push = () =>
        told.promise
          .then(() => github.commit({ branch: "main", files: { [file]: `${prefixes(9).join("\n")}\n` } }))
          .then(() => undefined);
      const head = { nth: 1, method: "GET", path: /branches.main/, kind: "run", when: "after" } as const;
      github.addFault({ ...head, run: () => told.resolve() });
      github.addFault({ nth: 1, method: "GET", path: /contents/, kind: "run", run: push });
      expect(operation(await runHere(world, oneList))).toBe("none");
      const next = await runHere(world, oneList);
      expect(operation(next), next.log).toBe("created");
      expect(await entries(world, branch)).toEqual(prefixes(10));
      expect(operation(await runHere(world, oneList))).toBe("unchanged");
    });

    it("keeps a person's line that is there again after a push that was taken back", async () => {
      await using world = await settledWorld();
      const { chat, github } = world;
      const committed = (await github.file("main", file)) ?? "";
      const theirs = await github.commit({ branch: "main", files: { [file]: `${committed}\n${kept}` } });
      chat.setLists({ "webhook-china": prefixes(11) });
      const listed = Promise.withResolvers<void>();
      const contents = { nth: 1, method: "GET", path: /contents/, kind: "run" } as const;
      const push = async (): Promise<void> => {
        await github.commit({ branch: "main", files: { [file]: committed } });
      };
      const takeBack = async (): Promise<void> => {
        await listed.promise;
        await github.git("update-ref", "refs/heads/main", theirs);
      };
      github.addFault({ ...contents, run: push });
      github.addFault({ ...contents, when: "after", run: () => listed.resolve() });
      github.addFault({ nth: 1, method: "GET", path: /branches.main/, kind: "run", run: takeBack });
      const run = await runHere(world, oneList);
      expect(operation(run), run.log).toBe("created");
      expect(await entries(world, branch)).toEqual([...prefixes(11), "43.200.0.1"]);
    });

    it("keeps a person's line in the open pull request", async () => {
      await using world = await proposedWorld();
      const committed = (await world.github.file("main", file)) ?? "";
      world.chat.setLists({ "webhook-china": prefixes(12) });
      pushInBetween(world, committed);
      const run = await runHere(world, oneList);
      expect(operation(run), run.log).toBe("updated");
      expect(await entries(world, branch)).toEqual([...prefixes(12), "43.200.0.1"]);
    });
  });

  it("leaves our pull request to the base alone where a person opened another one from the branch", async () => {
    await using world = await proposedWorld();
    await openBackport(world, "release");
    const run = await runHere(world, oneList);
    expect(run.exitCode, run.log).toBe(0);
    expect(run.outputs["pull-request-number"]).toBe("2");
  });
});

describe("with drift and a pull request open", () => {
  it("writes nothing where it is current", async () => {
    await using world = await proposedWorld();
    const run = await runHere(world, oneList);
    expect(operation(run), run.log).toBe("unchanged");
    expect(writes(run)).toEqual([]);
  });

  it("appends one commit where the lists have moved on, and refreshes title and body", async () => {
    await using world = await proposedWorld();
    const former = await world.github.git("rev-parse", branch);
    world.chat.setLists({ "webhook-china": prefixes(13) });
    const run = await world.run(oneList);
    expect(operation(run), run.log).toBe("updated");
    expect(await world.github.git("rev-parse", `${branch}^`)).toBe(former);
    expect(await entries(world, branch)).toEqual(prefixes(13));
    expect(pull(world, 2).title).toContain("+3 ");
    expect(writes(await runHere(world, oneList))).toEqual([]);
    await expectSound(world);
  });

  it("pushes nothing where a person has reverted its commit", async () => {
    await using world = await proposedWorld();
    const committed = await world.github.file("main", file);
    const theirs = await world.github.commit({ branch, files: { [file]: committed } });
    const run = await runHere(world, oneList);
    expect(operation(run), run.log).toBe("blocked");
    expect(await world.github.git("rev-parse", branch)).toBe(theirs);
    expect(pull(world, 2).comments).toHaveLength(1);
  });

  it("keeps a person's title and the text around its own", async () => {
    await using world = await proposedWorld();
    const { body } = pull(world, 2);
    await world.github.editPullRequest(2, {
      title: "Ticket 12",
      body: `Before.\r\n\r\n${body}\r\n\r\nAfter.`,
    });
    world.chat.setLists({ "webhook-china": prefixes(12) });
    const run = await runHere(world, oneList);
    expect(operation(run), run.log).toBe("updated");
    expect(pull(world, 2).title).toBe("Ticket 12");
    expect(pull(world, 2).body).toMatch(/^Before\./);
    expect(pull(world, 2).body).toMatch(/After\.$/);
    expect(pull(world, 2).body).toContain("43.128.11.0/24");
  });

  it("keeps a person's commit beside the lists, and appends to it", async () => {
    await using world = await proposedWorld();
    const theirs = await world.github.commit({ branch, files: { "notes.md": "see ticket 12\n" } });
    world.chat.setLists({ "webhook-china": prefixes(12) });
    const run = await runHere(world, oneList);
    expect(operation(run), run.log).toBe("updated");
    expect(await world.github.git("rev-parse", `${branch}^`)).toBe(theirs);
    expect(await world.github.file(branch, "notes.md")).toBe("see ticket 12\n");
  });

  it("pushes nothing where a person edited the lists, and says once what they now hold", async () => {
    await using world = await proposedWorld();
    const theirs = await world.github.commit({ branch, files: { [file]: "43.128.0.0/16\n" } });
    for (const count of [12, 12, 13]) {
      world.chat.setLists({ "webhook-china": prefixes(count) });
      const run = await world.run(oneList);
      expect(operation(run), run.log).toBe("blocked");
    }
    expect(await world.github.git("rev-parse", branch)).toBe(theirs);
    expect(pull(world, 2).comments).toHaveLength(1);
    expect(pull(world, 2).comments[0]?.body).toContain("43.128.12.0/24");
    await expectSound(world);
  });

  it.each([
    ["updates the pull request", 13, "updated"],
    ["finds it current", 11, "unchanged"],
  ])("takes its comment back once the edit is reverted, and %s", async (_what, count, expected) => {
    await using world = await proposedWorld();
    const { chat, github } = world;
    const proposed = await github.file(branch, file);
    await github.commit({ branch, files: { [file]: "43.128.0.0/16\n" } });
    chat.setLists({ "webhook-china": prefixes(12) });
    expect(operation(await runHere(world, oneList))).toBe("blocked");
    expect(pull(world, 2).comments).toHaveLength(1);
    await github.commit({ branch, files: { [file]: proposed } });
    chat.setLists({ "webhook-china": prefixes(count) });
    const run = await runHere(world, oneList);
    expect(operation(run), run.log).toBe(expected);
    expect(pull(world, 2).comments).toEqual([]);
    expect(writes(await runHere(world, oneList))).toEqual([]);
    await expectSound(world);
  });

  it("leaves a person's comment alone that begins as its own do", async () => {
    await using world = await proposedWorld();
    const { chat, github } = world;
    const copied = `<!-- chat-ip:comment edited text=sha256:${"0".repeat(64)} -->\nWhat does this mean?`;
    await github.commentOnPullRequest(2, copied);
    chat.setLists({ "webhook-china": prefixes(12) });
    expect(operation(await runHere(world, oneList))).toBe("updated");
    expect(pull(world, 2).comments.map(({ body }) => body)).toEqual([typed(copied)]);
  });

  it("takes an edit for current that is just what the lists say", async () => {
    await using world = await proposedWorld();
    world.chat.setLists({ "webhook-china": prefixes(12) });
    const proposed = (await world.github.file(branch, file)) ?? "";
    await world.github.commit({ branch, files: { [file]: `${proposed}43.128.11.0/24\n` } });
    const run = await runHere(world, oneList);
    expect(operation(run), run.log).toBe("unchanged");
  });

  it("leaves the branch alone where the base moved elsewhere", async () => {
    await using world = await proposedWorld();
    await world.github.commit({ branch: "main", files: { "README.md": "other\n" } });
    const run = await runHere(world, oneList);
    expect(operation(run), run.log).toBe("unchanged");
    expect(writes(run)).toEqual([]);
  });

  it("joins branch and base where the base moved in conflict", async () => {
    await using world = await proposedWorld();
    const committed = (await world.github.file("main", file)) ?? "";
    const main = await world.github.commit({
      branch: "main",
      files: { [file]: `${committed}\n# keep: ours\n43.200.0.1\n`, "README.md": "other\n" },
    });
    const former = await world.github.git("rev-parse", branch);
    const run = await world.run(oneList);
    expect(operation(run), run.log).toBe("updated");
    expect(await world.github.git("log", "-1", "--format=%P", branch)).toBe(`${former} ${main}`);
    expect(await world.github.file(branch, "README.md")).toBe("other\n");
    expect(await entries(world, branch)).toEqual([...prefixes(11), "43.200.0.1"]);
    expect(await world.github.file(branch, file)).toContain("# keep: ours\n43.200.0.1\n");
    await world.github.merge(2);
    expect(operation(await runHere(world, oneList))).toBe("none");
    await expectSound(world);
  });

  it("pushes nothing where the base moved in conflict and a person committed to the branch", async () => {
    await using world = await proposedWorld();
    const theirs = await world.github.commit({ branch, files: { "notes.md": "x\n" } });
    await world.github.commit({ branch: "main", files: { [file]: "43.128.0.0/24\n" } });
    for (let time = 0; time < 2; time++) {
      const run = await runHere(world, oneList);
      expect(operation(run), run.log).toBe("blocked");
    }
    expect(await world.github.git("rev-parse", branch)).toBe(theirs);
    expect(pull(world, 2).comments).toHaveLength(1);
    await expectSound(world);
  });

  it("keeps what the branch proposes for a list that failed", async () => {
    await using world = await settledWorld();
    const both = { lists: "webhook-china, web-china" };
    world.chat.setLists({ "webhook-china": prefixes(11), "web-china": prefixes(5) });
    expect(operation(await runHere(world, both))).toBe("created");
    world.chat.setLists({ "webhook-china": prefixes(12), "web-china": prefixes(6) });
    world.chat.addFault({ nth: "every", netType: 3, kind: "code", code: 70009 });
    const run = await runHere(world, both);
    expect(run.exitCode).toBe(1);
    expect(operation(run), run.log).toBe("updated");
    expect(await entries(world, branch)).toEqual(prefixes(12));
    expect(await entries(world, branch, "chat-ips/web-china.txt")).toEqual(prefixes(5));
  });

  it("takes a list back whose drift is gone while another one's stays", async () => {
    await using world = await settledWorld();
    const both = { lists: "webhook-china, web-china" };
    world.chat.setLists({ "webhook-china": prefixes(11), "web-china": prefixes(5) });
    expect(operation(await runHere(world, both))).toBe("created");
    world.chat.setLists({ "webhook-china": prefixes(10), "web-china": prefixes(5) });
    const run = await runHere(world, both);
    expect(operation(run), run.log).toBe("updated");
    expect(await world.github.git("diff", "--name-only", `main...${branch}`)).toBe("chat-ips/web-china.txt");
    await expectSound(world);
  });

  it("refuses where the pull request is about another folder, and says which", async () => {
    await using world = await proposedWorld();
    for (const count of [11, 12]) {
      world.chat.setLists({ "webhook-china": prefixes(count) });
      const run = await runHere(world, { ...oneList, path: "network/chat" });
      expect(run.exitCode).toBe(1);
      expect(run.log).toContain("proposes allowlists in `chat-ips/`, which is not this run's `path`");
      expect(writes(run)).toEqual([]);
    }
  });

  it("refuses where the pull request goes to another base", async () => {
    await using world = await proposedWorld();
    await world.github.git("branch", "release", "main");
    const run = await runHere(world, { ...oneList, base: "release" });
    expect(run.exitCode).toBe(1);
    expect(run.log).toContain("another base");
    expect(writes(run)).toEqual([]);
  });

  describe("that holds a list which a run can't look at", () => {
    const web = "chat-ips/web-china.txt";
    const both = { lists: "webhook-china, web-china" };
    const lists = (one: number, other: number) => ({
      "webhook-china": prefixes(one),
      "web-china": prefixes(other, 1000),
    });
    const kept = "# keep: ours\n43.200.0.1\n";
    /** Of web-china; an error that nobody tries again after. */
    const fails = { netType: 3, nth: "every", kind: "code", code: 70009 } as const;

    /** Ten prefixes of two lists are committed, and an eleventh of each is proposed. */
    async function twoLists(): Promise<World> {
      const world = await createWorld();
      world.chat.setLists(lists(10, 10));
      await runHere(world, both);
      await world.github.merge(1, { deleteBranch: true });
      world.chat.setLists(lists(11, 11));
      await runHere(world, both);
      return world;
    }

    it.each<[string, (world: World) => Record<string, string>]>([
      [
        "it fails",
        ({ chat }) => {
          chat.addFault(fails);
          return both;
        },
      ],
      [
        "it is held back",
        ({ chat }) => {
          chat.setLists({ ...lists(11, 11), "web-china": [] });
          return both;
        },
      ],
      ["it is not among the lists any more", () => oneList],
    ])("leaves a person's line on the base, where %s", async (_why, disturb) => {
      await using world = await twoLists();
      const { github } = world;
      const committed = await github.file("main", web);
      await github.commit({ branch: "main", files: { [web]: `${committed}\n${kept}` } });
      const run = await runHere(world, disturb(world));
      expect(operation(run), run.log).toBe("updated");
      await github.merge(2);
      expect(await github.file("main", web)).toBe(`${committed}\n${kept}`);
      expect(await entries(world, "main")).toEqual(prefixes(11));
      await expectSound(world);
    });

    it("does not bring back what the base has dropped", async () => {
      await using world = await twoLists();
      await world.github.commit({ branch: "main", files: { [web]: null } });
      expect(operation(await runHere(world, oneList))).toBe("updated");
      await world.github.merge(2);
      expect(await world.github.file("main", web)).toBeNull();
    });

    it("closes what the base has settled by hand", async () => {
      await using world = await twoLists();
      world.chat.setLists(lists(10, 11));
      expect(operation(await runHere(world, oneList))).toBe("updated");
      const proposed = await world.github.file(branch, web);
      await world.github.commit({ branch: "main", files: { [web]: proposed } });
      const run = await runHere(world, oneList);
      expect(operation(run), run.log).toBe("closed");
    });

    it("says what is still in there", async () => {
      await using world = await twoLists();
      world.chat.setLists(lists(12, 12));
      world.chat.addFault(fails);
      const run = await runHere(world, both);
      expect(operation(run), run.log).toBe("updated");
      const { title, body } = pull(world, 2);
      expect(title).toBe("Chat IP allowlists: +2 prefixes (webhook-china); web-china as before");
      expect(body).toContain("Also on this branch: `web-china` as an earlier run proposed it");
      expect(body).not.toContain("Not in here");
      expect(run.report).toMatchObject({ carried: ["web-china"] });
    });

    it("takes back what another workflow's run finds settled", async () => {
      await using world = await twoLists();
      world.chat.setLists(lists(10, 11));
      const run = await runHere(world, oneList);
      expect(operation(run), run.log).toBe("updated");
      expect(await entries(world, branch)).toEqual(prefixes(10));
      expect(await entries(world, branch, web)).toEqual(prefixes(11, 1000));
      expect(operation(await runHere(world, oneList))).toBe("unchanged");
      await expectSound(world);
    });
  });
});

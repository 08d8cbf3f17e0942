import { describe, expect, it } from "vitest";
import { refusal, startGitHub } from "./github.ts";

const docs = "rest/pulls/pulls#merge-a-pull-request";
const aboutProtection = "https://docs.github.com/articles/about-protected-branches";

const checksRule = (strict = false, contexts = ["ci"]) => ({
  type: "required_status_checks",
  parameters: {
    strict_required_status_checks_policy: strict,
    required_status_checks: contexts.map((context) => ({ context })),
  },
});

const reviewsRule = (more: object = {}) => ({
  type: "pull_request",
  parameters: {
    dismiss_stale_reviews_on_push: false,
    require_code_owner_review: false,
    require_last_push_approval: false,
    required_approving_review_count: 1,
    required_review_thread_resolution: false,
    ...more,
  },
});

const queueRule = {
  type: "merge_queue",
  parameters: {
    check_response_timeout_minutes: 60,
    grouping_strategy: "ALLGREEN",
    max_entries_to_build: 5,
    max_entries_to_merge: 5,
    merge_method: "SQUASH",
    min_entries_to_merge: 1,
    min_entries_to_merge_wait_minutes: 5,
  },
};

async function startWithPull(
  options: Parameters<typeof startGitHub>[0] = {},
): Promise<Awaited<ReturnType<typeof startGitHub>>> {
  const github = await startGitHub(options);
  await github.openPullRequest("b");
  return github;
}

/** Brings the branch b up to date by a merge commit: main's files, and these. */
async function joinMain(
  { call, emulator }: Awaited<ReturnType<typeof startGitHub>>,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  const tree = await call("POST", "/git/trees", {
    base_tree: await emulator.git("rev-parse", "main^{tree}"),
    tree: Object.entries(files).map(([path, content]) => ({ path, mode: "100644", type: "blob", content })),
  });
  const parents = [await emulator.git("rev-parse", "b"), await emulator.git("rev-parse", "main")];
  const join = await call("POST", "/git/commits", { message: "Join", tree: tree.at("sha"), parents });
  await call("PATCH", "/git/refs/heads/b", { sha: join.at("sha"), force: false });
}

describe("PUT merge", () => {
  it.each([
    ["merge", 2, "Merge pull request #1 from acme/b", "GitHub"],
    ["squash", 1, "Update (#1)", "GitHub"],
    ["rebase", 1, "Update", "github-actions[bot]"],
  ])("merges the judged commit by %s", async (method, parents, subject, committer) => {
    await using github = await startWithPull();
    const { call, emulator } = github;
    const sha = await emulator.git("rev-parse", "b");
    await emulator.commit({ branch: "main", files: { "other.txt": "1" } });
    const answer = await call("PUT", "/pulls/1/merge", { sha, merge_method: method });
    const tip = await emulator.git("rev-parse", "main");
    expect([answer.status, answer.json]).toEqual([
      200,
      { sha: tip, merged: true, message: "Pull Request successfully merged" },
    ]);
    const shown = await emulator.git("show", "--no-patch", "--format=%P%n%s%n%cn%n%an", "main");
    const [shas = "", ...rest] = shown.split("\n");
    expect(shas.split(" ")).toHaveLength(parents);
    expect(rest).toEqual([subject, committer, "github-actions[bot]"]);
    expect(await emulator.file("main", "a.txt")).toBe("b\n");
    expect((await call("GET", "/pulls/1")).json).toMatchObject({
      state: "closed",
      merged: true,
      merge_commit_sha: tip,
      merged_by: { login: "github-actions[bot]" },
      mergeable: null,
      mergeable_state: "unknown",
    });
    expect(await emulator.git("rev-parse", "b")).toBe(sha);
  });

  it("uses the title and text of the request", async () => {
    await using github = await startWithPull();
    const body = { merge_method: "squash", commit_title: "Allow", commit_message: "Line 1\n\nLine 2" };
    expect((await github.call("PUT", "/pulls/1/merge", body)).status).toBe(200);
    expect(await github.emulator.git("log", "-1", "--format=%B", "main")).toBe("Allow\n\nLine 1\n\nLine 2");
  });

  it("rebases several commits in order, even if a fast-forward would do", async () => {
    await using github = await startWithPull();
    const { call, emulator } = github;
    await emulator.commit({ branch: "b", files: { "two.txt": "2" }, message: "Two" });
    await emulator.commit({ branch: "b", files: { "two.txt": "3" }, message: "Three" });
    expect((await call("PUT", "/pulls/1/merge", { merge_method: "rebase" })).status).toBe(200);
    expect(await emulator.git("log", "--format=%s", "-3", "main")).toBe("Three\nTwo\nUpdate");
    expect(await emulator.git("rev-parse", "main")).not.toBe(await emulator.git("rev-parse", "b"));
    expect((await call("GET", "/commits/main")).at("commit.verification.verified")).toBe(false);
  });

  it("rebases a branch without the merge commits that brought it up to date", async () => {
    await using github = await startWithPull();
    const { call, emulator } = github;
    await emulator.commit({ branch: "main", files: { "other.txt": "1" }, message: "Other" });
    await joinMain(github, { "a.txt": "b\n" });
    await emulator.commit({ branch: "b", files: { "two.txt": "2" }, message: "Two" });
    expect((await call("PUT", "/pulls/1/merge", { merge_method: "rebase" })).status).toBe(200);
    expect(await emulator.git("log", "--format=%s", "-3", "main")).toBe("Two\nUpdate\nOther");
  });

  it("deletes the branch if the setting is on, and retargets pull requests into it", async () => {
    await using github = await startWithPull({ settings: { deleteBranchOnMerge: true } });
    const { call, emulator } = github;
    await emulator.commit({ branch: "c", from: "b", files: { "c.txt": "c" } });
    await call("POST", "/pulls", { title: "On top", head: "c", base: "b" });
    expect((await call("PUT", "/pulls/1/merge", {})).status).toBe(200);
    expect((await call("GET", "/branches/b")).status).toBe(404);
    expect((await call("GET", "/pulls/2")).json).toMatchObject({ state: "open", base: { ref: "main" } });
  });

  it("closes pull requests into a branch whose ref is deleted", async () => {
    await using github = await startWithPull();
    const { call, emulator } = github;
    await emulator.commit({ branch: "c", from: "b", files: { "c.txt": "c" } });
    await call("POST", "/pulls", { title: "On top", head: "c", base: "b" });
    await call("PUT", "/pulls/1/merge", {});
    await call("DELETE", "/git/refs/heads/b");
    expect((await call("GET", "/pulls/2")).json).toMatchObject({ state: "closed", base: { ref: "b" } });
  });

  it("lets exactly one of ten concurrent merges win", async () => {
    await using github = await startWithPull();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => github.call("PUT", "/pulls/1/merge", {})),
    );
    expect(answers.map((answer) => answer.status).toSorted()).toEqual([200, ...Array(9).fill(405)]);
    expect(await github.emulator.git("rev-list", "--count", "--first-parent", "main")).toBe("2");
  });

  it("needs the permission to write contents", async () => {
    await using github = await startWithPull();
    github.emulator.setPermissions({ contents: "read" });
    const answer = await github.call("PUT", "/pulls/1/merge", {});
    expect([answer.status, answer.json]).toEqual([
      403,
      refusal(403, "Resource not accessible by integration", docs),
    ]);
  });
});

describe("refuses to merge", () => {
  it("a head that moved", async () => {
    await using github = await startWithPull();
    const sha = await github.emulator.git("rev-parse", "b");
    await github.emulator.commit({ branch: "b", files: { "mine.txt": "1" } });
    const answer = await github.call("PUT", "/pulls/1/merge", { sha, merge_method: "squash" });
    const message = "Head branch was modified. Review and try the merge again.";
    expect([answer.status, answer.json]).toEqual([409, refusal(409, message, docs)]);
  });

  it("a draft, a closed pull request, and conflicts", async () => {
    await using github = await startWithPull();
    const { call, emulator } = github;
    await emulator.commit({ branch: "d", from: "main", files: { "d.txt": "d" } });
    await call("POST", "/pulls", { title: "Draft", head: "d", base: "main", draft: true });
    const draft = await call("PUT", "/pulls/2/merge", {});
    expect([draft.status, draft.json]).toEqual([405, refusal(405, "Pull Request is still a draft", docs)]);
    await emulator.editPullRequest(2, { draft: false });
    expect((await call("PUT", "/pulls/2/merge", {})).status).toBe(200);
    await emulator.commit({ branch: "main", files: { "a.txt": "theirs" } });
    const notMergeable = [405, refusal(405, "Pull Request is not mergeable", docs)];
    const conflict = await call("PUT", "/pulls/1/merge", {});
    expect([conflict.status, conflict.json]).toEqual(notMergeable);
    await emulator.closePullRequest(1);
    const closed = await call("PUT", "/pulls/1/merge", {});
    expect([closed.status, closed.json]).toEqual(notMergeable);
    expect((await call("PUT", "/pulls/9/merge", {})).status).toBe(404);
  });

  it.each([
    ["merge", "Merge commits are not allowed on this repository."],
    ["squash", "Squash merges are not allowed on this repository."],
    ["rebase", "Rebase merges are not allowed on this repository."],
  ] as const)("by %s if the repository or a rule allows only other methods", async (method, message) => {
    const others = (["merge", "squash", "rebase"] as const).filter((one) => one !== method);
    await using setting = await startWithPull({ settings: { mergeMethods: others } });
    const bySetting = await setting.call("PUT", "/pulls/1/merge", { merge_method: method });
    expect([bySetting.status, bySetting.json]).toEqual([405, refusal(405, message, docs)]);
    await using rule = await startWithPull();
    rule.emulator.protect(
      "main",
      reviewsRule({ allowed_merge_methods: others, required_approving_review_count: 0 }),
    );
    const byRule = await rule.call("PUT", "/pulls/1/merge", { merge_method: method });
    expect([byRule.status, byRule.at("message")]).toEqual([405, message]);
    expect((await rule.call("GET", "/rules/branches/main")).at("0.parameters.allowed_merge_methods")).toEqual(
      others,
    );
  });

  it("a rebase of a branch that solved its conflict in a merge commit", async () => {
    await using github = await startWithPull({ settings: { mergeMethods: ["rebase"] } });
    const { call, emulator } = github;
    await emulator.commit({ branch: "main", files: { "a.txt": "theirs" } });
    await joinMain(github, { "a.txt": "both\n" });
    expect((await call("GET", "/pulls/1")).json).toMatchObject({ mergeable: true, rebaseable: false });
    const answer = await call("PUT", "/pulls/1/merge", { merge_method: "rebase" });
    expect([answer.status, answer.json]).toEqual([405, refusal(405, "This branch can't be rebased", docs)]);
  });

  it("a rebase that would lose what a merge commit adds", async () => {
    await using github = await startWithPull();
    const { call } = github;
    await joinMain(github, { "a.txt": "b\n", "extra.txt": "only in the merge commit\n" });
    const answer = await call("PUT", "/pulls/1/merge", { merge_method: "rebase" });
    expect([answer.status, answer.at("message")]).toEqual([405, "This branch can't be rebased"]);
  });

  it.each([
    ["missing checks", checksRule(), 'Required status check "ci" is expected.'],
    ["several missing checks", checksRule(false, ["a", "b"]), "2 of 2 required status checks are expected."],
    [
      "missing reviews",
      reviewsRule(),
      "At least 1 approving review is required by reviewers with write access.",
    ],
    ["a merge queue", queueRule, "Changes must be made through the merge queue"],
    ["a locked branch", { type: "update" }, "Cannot update this protected ref."],
    ["linear history", { type: "required_linear_history" }, "This branch must not contain merge commits."],
  ])("for %s, in the words of rulesets and in those of classic protection", async (_what, rule, sentence) => {
    await using rules = await startWithPull();
    rules.emulator.protect("main", rule);
    const ruled = await rules.call("PUT", "/pulls/1/merge", {});
    const found = `Repository rule violations found\n\n${sentence}\n\n`;
    expect([ruled.status, ruled.json]).toEqual([405, refusal(405, found, docs)]);
    await using classic = await startWithPull();
    classic.emulator.protect("main", { ...rule, classic: true });
    const answer = await classic.call("PUT", "/pulls/1/merge", {});
    expect([answer.status, answer.json]).toEqual([405, refusal(405, sentence, aboutProtection)]);
  });

  it("a head that is out of date if checks are strict", async () => {
    await using github = await startWithPull();
    const { call, emulator } = github;
    emulator.protect("main", checksRule(true));
    await emulator.setCheck("b", "ci", "success");
    await emulator.commit({ branch: "main", files: { "other.txt": "1" } });
    expect((await call("GET", "/pulls/1")).at("mergeable_state")).toBe("behind");
    const answer = await call("PUT", "/pulls/1/merge", {});
    const message = "Head branch is out of date. Review and try the merge again.";
    expect([answer.status, answer.json]).toEqual([409, refusal(409, message, docs)]);
  });
});

describe("mergeability", () => {
  it("is computed late, and again whenever head or base move", async () => {
    await using github = await startWithPull({ settings: { lateMergeability: 2 } });
    const { call, emulator } = github;
    const read = async () => {
      const { json } = await call("GET", "/pulls/1");
      return [Reflect.get(Object(json), "mergeable"), Reflect.get(Object(json), "mergeable_state")];
    };
    const unknown = [null, "unknown"];
    const clean = [true, "clean"];
    expect([await read(), await read(), await read(), await read()]).toEqual([
      unknown,
      unknown,
      clean,
      clean,
    ]);
    await emulator.commit({ branch: "b", files: { "b.txt": "1" } });
    expect([await read(), await read(), await read()]).toEqual([unknown, unknown, clean]);
    await emulator.commit({ branch: "main", files: { "m.txt": "1" } });
    expect([await read(), await read(), await read()]).toEqual([unknown, unknown, clean]);
  });

  it("isn't known yet if the base moves between a look and the merge", async () => {
    await using github = await startWithPull({ settings: { lateMergeability: 1 } });
    const { call, emulator } = github;
    const sha = await emulator.git("rev-parse", "b");
    await call("GET", "/pulls/1");
    expect((await call("GET", "/pulls/1")).at("mergeable_state")).toBe("clean");
    await emulator.commit({ branch: "main", files: { "m.txt": "1" } });
    const merge = () => call("PUT", "/pulls/1/merge", { sha, merge_method: "squash" });
    const early = await merge();
    const message = "Base branch was modified. Review and try the merge again.";
    expect([early.status, early.json]).toEqual([405, refusal(405, message, docs)]);
    expect((await merge()).status).toBe(200);
  });

  it("is blocked until required checks and reviews turn green, and unstable while others aren't", async () => {
    await using github = await startWithPull();
    const { call, emulator } = github;
    const state = async () => (await call("GET", "/pulls/1")).at("mergeable_state");
    emulator.protect("main", checksRule(false, ["ci", "lint"]));
    emulator.protect("main", reviewsRule({ dismiss_stale_reviews_on_push: true }));
    expect(await state()).toBe("blocked");
    await emulator.setCheck("b", "ci", "in_progress");
    await emulator.setStatus("b", "lint", "success");
    expect(await state()).toBe("blocked");
    await emulator.setCheck("b", "ci", "success");
    expect(await state()).toBe("blocked");
    await emulator.review(1, "APPROVED");
    expect(await state()).toBe("clean");
    await emulator.setCheck("b", "optional", "failure");
    expect(await state()).toBe("unstable");
    await emulator.setCheck("b", "optional", "skipped");
    expect(await state()).toBe("clean");
    await emulator.review(1, "CHANGES_REQUESTED", "maintainer");
    expect(await state()).toBe("blocked");
    await emulator.review(1, "COMMENTED", "maintainer");
    expect(await state()).toBe("blocked");
    await emulator.review(1, "APPROVED", "maintainer");
    expect(await state()).toBe("clean");
    await emulator.commit({ branch: "b", files: { "mine.txt": "1" } });
    expect(await state()).toBe("blocked");
    const refused = await call("PUT", "/pulls/1/merge", { merge_method: "squash" });
    expect(refused.at("message")).toBe(
      "Repository rule violations found\n\n2 of 2 required status checks are expected.\n\n" +
        "At least 1 approving review is required by reviewers with write access.\n\n",
    );
  });

  it.each([
    ["queued", "queued"],
    ["in_progress", "in progress"],
    ["failure", "failing"],
    ["cancelled", "failing"],
  ] as const)("names a required check that is %s", async (outcome, word) => {
    await using github = await startWithPull();
    github.emulator.protect("main", { ...checksRule(), classic: true });
    await github.emulator.setCheck("b", "ci", outcome);
    const answer = await github.call("PUT", "/pulls/1/merge", {});
    expect(answer.at("message")).toBe(`Required status check "ci" is ${word}.`);
  });

  it.each([
    [{ a: "in_progress", b: "in_progress" }, "2 of 2 required status checks are in progress."],
    [{ a: "failure", b: "in_progress" }, "2 of 2 required status checks have not succeeded: 1 failing."],
    [{ a: "failure" }, "2 of 2 required status checks have not succeeded: 1 expected and 1 failing."],
    [{ a: "success" }, "1 of 2 required status checks are expected."],
  ] as const)("sums up the required checks %j", async (outcomes, message) => {
    await using github = await startWithPull();
    github.emulator.protect("main", { ...checksRule(false, ["a", "b"]), classic: true });
    for (const [name, outcome] of Object.entries(outcomes))
      await github.emulator.setCheck("b", name, outcome);
    expect((await github.call("PUT", "/pulls/1/merge", {})).at("message")).toBe(message);
  });

  it("can turn clean while a test waits for it", async () => {
    await using github = await startWithPull();
    const { call, emulator } = github;
    emulator.protect("main", checksRule());
    const turnGreen = () => emulator.setCheck("b", "ci", "success");
    emulator.addFault({ nth: 3, method: "GET", path: /pulls\/1$/, kind: "run", run: turnGreen });
    const states: unknown[] = [];
    for (let read = 0; read < 4; read += 1)
      states.push((await call("GET", "/pulls/1")).at("mergeable_state"));
    expect(states).toEqual(["blocked", "blocked", "clean", "clean"]);
    expect((await call("PUT", "/pulls/1/merge", {})).status).toBe(200);
  });

  it("is dirty if there are conflicts, whatever else is missing", async () => {
    await using github = await startWithPull();
    github.emulator.protect("main", checksRule());
    await github.emulator.commit({ branch: "main", files: { "a.txt": "theirs" } });
    const answer = await github.call("GET", "/pulls/1");
    expect(answer.json).toMatchObject({ mergeable: false, rebaseable: false, mergeable_state: "dirty" });
  });
});

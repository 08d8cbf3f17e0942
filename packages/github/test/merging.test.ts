import { type BranchRule, type GitHubEmulatorOptions, refusals } from "@chat-ip/github-emulator";
import { describe, expect, it } from "vitest";
import { branch, createWorld, openPull, type World } from "./world.ts";

const check: BranchRule = {
  type: "required_status_checks",
  parameters: { required_status_checks: [{ context: "build" }], strict_required_status_checks_policy: false },
};
const review: BranchRule = {
  type: "pull_request",
  parameters: {
    required_approving_review_count: 1,
    dismiss_stale_reviews_on_push: false,
    require_code_owner_review: false,
    require_last_push_approval: false,
    required_review_thread_resolution: false,
  },
};

/** A pull request into a branch with these rules. */
async function opened(rules: readonly BranchRule[], options: GitHubEmulatorOptions = {}): Promise<World> {
  const world = await createWorld(options);
  await openPull(world);
  for (const rule of rules) world.github.protect("main", rule);
  return world;
}

const headOf = (world: World): Promise<string> => world.github.git("rev-parse", branch);

describe("a base requires a check", () => {
  it.each<[string, readonly BranchRule[], boolean]>([
    ["by a ruleset", [check], true],
    ["by classic protection", [{ ...check, classic: true }], true],
    ["but not where it requires a review only", [review], false],
    ["but not without rules", [], false],
  ])("%s", async (_how, rules, expected) => {
    await using world = await opened(rules);
    expect(await world.forge.requiresChecks("main")).toBe(expected);
  });

  it("but not where the plan has no rules", async () => {
    await using world = await opened([]);
    const fault = { nth: "every", path: /rules/, kind: "refuse", ...refusals.planLacksRules } as const;
    world.github.addFault(fault);
    expect(await world.forge.requiresChecks("main")).toBe(false);
  });
});

describe("a pull request waits for", () => {
  const sighted: GitHubEmulatorOptions = {
    permissions: { contents: "write", pull_requests: "write", checks: "read", statuses: "read" },
  };

  it.each<
    [string, readonly BranchRule[], GitHubEmulatorOptions, (world: World) => Promise<unknown>, string | null]
  >([
    ["nothing, with a green check", [check], {}, (w) => w.github.setCheck(branch, "build", "success"), null],
    ["a check that has not begun", [check], {}, async () => undefined, "checks"],
    ["a check that runs", [check], {}, (w) => w.github.setCheck(branch, "build", "in_progress"), "checks"],
    ["a check that failed", [check], {}, (w) => w.github.setCheck(branch, "build", "failure"), "checks"],
    [
      "a check that isn't required and failed",
      [check],
      {},
      async ({ github }) => {
        await github.setCheck(branch, "build", "success");
        await github.setCheck(branch, "lint", "failure");
      },
      "checks",
    ],
    ["a review", [review], {}, async () => undefined, "review"],
    [
      "a review, the check being green",
      [check, review],
      sighted,
      (w) => w.github.setCheck(branch, "build", "success"),
      "review",
    ],
    [
      "a review, the status being green",
      [check, review],
      sighted,
      (w) => w.github.setStatus(branch, "build", "success"),
      "review",
    ],
    ["a check and a review", [check, review], sighted, async () => undefined, "checks"],
    [
      "a review, with a classic rule",
      [{ ...review, classic: true }],
      sighted,
      async () => undefined,
      "review",
    ],
    [
      "nothing, with a review",
      [check, review],
      {},
      async ({ github }) => {
        await github.setCheck(branch, "build", "success");
        await github.review(1, "APPROVED");
      },
      null,
    ],
    ["GitHub", [], { settings: { lateMergeability: 1 } }, async () => undefined, "mergeability"],
    ["a draft's end", [], {}, (w) => w.github.editPullRequest(1, { draft: true }), "mergeability"],
    ["being opened again", [], {}, (w) => w.github.closePullRequest(1), "mergeability"],
    [
      "a conflict's end",
      [],
      {},
      (w) => w.github.commit({ branch: "main", files: { "chat-ips/all.txt": "theirs\n" } }),
      "mergeability",
    ],
    [
      "an update from its base",
      [{ ...check, parameters: { ...check.parameters, strict_required_status_checks_policy: true } }],
      {},
      async ({ github }) => {
        await github.setCheck(branch, "build", "success");
        await github.commit({ branch: "main", files: { "a.md": "a\n" } });
      },
      "mergeability",
    ],
  ])("%s", async (_what, rules, options, prepare, expected) => {
    await using world = await opened(rules, options);
    await prepare(world);
    expect(await world.forge.mergeability(1)).toEqual({ headSha: await headOf(world), waitsFor: expected });
    expect(world.github.violations).toEqual([]);
  });
});

describe("merges", () => {
  it.each(["merge", "squash", "rebase"] as const)("by %s, at the commit that it is told", async (method) => {
    await using world = await opened([]);
    expect(await world.forge.merge(1, await headOf(world), method)).toEqual({ kind: "merged" });
    expect(world.github.pullRequests[0]?.merged).toBe(true);
    const request = world.github.requests.find((one) => one.path.endsWith("/merge"));
    expect(request?.body).toEqual({ sha: await headOf(world), merge_method: method });
  });

  it("once, where the answer is lost", async () => {
    await using world = await opened([]);
    world.github.addFault({ nth: 1, method: "PUT", path: /merge$/, kind: "drop-after" });
    expect(await world.forge.merge(1, await headOf(world), "squash")).toEqual({ kind: "merged" });
    expect(world.github.requests.filter(({ method }) => method === "PUT")).toHaveLength(1);
  });

  it("not at another commit", async () => {
    await using world = await opened([]);
    const judged = await headOf(world);
    await world.github.commit({ branch, files: { "src/server.js": "listen()\n" } });
    expect(await world.forge.merge(1, judged, "squash")).toMatchObject({ kind: "moved" });
    expect(world.github.pullRequests[0]?.merged).toBe(false);
  });

  it.each<[string, BranchRule, string]>([
    ["checks", check, "checks"],
    ["classic checks", { ...check, classic: true }, "checks"],
    ["a review", review, "review"],
    ["a classic review", { ...review, classic: true }, "review"],
  ])("not before GitHub's rules allow it, and says what is missing: %s", async (_what, rule, missing) => {
    await using world = await opened([rule]);
    expect(await world.forge.merge(1, await headOf(world), "squash")).toEqual({
      kind: "waits",
      for: missing,
    });
  });

  it("not while the base moves", async () => {
    await using world = await opened([]);
    world.github.addFault({
      nth: 1,
      method: "PUT",
      path: /merge$/,
      kind: "refuse",
      ...refusals.baseModified,
    });
    expect(await world.forge.merge(1, await headOf(world), "squash")).toEqual({
      kind: "waits",
      for: "mergeability",
    });
  });

  it.each<[string, BranchRule | null, string]>([
    ["a merge queue", { type: "merge_queue" }, "merge-queue"],
    ["a method that the repository doesn't allow", null, "merge-method"],
  ])("not where only a person can help, and names it: %s", async (_what, rule, id) => {
    await using world = await opened(rule === null ? [] : [rule]);
    if (rule === null) world.github.changeSettings({ mergeMethods: ["rebase"] });
    const merged = await world.forge.merge(1, await headOf(world), "squash");
    expect(merged).toMatchObject({ kind: "refused", message: { id } });
  });

  it("and never leaves a merge with GitHub for later", async () => {
    await using world = await opened([check]);
    await world.forge.merge(1, await headOf(world), "squash");
    await world.github.setCheck(branch, "build", "success");
    expect(world.github.pullRequests[0]?.merged).toBe(false);
    expect(world.github.requests.some(({ path }) => path.includes("graphql"))).toBe(false);
  });
});

import { describe, expect, it } from "vitest";
import { refusal, startGitHub } from "./github.ts";

const about = "https://docs.github.com/articles/about-protected-branches";
const createRef = "rest/git/refs#create-a-reference";

const checks = (more: object = {}) => ({
  type: "required_status_checks",
  parameters: {
    strict_required_status_checks_policy: false,
    required_status_checks: [{ context: "ci" }],
    ...more,
  },
});

describe("classic protection", () => {
  it.each([
    [
      "restrictions",
      { type: "restrictions" },
      403,
      "You're not authorized to push to this branch. Visit " +
        "https://docs.github.com/articles/about-protected-branches/ for more information.",
    ],
    ["required checks", checks(), 409, 'Required status check "ci" is expected.'],
    ["pull requests", { type: "pull_request" }, 422, "Changes must be made through a pull request."],
  ])("refuses a push for %s, and isn't listed among the rules", async (_what, rule, status, message) => {
    await using github = await startGitHub();
    const { call, emulator } = github;
    emulator.protect("main", { ...rule, classic: true });
    const sha = await github.commitOn("main", { a: "1" });
    const answer = await call("PATCH", "/git/refs/heads/main", { sha });
    expect([answer.status, answer.json]).toEqual([status, refusal(status, message, about)]);
    expect((await call("GET", "/rules/branches/main")).json).toEqual([]);
    expect((await call("GET", "/branches/main")).json).toMatchObject({
      protected: true,
      protection: { enabled: true },
    });
  });

  it("refuses merge commits, force-pushes and the deletion of the branch", async () => {
    await using github = await startGitHub();
    const { call, emulator } = github;
    await emulator.commit({ branch: "chat-ip/update", from: "main", files: { a: "1" } });
    await emulator.commit({ branch: "main", files: { b: "2" } });
    emulator.protect("chat-ip/**", { type: "required_linear_history", classic: true });
    const parents = await Promise.all(
      ["chat-ip/update", "main"].map((ref) => emulator.git("rev-parse", ref)),
    );
    const tree = await emulator.git("rev-parse", "main^{tree}");
    const join = await call("POST", "/git/commits", { message: "Join", tree, parents });
    const path = "/git/refs/heads/chat-ip/update";
    const refused = await call("PATCH", path, { sha: join.at("sha") });
    const message = "This branch must not contain merge commits.";
    expect([refused.status, refused.json]).toEqual([422, refusal(422, message, about)]);
    const forced = await call("PATCH", path, { sha: parents[1], force: true });
    expect(forced.at("message")).toBe("Cannot force-push to this protected branch");
    const deleted = await call("DELETE", path);
    expect([deleted.status, deleted.at("message")]).toEqual([422, "Cannot delete this protected branch"]);
  });

  it("shows its required checks with the branch to tokens that can read contents", async () => {
    await using github = await startGitHub();
    github.emulator.protect("main", { ...checks(), classic: true });
    expect((await github.call("GET", "/branches/main")).at("protection")).toEqual({
      enabled: true,
      required_status_checks: {
        enforcement_level: "non_admins",
        contexts: ["ci"],
        checks: [{ context: "ci", app_id: null }],
      },
    });
  });

  it("shows its settings only to tokens that can read the administration", async () => {
    const path = "/branches/main/protection/required_status_checks";
    await using workflow = await startGitHub({ private: false });
    const answer = await workflow.call("GET", path);
    expect([answer.status, answer.at("message")]).toEqual([403, "Resource not accessible by integration"]);

    await using app = await startGitHub({ tokenKind: "app", permissions: { administration: "read" } });
    const { call, emulator } = app;
    expect((await call("GET", path)).at("message")).toBe("Branch not protected");
    emulator.protect("main", { type: "required_linear_history", classic: true });
    expect((await call("GET", path)).at("message")).toBe("Required status checks not enabled");
    emulator.protect("main", { ...checks(), classic: true });
    expect((await call("GET", path)).json).toMatchObject({ strict: false, contexts: ["ci"] });
  });
});

describe("required checks", () => {
  it.each([true, false])("of rulesets (or classic: %s) refuse to create a branch, too", async (classic) => {
    await using github = await startGitHub();
    const { call, emulator } = github;
    emulator.protect("chat-ip/*", { ...checks(), classic });
    const sha = await github.commitOn("main", { a: "1" });
    const create = () => call("POST", "/git/refs", { ref: "refs/heads/chat-ip/update", sha });
    const refused = await create();
    expect([refused.status, refused.json]).toEqual([422, refusal(422, "Reference update failed", createRef)]);
    await emulator.setCheck(sha, "ci", "success");
    expect((await create()).status).toBe(201);
  });

  it("allow a new branch if they aren't enforced on creation", async () => {
    await using github = await startGitHub();
    github.emulator.protect("~ALL", checks({ do_not_enforce_on_create: true }));
    const sha = await github.commitOn("main", { a: "1" });
    const created = await github.call("POST", "/git/refs", { ref: "refs/heads/chat-ip/update", sha });
    expect(created.status).toBe(201);
    const next = await github.commitOn("chat-ip/update", { a: "2" });
    const pushed = await github.call("PATCH", "/git/refs/heads/chat-ip/update", { sha: next });
    expect([pushed.status, pushed.at("message")]).toEqual([
      422,
      'Repository rule violations found\n\nRequired status check "ci" is expected.\n\n',
    ]);
  });
});

describe("rules", () => {
  it("lists several broken rules in one answer", async () => {
    await using github = await startGitHub();
    github.emulator.protect("main", checks());
    github.emulator.protect("main", { type: "update" });
    const sha = await github.commitOn("main", { a: "1" });
    const answer = await github.call("PATCH", "/git/refs/heads/main", { sha });
    expect(answer.at("message")).toBe(
      'Repository rule violations found\n\nRequired status check "ci" is expected.\n\n' +
        "Cannot update this protected ref.\n\n",
    );
  });

  it.each([
    ["main", "main", true],
    ["ma", "main", false],
    ["*", "main", true],
    ["*", "chat-ip/update", false],
    ["**", "chat-ip/update", true],
    ["chat-ip/*", "chat-ip/update", true],
    ["m.in", "main", false],
    ["~ALL", "a/b/c", true],
  ])("of the pattern %s bind %s: %s", async (pattern, branch, binds) => {
    await using github = await startGitHub();
    github.emulator.protect(pattern, { type: "deletion" });
    const answer = await github.call("GET", `/rules/branches/${branch}`);
    expect(answer.json).toHaveLength(binds ? 1 : 0);
  });
});

import { type GitHubFault, refusals } from "@chat-ip/github-emulator";
import { describe, expect, it } from "vitest";
import { asked, branch, createWorld, file, openPull, planOn, type World } from "./world.ts";

type Refusal = Pick<Extract<GitHubFault, { kind: "refuse" }>, "status"> & { readonly body?: object };

const once = (method: string, path: RegExp, refusal: Refusal): GitHubFault => ({
  nth: 1,
  method,
  path,
  kind: "refuse",
  ...refusal,
});
const always = (method: string, path: RegExp, refusal: Refusal): GitHubFault => ({
  ...once(method, path, refusal),
  nth: "every",
});
const unprocessable = (message: string): Refusal => ({ status: 422, body: { message } });

describe("many folders", () => {
  it("are listed one by one where GitHub cuts the tree short", async () => {
    await using world = await createWorld();
    const sha = await world.github.commit({
      branch: "main",
      files: { "a/all.txt": "1\n", "b/all.txt": "2\n" },
    });
    const tree = { sha, url: "https://api.github.com/", tree: [], truncated: true };
    world.github.addFault(once("GET", /git\/trees/, { status: 200, body: tree }));
    const listed = await world.forge.folders(["a", "b", "c"], sha);
    expect([...listed].map(([path, folder]) => [path, [...folder.keys()]])).toEqual([
      ["a", ["all.txt"]],
      ["b", ["all.txt"]],
      ["c", []],
    ]);
  });
});

describe("right after a pull request was opened", () => {
  it.each([
    ["Could not resolve to a node", refusals.labelsUnknownNode],
    ["Issue not found", refusals.labelsIssueNotFound],
    ["Not Found", refusals.notFound],
  ])("adds the label once GitHub knows it: %s", async (_words, refusal) => {
    await using world = await createWorld();
    const number = await openPull(world);
    world.github.addFault(once("POST", /labels$/, refusal));
    expect(await world.forge.addLabels(number, ["network"])).toBeNull();
    expect(world.github.pullRequests[0]?.labels).toEqual(["network"]);
    expect(world.pauses).toHaveLength(1);
  });

  it.each<[string, RegExp, (world: World, number: number) => Promise<unknown>]>([
    ["labels", /labels$/, ({ forge }, number) => forge.addLabels(number, ["network"])],
    ["assignees", /assignees$/, ({ forge }, number) => forge.addAssignees(number, ["maintainer"])],
    [
      "reviewers",
      /reviewers$/,
      ({ forge }, number) => forge.requestReviewers(number, { reviewers: ["reviewer"] }),
    ],
    ["teams", /reviewers$/, ({ forge }, number) => forge.requestReviewers(number, { teams: ["network"] })],
  ])("gives up after a few tries, and says that it may work later: %s", async (_what, path, add) => {
    await using world = await createWorld({ tokenKind: "app" });
    const number = await openPull(world);
    world.github.addFault(always("POST", path, refusals.labelsUnknownNode));
    expect(await add(world, number)).toMatchObject({ later: true, becauseOfAName: false });
    expect(world.pauses).toHaveLength(2);
  });

  it("does not try a name again that GitHub refuses", async () => {
    await using world = await createWorld();
    const number = await openPull(world);
    expect(await world.forge.requestReviewers(number, { reviewers: ["nobody"] })).toMatchObject({
      later: false,
      becauseOfAName: true,
    });
    expect(world.pauses).toEqual([]);
  });

  it.each<[string, string, RegExp, (world: World, number: number) => Promise<unknown>]>([
    ["reads it", "GET", /pulls\/1$/, ({ forge }, number) => forge.pullRequest(number)],
    ["edits it", "PATCH", /pulls\/1$/, ({ forge }, number) => forge.editPullRequest(number, { body: "x" })],
    ["comments on it", "POST", /comments$/, ({ forge }, number) => forge.addComment(number, "x")],
    ["reads its comments", "GET", /comments/, ({ forge }, number) => forge.comments(number)],
    ["reads its events", "GET", /events/, ({ forge }, number) => forge.stateChanges(number)],
  ])("%s once GitHub finds it", async (_what, method, path, act) => {
    await using world = await createWorld();
    const number = await openPull(world);
    world.github.addFault(once(method, path, refusals.notFound));
    await act(world, number);
    expect(world.pauses).toHaveLength(1);
  });
});

describe("right after something was created", () => {
  it.each([
    ["a tree", "POST", /git\/commits$/, refusals.treeUnknown],
    [
      "a parent",
      "POST",
      /git\/commits$/,
      unprocessable("Parent SHA does not exist or is not a commit object"),
    ],
    ["a base tree", "POST", /git\/trees$/, unprocessable("base_tree is not a valid tree oid")],
    ["a commit", "POST", /git\/refs$/, refusals.objectUnknown],
  ] as const)("writes the branch once GitHub knows %s", async (_what, method, path, refusal) => {
    await using world = await createWorld();
    const plan = await planOn(world.forge);
    world.github.addFault(once(method, path, refusal));
    expect((await world.forge.writeBranch(branch, plan, "Update")).kind).toBe("written");
    world.github.clearFaults();
    world.github.addFault(always(method, path, refusal));
    const again = path.source.includes("refs") ? "other" : branch;
    expect((await world.forge.writeBranch(again, plan, "Update")).kind).toBe("moved");
  });

  it("moves the branch once GitHub knows the commit", async () => {
    await using world = await createWorld();
    await openPull(world);
    const plan = await planOn(world.forge, branch);
    world.github.addFault(once("PATCH", /git\/refs/, refusals.objectUnknown));
    expect((await world.forge.writeBranch(branch, plan, "Update")).kind).toBe("written");
    world.github.addFault(always("PATCH", /git\/refs/, refusals.objectUnknown));
    const next = await planOn(world.forge, branch);
    expect((await world.forge.writeBranch(branch, next, "Update")).kind).toBe("moved");
  });

  it.each([
    ["Head sha can't be blank", refusals.headBlank],
    ["Head ref must be a branch", refusals.headNotABranch],
    ["head invalid", refusals.headInvalid],
    ["was submitted too quickly", refusals.submittedTooQuickly],
  ])("opens the pull request once GitHub accepts it: %s", async (_words, refusal) => {
    await using world = await createWorld();
    await world.forge.writeBranch(branch, await planOn(world.forge), "Update");
    world.github.addFault(always("POST", /pulls$/, refusal));
    expect((await world.forge.openPullRequest(asked)).kind).toBe("moved");
    world.github.clearFaults();
    world.github.addFault(once("POST", /pulls$/, refusal));
    expect((await world.forge.openPullRequest(asked)).kind).toBe("opened");
  });

  it("does not take a branch for deleted at the first look", async () => {
    await using world = await createWorld();
    await openPull(world);
    const tip = await world.github.git("rev-parse", branch);
    world.github.addFault(once("GET", /git\/ref/, refusals.notFound));
    expect((await world.forge.deleteBranch(branch, tip)).kind).toBe("deleted");
    expect(await world.github.git("branch", "--list", branch)).toBe("");
  });

  it("compares two commits once GitHub finds them", async () => {
    await using world = await createWorld();
    await openPull(world);
    const [base, head] = [await world.forge.branchTip("main"), await world.forge.branchTip(branch)];
    world.github.addFault(once("GET", /compare/, refusals.notFound));
    expect(await world.forge.compare(base ?? "", head ?? "")).not.toBeNull();
    world.github.addFault(always("GET", /compare/, refusals.notFound));
    await expect(world.forge.compare(base ?? "", head ?? "")).rejects.toMatchObject({ kind: "passing" });
  });

  it("does all of it on a GitHub that is late everywhere", async () => {
    await using world = await createWorld({ settings: { unknownForRequests: 1 } });
    const number = await openPull(world);
    expect(await world.forge.addLabels(number, ["network"])).toBeNull();
    expect((await world.forge.pullRequest(number)).open).toBe(true);
    expect(await world.forge.comments(number)).toEqual([]);
  });
});

describe("a protected branch is named", () => {
  const checks = { required_status_checks: [{ context: "build" }] };

  it.each<[string, { type: string; classic: boolean; parameters?: object }]>([
    ["restricted pushes", { type: "restrictions", classic: true }],
    ["a required check", { type: "required_status_checks", parameters: checks, classic: true }],
    ["pull requests only", { type: "pull_request", classic: true }],
    ["pull requests only, by a ruleset", { type: "pull_request", classic: false }],
    ["another rule", { type: "update", classic: true }],
  ])("when it is pushed to: %s", async (_rule, rule) => {
    await using world = await createWorld();
    await openPull(world);
    world.github.protect("chat-ip/*", rule);
    const written = await world.forge.writeBranch(branch, await planOn(world.forge, branch), "Update");
    expect(written).toMatchObject({
      kind: "refused",
      message: { id: "protected-branch", branch },
    });
  });

  it("when a commit that joins two branches is pushed", async () => {
    await using world = await createWorld();
    await openPull(world);
    const main = await world.github.commit({ branch: "main", files: { "a.md": "a\n" } });
    world.github.protect("~ALL", { type: "required_linear_history", classic: true });
    const plan = await planOn(world.forge, branch);
    if (plan.kind === "reuse") throw new Error("a commit is planned");
    const parents = [...plan.commit.parents, main];
    const join = { ...plan, commit: { ...plan.commit, parents } };
    expect(await world.forge.writeBranch(branch, join, "Join")).toMatchObject({
      kind: "refused",
      message: { id: "protected-branch", branch, detail: expect.stringContaining("merge commits") },
    });
  });

  it.each<[string, { type: string; classic: boolean; parameters?: object }]>([
    ["classic protection", { type: "restrictions", classic: true, parameters: { block_creations: true } }],
    ["a ruleset", { type: "creation", classic: false }],
  ])("when it is created, without a word on names: %s", async (_rule, rule) => {
    await using world = await createWorld();
    world.github.protect("chat-ip/*", rule);
    const written = await world.forge.writeBranch(branch, await planOn(world.forge), "Update");
    expect(written).toMatchObject({
      kind: "refused",
      message: { id: expect.stringMatching(/^(?:protected-branch|creation-refused)$/), branch },
    });
  });

  it.each(["chat-ip", `${branch}/more`])("but a branch `%s` is a clash of names", async (other) => {
    await using world = await createWorld();
    await world.github.commit({ branch: other, from: "main", files: { "a.md": "a\n" } });
    const written = await world.forge.writeBranch(branch, await planOn(world.forge), "Update");
    expect(written).toMatchObject({
      kind: "refused",
      message: { id: "name-clash", branch, other },
    });
  });
});

it("opens a pull request that is no draft where the plan has none", async () => {
  await using world = await createWorld({ settings: { drafts: false } });
  await world.forge.writeBranch(branch, await planOn(world.forge), "Update");
  const opened = await world.forge.openPullRequest({ ...asked, draft: true });
  expect(opened).toMatchObject({ kind: "opened", draftRefused: true });
  expect(world.github.pullRequests[0]?.draft).toBe(false);
});

it("finds the pull request of a repository that has another owner and name by now", async () => {
  await using world = await createWorld();
  await openPull(world);
  world.github.transfer({ owner: "globex", repo: "network" });
  expect(await world.forge.pullRequests(branch)).toHaveLength(1);
  await world.forge.writeBranch(branch, await planOn(world.forge, branch), "Update");
  world.github.setMayCreatePullRequests(false);
  expect(await world.forge.openPullRequest(asked)).toMatchObject({
    message: { compareUrl: expect.stringContaining("/globex/network/compare/") },
  });
});

it("finds its own comment among more than a thousand", async () => {
  await using world = await createWorld();
  const number = await openPull(world);
  await world.github.addComments(
    number,
    Array.from({ length: 1205 }, (_, index) => `Comment ${index}`),
  );
  await world.forge.addComment(number, "Ours");
  const said = await world.forge.comments(number);
  expect(said.at(-1)?.body).toBe("Ours");
  expect(said.map(({ id }) => id)).toEqual(said.map(({ id }) => id).toSorted((a, b) => a - b));
});

describe("a token that GitHub does not know everywhere yet", () => {
  it.each([
    ["Bad credentials", refusals.badCredentials],
    ["not accessible", refusals.notAccessible],
  ])("is tried again: %s", async (_words, refusal) => {
    await using world = await createWorld({ tokenKind: "app" });
    world.github.addFault(once("GET", /./, refusal));
    expect(await world.forge.branchHead("main")).not.toBeNull();
  });

  it.each([
    ["Bad credentials", refusals.badCredentials],
    ["not accessible", refusals.notAccessible],
  ])("is given up after 5 s at the most: %s", async (_words, refusal) => {
    await using world = await createWorld({ tokenKind: "app" });
    world.github.addFault(always("GET", /./, refusal));
    await expect(world.forge.branchHead("main")).rejects.toMatchObject({ kind: "no-permission" });
    await expect(world.forge.branchHead("main")).rejects.toMatchObject({ kind: "no-permission" });
    const total = world.pauses.reduce((sum, ms) => sum + ms, 0);
    expect(total).toBeGreaterThan(2000);
    expect(total).toBeLessThanOrEqual(5000);
  });

  it.each([
    ["Bad credentials", refusals.badCredentials],
    ["not accessible", refusals.notAccessible],
  ])("is given up sooner once it was accepted elsewhere: %s", async (_words, refusal) => {
    await using world = await createWorld({ tokenKind: "app" });
    const plan = await planOn(world.forge);
    world.github.addFault(once("POST", /trees$/, refusal));
    expect((await world.forge.writeBranch(branch, plan, "Update")).kind).toBe("written");
    world.github.addFault(always("POST", /pulls$/, refusal));
    await expect(world.forge.openPullRequest(asked)).rejects.toMatchObject({ kind: "no-permission" });
    expect(world.pauses.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(1500);
  });

  it("is not a person's, which is refused at once", async () => {
    await using world = await createWorld({ tokenKind: "personal" });
    world.github.addFault(always("GET", /./, refusals.badCredentials));
    await expect(world.forge.branchHead("main")).rejects.toMatchObject({ kind: "no-permission" });
    expect(world.pauses).toEqual([]);
  });
});

describe("whose token it is", () => {
  const asked = ({ github }: World): number => github.requests.filter(({ path }) => path === "/user").length;

  it.each([
    ["maintainer", true, 1],
    ["Maintainer", true, 1],
    ["reviewer", false, 1],
    ["github-actions[bot]", false, 0],
  ])("a person's is not known before it is asked for, once: %s", async (login, expected, requests) => {
    await using world = await createWorld({ tokenKind: "personal" });
    for (let time = 0; time < 2; time++) expect(await world.forge.isTokenAccount(login)).toBe(expected);
    expect(asked(world)).toBe(requests);
  });

  it.each([
    ["github-actions[bot]", true],
    ["maintainer", false],
  ])("a workflow's is a bot's, without asking: %s", async (login, expected) => {
    await using world = await createWorld();
    expect(await world.forge.isTokenAccount(login)).toBe(expected);
    expect(asked(world)).toBe(0);
  });

  it("one without a prefix that may not ask is a bot's", async () => {
    await using world = await createWorld({ token: "v1.0123456789abcdef" });
    expect(await world.forge.isTokenAccount("chat-ip[bot]")).toBe(true);
    expect(await world.forge.isTokenAccount("maintainer")).toBe(false);
  });
});

it("waits a minute where GitHub detects abuse and names no time", async () => {
  await using world = await createWorld();
  world.github.addFault(once("GET", /./, refusals.abuseDetection));
  expect(await world.forge.branchHead("main")).not.toBeNull();
  expect(world.pauses).toEqual([60_000]);
});

describe("what only a person can change is named for what it is", () => {
  it.each([
    ["ip-allow-list", refusals.ipAllowList],
    ["sso", refusals.saml],
    ["sso", { ...refusals.saml, body: { message: "Forbidden" } }],
    ["archived", { status: 403, body: { message: "Repository was archived so is read-only." } }],
  ] as const)("%s", async (kind, refusal) => {
    await using world = await createWorld();
    world.github.addFault(always("POST", /./, refusal));
    const writing = world.forge.writeBranch(branch, await planOn(world.forge), "Update");
    await expect(writing).rejects.toMatchObject({ kind, told: { id: kind } });
  });

  it("an archived repository", async () => {
    await using world = await createWorld({ settings: { archived: true } });
    const writing = world.forge.writeBranch(branch, await planOn(world.forge), "Update");
    await expect(writing).rejects.toMatchObject({ kind: "archived" });
  });

  it("pull requests that are turned off", async () => {
    await using world = await createWorld({ settings: { pullRequests: false } });
    await expect(world.forge.pullRequests(branch)).rejects.toMatchObject({ kind: "pulls-off" });
  });
});

describe("an answer that is not GitHub's", () => {
  const comment = { id: 1, user: { login: "maintainer" }, body: "x", updated_at: "2026-11-26T06:17:00Z" };

  it.each([
    ["comment.id", { ...comment, id: "NaN" }],
    ["comment.id", { ...comment, id: 1.5 }],
    ["comment.updated_at", { ...comment, updated_at: "soon" }],
    ["comment.body", { ...comment, body: { text: "x" } }],
  ])("is refused before anything rests on it: %s", async (part, answer) => {
    await using world = await createWorld({ validate: false });
    const number = await openPull(world);
    world.github.addFault({ ...always("GET", /comments/, { status: 200 }), body: [answer] } as GitHubFault);
    await expect(world.forge.comments(number)).rejects.toMatchObject({ told: { id: "odd-answer", part } });
  });

  it.each([[5], [{}], [null]])("may say anything about signatures: %j", async (reason) => {
    await using world = await createWorld({ validate: false });
    const plan = await planOn(world.forge);
    const sha = await world.github.git("rev-parse", "main");
    world.github.addFault({
      ...once("POST", /git\/commits$/, { status: 201 }),
      body: { sha, verification: { verified: "yes", reason }, author: { name: 5 } },
    } as GitHubFault);
    expect(await world.forge.writeBranch(branch, plan, "Update")).toMatchObject({
      commit: { verified: false, reason: "", author: "" },
    });
  });
});

it("keeps the file that it wrote", async () => {
  await using world = await createWorld();
  await openPull(world);
  expect(await world.github.file(branch, file)).toBe("on main\n");
});

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { serve } from "../../../packages/github/test/serve.ts";
import { runHere } from "./harness/run-here.ts";
import {
  branch,
  expectSound,
  file,
  oneList,
  openPulls,
  prefixes,
  proposedWorld,
  pull,
  settledWorld,
} from "./harness/scenes.ts";
import { createWorld, typed } from "./harness/world.ts";

describe("a refusal says what to do", () => {
  it.each<[string, { contents?: "read"; pull_requests?: "read" }]>([
    ["contents", { contents: "read" }],
    ["pull-requests", { pull_requests: "read" }],
  ])(
    "where the token may not write %s: the request and the permissions block",
    async (_name, permissions) => {
      await using world = await createWorld({ github: { permissions } });
      world.chat.setLists({ "webhook-china": prefixes(2) });
      const run = await world.run(oneList);
      expect(run.exitCode).toBe(1);
      expect(run.log).toMatch(/POST \/repos/);
      expect(run.summary).toContain("permissions:");
      expect(run.summary).toContain("contents: write");
      expect(run.summary).toContain("pull-requests: write");
    },
  );

  it("where Actions may not create pull requests: the setting, the link, and the branch is safe", async () => {
    await using world = await createWorld({ github: { mayCreatePullRequests: false } });
    world.chat.setLists({ "webhook-china": prefixes(2) });
    const run = await runHere(world, oneList);
    expect(run.exitCode).toBe(1);
    expect(run.summary).toContain("Settings → Actions → General");
    expect(run.log).toContain(`/compare/main...${branch}?expand=1`);
    expect(run.outputs["pull-request-head-sha"]).toBe(await world.github.git("rev-parse", branch));
    world.github.setMayCreatePullRequests(true);
    const next = await runHere(world, oneList);
    expect(next.outputs["pull-request-operation"], next.log).toBe("created");
    await expectSound(world);
  });

  it("where a rule protects the branch: the rule by name", async () => {
    await using world = await settledWorld();
    world.github.protect(branch, { type: "required_signatures" });
    world.github.protect(branch, { type: "creation" });
    world.chat.setLists({ "webhook-china": prefixes(11) });
    const run = await runHere(world, oneList);
    expect(run.exitCode).toBe(1);
    expect(run.log).toMatch(/protected/);
    expect(run.log).toMatch(/creation/);
    expect(openPulls(world)).toEqual([]);
  });

  it("where the base is not there", async () => {
    await using world = await createWorld();
    const run = await runHere(world, { ...oneList, base: "trunk" });
    expect(run.exitCode).toBe(1);
    expect(run.log).toContain("trunk");
  });

  it("where the repository is empty", async () => {
    await using world = await createWorld({ github: { empty: true } });
    world.chat.setLists({ "webhook-china": prefixes(2) });
    const run = await runHere(world, oneList);
    expect(run.exitCode).toBe(1);
    expect(run.log).toMatch(/push a first commit/);
  });

  it("where the token is no longer accepted", async () => {
    await using world = await createWorld();
    const run = await runHere(world, { ...oneList, token: "ghs_expired" });
    expect(run.exitCode).toBe(1);
    expect(run.log).toContain("doesn't accept the token");
  });

  it.each([
    ["a page of a proxy's", 200, "text/html", "<html>Log in first</html>"],
    ["a page that says that nothing is there", 404, "text/html", "<html>Not Found</html>"],
    ["half an answer", 200, "application/json", '{"name":'],
    ["nothing", 204, "", ""],
    ["null", 200, "application/json", "null"],
  ])("where something else answers in GitHub's place: %s", async (_what, status, type, body) => {
    await using world = await createWorld();
    await using portal = await serve((_request, response) =>
      response.writeHead(status, { "content-type": type }).end(body),
    );
    const run = await runHere(world, oneList, { env: { GITHUB_API_URL: portal.origin } });
    expect(run.exitCode).toBe(1);
    expect(run.log).toContain("something else answered in GitHub's place");
  });

  it("where something in between answers with another protocol", async () => {
    await using world = await createWorld();
    await using upgrading = await serve(({ socket }) =>
      socket.end("HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: h2c\r\n\r\n"),
    );
    const run = await world.run(oneList, { env: { GITHUB_API_URL: upgrading.origin } });
    expect(run.exitCode).toBe(1);
    expect(run.log).toMatch(/^::error.*GitHub gave no answer.*ended without an answer/m);
    expect(run.report).not.toBeNull();
  });

  it.each([
    ["once, and then it is there", 1, 0, "none"],
    ["again and again", "every", 1, undefined],
  ] as const)(
    "where GitHub does not find a commit that it has named: %s",
    async (_how, nth, exitCode, expected) => {
      await using world = await settledWorld({ github: { validate: false } });
      const body = { message: "No commit found for the ref 0123" };
      world.github.addFault({ nth, method: "GET", path: /contents/, kind: "refuse", status: 404, body });
      const run = await runHere(world, oneList);
      expect(run.exitCode, run.log).toBe(exitCode);
      expect(run.outputs["pull-request-operation"]).toBe(expected);
      if (exitCode === 1)
        expect(run.log).toMatch(/did not find something that it had named before.*tried 3 times/);
      expect(openPulls(world)).toEqual([]);
    },
  );

  it("without the token, wherever that is quoted", async () => {
    await using world = await createWorld({ github: { validate: false } });
    const { token } = world.github;
    const password = Buffer.from(`x-access-token:${token}`).toString("base64");
    const body = { message: `No ${token} nor ${password}` };
    world.github.addFault({ nth: "every", method: "GET", path: /pulls/, kind: "refuse", status: 403, body });
    const run = await world.run(oneList);
    const shown = run.log.replace(`::add-mask::${token}`, "") + run.summary + JSON.stringify(run.report);
    expect(shown).toContain("No [redacted] nor [redacted]");
    expect(shown).not.toContain(token);
    expect(shown).not.toContain(password);
  });

  it("at once, though GitHub still owes an answer to another request", async () => {
    await using world = await createWorld();
    const pulls = /\/pulls\?/;
    world.github.addFault({ nth: "every", method: "GET", path: pulls, kind: "delay", ms: 55_000 });
    const run = await world.run({ ...oneList, base: "trunk" });
    expect(run.exitCode).toBe(1);
    expect(run.log).toContain("The repository has no branch `trunk`");
    const asked = world.github.requests.filter(({ path }) => pulls.test(path));
    expect(asked.map(({ status }) => status)).toEqual([null]);
  });

  it("where a branch stands in the way of the name", async () => {
    await using world = await settledWorld();
    await world.github.git("branch", "chat-ip", "main");
    world.chat.setLists({ "webhook-china": prefixes(11) });
    const run = await runHere(world, oneList);
    expect(run.exitCode).toBe(1);
    expect(run.log).toContain("There is a branch `chat-ip`, and git can't have both.");
    expect(run.log).toMatch(/choose another/i);
  });

  it.each([
    ["README.md/lists", "`README.md` is a file"],
    ["config/link/lists", "`config/link` is a symlink"],
  ])("where a file stands in the way of the path %s", async (path, words) => {
    await using world = await createWorld();
    const { chat, github } = world;
    await github.commit({ branch: "main", files: { "config/a.txt": "a\n" } });
    // A symbolic link, which the emulator's pages can't make.
    const blob = await github.git("rev-parse", "main:config/a.txt");
    const index = { GIT_INDEX_FILE: `${github.gitDirectory}/link-index` };
    const git = (...args: string[]) =>
      promisify(execFile)("git", args, { cwd: github.gitDirectory, env: { ...process.env, ...index } });
    await git("read-tree", "main");
    await git("update-index", "--add", "--cacheinfo", `120000,${blob},config/link`);
    const tree = (await git("write-tree")).stdout.trim();
    const identity = ["-c", "user.name=m", "-c", "user.email=m@example.com"];
    const commit = await github.git(...identity, "commit-tree", tree, "-p", "main", "-m", "Link");
    await github.git("update-ref", "refs/heads/main", commit);
    chat.setLists({ "webhook-china": prefixes(2) });
    const run = await runHere(world, { ...oneList, path });
    expect(run.exitCode).toBe(1);
    expect(run.log).toContain(words);
    expect(run.requests.filter(({ method }) => method !== "GET")).toEqual([]);
  });

  it("where the path is a file", async () => {
    await using world = await createWorld();
    const run = await runHere(world, { ...oneList, path: "README.md" });
    expect(run.exitCode).toBe(1);
    expect(run.log).toContain("is a file in the repository, not a folder");
  });
});

describe("labels, assignees and reviewers", () => {
  it("never fail a run: what is refused is retried name by name, then a warning", async () => {
    await using world = await createWorld({ github: { labels: ["network"] } });
    world.chat.setLists({ "webhook-china": prefixes(2) });
    const run = await runHere(world, {
      ...oneList,
      labels: "network, not-there",
      assignees: "maintainer",
      reviewers: "reviewer, nobody-here",
      "team-reviewers": "network",
    });
    expect(run.exitCode, run.log).toBe(0);
    expect(pull(world, 1)).toMatchObject({
      labels: ["network"],
      assignees: ["maintainer"],
      reviewers: ["reviewer"],
    });
    expect(run.log).toMatch(/^::warning.*not-there/m);
    expect(run.log).toMatch(/^::warning.*nobody-here/m);
    const again = await runHere(world, { ...oneList, labels: "network, not-there" });
    expect(again.requests.filter(({ method }) => method !== "GET")).toEqual([]);
    await expectSound(world);
  });

  it("say who could not be assigned, and how teams can be asked", async () => {
    await using world = await createWorld();
    world.chat.setLists({ "webhook-china": prefixes(2) });
    const run = await runHere(world, {
      ...oneList,
      assignees: "nobody-here, maintainer",
      "team-reviewers": "network",
    });
    expect(run.exitCode, run.log).toBe(0);
    expect(pull(world, 1).assignees).toEqual(["maintainer"]);
    expect(run.log).toMatch(/^::warning.*Not added: assignee nobody-here\./m);
    expect(run.log).toMatch(/^::warning.*own token can't see the organisation's teams.*GitHub App's token/m);
  });

  it("take the author out of the reviewers", async () => {
    await using world = await createWorld({ github: { tokenKind: "personal" } });
    world.chat.setLists({ "webhook-china": prefixes(2) });
    const first = await runHere(world, oneList);
    expect(first.exitCode, first.log).toBe(0);
    const { author } = pull(world, 1);
    world.chat.setLists({ "webhook-china": prefixes(3) });
    await world.github.merge(1, { deleteBranch: true });
    const run = await runHere(world, { ...oneList, reviewers: `${author}, reviewer` });
    expect(run.log).not.toMatch(/^::warning/m);
    expect(pull(world, 2).reviewers).toEqual(["reviewer"]);
  });
});

describe("commits", () => {
  it("are reported as unverified if they are, with the kind of token", async () => {
    await using world = await createWorld({ github: { tokenKind: "personal" } });
    world.chat.setLists({ "webhook-china": prefixes(2) });
    const run = await runHere(world, oneList);
    expect(run.outputs["commits-verified"]).toBe("false");
    expect(run.log).toMatch(/did not sign the commit \(unsigned\)/);
  });

  it("carry the given message and title", async () => {
    await using world = await createWorld();
    world.chat.setLists({ "webhook-china": prefixes(2) });
    await runHere(world, {
      ...oneList,
      "commit-message": "network: refresh",
      title: "Refresh",
      draft: "true",
    });
    expect(await world.github.git("log", "-1", "--format=%s", branch)).toBe("network: refresh");
    expect(pull(world, 1)).toMatchObject({ title: "Refresh", draft: true });
  });
});

describe("GitHub's limits", () => {
  it.each<[string, number, object, Record<string, string>]>([
    [
      "a secondary limit",
      403,
      { message: "You have exceeded a secondary rate limit." },
      { "retry-after": "1" },
    ],
    ["a primary limit", 429, { message: "API rate limit exceeded" }, { "retry-after": "0" }],
  ])("are waited for: %s", async (_case, status, body, headers) => {
    await using world = await createWorld({ github: { validate: false } });
    world.chat.setLists({ "webhook-china": prefixes(2) });
    world.github.addFault({
      nth: 1,
      method: "POST",
      path: /\/pulls$/,
      kind: "refuse",
      status,
      body,
      headers,
    });
    const run = await world.run(oneList);
    expect(run.exitCode, run.log).toBe(0);
    expect(openPulls(world)).toHaveLength(1);
  });

  it.each([
    ["half an hour", Math.floor(Date.now() / 1000) + 1800, /rate limit.*asks to wait until 20/],
    ["for ever", 1e15, /rate limit.*asks to wait longer than any run could/],
  ])("are reported if they ask for more than two minutes: %s", async (_how, reset, words) => {
    await using world = await createWorld({ github: { validate: false } });
    world.github.addFault({
      nth: "every",
      kind: "refuse",
      status: 403,
      body: { message: "API rate limit exceeded for installation ID 1." },
      headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(reset) },
    });
    const run = await runHere(world, oneList);
    expect(run.exitCode).toBe(1);
    expect(run.log).toMatch(words);
  });

  it("cost nothing that is known, where a late step fails", async () => {
    await using world = await createWorld({ github: { labels: ["network"], validate: false } });
    world.chat.setLists({ "webhook-china": prefixes(2) });
    const late = { nth: "every", method: "GET", path: /\/pulls\/1$/, kind: "refuse", status: 500 } as const;
    world.github.addFault({ ...late, body: {} });
    const run = await world.run({ ...oneList, labels: "network" });
    expect(run.exitCode).toBe(1);
    const url = `${world.github.serverUrl}/${world.github.repository}/pull/1`;
    expect(run.outputs).toMatchObject({ "pull-request-number": "1", "pull-request-url": url });
    expect(run.summary).toContain(`It was working on [pull request #1](${url})`);
    expect(run.log).toMatch(/^::error.*working on pull request #1/m);
    expect(run.report).toMatchObject({ error: { pullRequest: { number: 1, url } } });
  });

  it("leave a body that has no room for it as it is", async () => {
    await using world = await proposedWorld();
    world.chat.setLists({ "webhook-china": prefixes(12) });
    const body = `${"A person's words. ".repeat(3700)}\n\n${pull(world, 2).body}`;
    await world.github.editPullRequest(2, { body });
    const run = await runHere(world, oneList);
    expect(run.exitCode, run.log).toBe(0);
    expect(run.outputs["pull-request-operation"]).toBe("updated");
    expect(run.log).toMatch(/^::warning.*could not be updated/m);
    expect(pull(world, 2).body).toBe(typed(body));
  });

  it("name the open pull request where updating it fails", async () => {
    await using world = await proposedWorld({ github: { validate: false } });
    world.chat.setLists({ "webhook-china": prefixes(12) });
    world.github.addFault({
      nth: "every",
      method: "PATCH",
      path: /pulls/,
      kind: "refuse",
      status: 503,
      body: {},
    });
    const run = await runHere(world, oneList);
    expect(run.exitCode).toBe(1);
    expect(run.outputs).toMatchObject({ "pull-request-number": "2", "pull-request-branch": branch });
    expect(run.outputs["pull-request-operation"]).toBeUndefined();
  });

  it("are named for what they are if a branch can't be created", async () => {
    await using world = await createWorld({ github: { validate: false } });
    world.chat.setLists({ "webhook-china": prefixes(2) });
    const create = { nth: "every", method: "POST", path: /git\/refs/, kind: "refuse", status: 502 } as const;
    world.github.addFault({ ...create, body: {} });
    const run = await runHere(world, oneList);
    expect(run.exitCode).toBe(1);
    expect(run.log).toMatch(/^::error.*Could not create the branch: GitHub answered with HTTP 502/m);
    expect(
      run.requests.filter(({ method, path }) => method === "POST" && path.endsWith("/git/refs")),
    ).toHaveLength(3);
  });

  it("do not make it open a second pull request after a lost answer", async () => {
    await using world = await createWorld();
    world.chat.setLists({ "webhook-china": prefixes(2) });
    world.github.addFault({ nth: 1, method: "POST", path: /\/pulls$/, kind: "drop-after" });
    const run = await runHere(world, oneList);
    expect(run.exitCode, run.log).toBe(0);
    expect(run.outputs["pull-request-number"]).toBe("1");
    expect(world.github.pullRequests).toHaveLength(1);
  });

  it("and passing faults of reads are got over", async () => {
    await using world = await createWorld({ github: { validate: false } });
    world.chat.setLists({ "webhook-china": prefixes(2) });
    world.github.addFault({
      nth: 1,
      method: "GET",
      path: /\/contents\//,
      kind: "refuse",
      status: 502,
      body: {},
    });
    world.github.addFault({ nth: 1, method: "GET", path: /\/branches\//, kind: "drop-before" });
    const run = await runHere(world, oneList);
    expect(run.exitCode, run.log).toBe(0);
  });
});

describe("odd surroundings", () => {
  it("end a wait that GitHub asks for without a length", async () => {
    await using world = await createWorld({ github: { validate: false } });
    const headers = { "retry-after": "0" };
    const times: number[] = [];
    const note = () => void times.push(performance.now());
    world.github.addFault({ nth: "every", path: /\/branches\/main/, kind: "run", run: note });
    world.github.addFault({
      nth: "every",
      kind: "refuse",
      status: 429,
      body: { message: "Slow down" },
      headers,
    });
    const killed = new AbortController();
    const run = world.run(
      { ...oneList, mode: "check" },
      { onStart: (kill) => killed.signal.addEventListener("abort", () => kill()) },
    );
    await expect.poll(() => times.length).toBeGreaterThan(2);
    killed.abort();
    await run;
    // A second's pause after each refusal; timers may be early by a millisecond, never by more.
    const pauses = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(Math.min(...pauses)).toBeGreaterThan(990);
  });

  it.each([
    ["SIGTERM", /\/branches\/main/, "No list was checked."],
    ["SIGINT", /\/git\/trees$/, "webhook-china"],
  ] as const)("end at once, red, and say what was done: %s", async (signal, path, done) => {
    await using world = await createWorld({ chat: { lists: { "webhook-china": prefixes(3) } } });
    const reached = new AbortController();
    const ended = Promise.withResolvers<void>();
    // Its answer never comes: the run waits when the signal does.
    const waits = (): Promise<void> => {
      reached.abort();
      return ended.promise;
    };
    world.github.addFault({ nth: 1, path, kind: "run", run: waits });
    const run = await world.run(oneList, {
      onStart: (kill) => reached.signal.addEventListener("abort", () => kill(signal)),
    });
    ended.resolve();
    expect(run).toMatchObject({ exitCode: 1, signal: null });
    expect(run.log).toContain(`::error::The run was stopped (${signal}) before its end.`);
    expect(run.summary).toContain(done);
  });

  it("close the pull request although its conversation is locked", async () => {
    await using world = await proposedWorld();
    world.chat.setLists({ "webhook-china": prefixes(10) });
    const locked = { message: "Unable to create comment because issue is locked." };
    world.github.addFault({
      nth: "every",
      method: "POST",
      path: /comments$/,
      kind: "refuse",
      status: 403,
      body: locked,
    });
    const run = await runHere(world, oneList);
    expect(run.exitCode, run.log).toBe(0);
    expect(pull(world, 2).state).toBe("closed");
    expect(run.log).toMatch(/^::warning.*locked/m);
  });

  it("close the pull request although a rule keeps its branch, and name the rule", async () => {
    await using world = await proposedWorld();
    world.github.protect(branch, { type: "deletion" });
    world.chat.setLists({ "webhook-china": prefixes(10) });
    const run = await runHere(world, oneList);
    expect(run.exitCode, run.log).toBe(0);
    expect(pull(world, 2).state).toBe("closed");
    expect(run.log).toMatch(/^::warning.*could not be deleted.*These rules apply to it: deletion/m);
  });

  it("bring the branch back where a person pushed while it was deleted", async () => {
    await using world = await proposedWorld();
    world.chat.setLists({ "webhook-china": prefixes(10) });
    let theirs = "";
    const push = async () => {
      theirs = await world.github.commit({ branch, files: { [file]: "43.128.0.0/24\n" } });
    };
    world.github.addFault({ nth: 1, method: "DELETE", path: /refs/, kind: "run", run: push, when: "before" });
    const run = await runHere(world, oneList);
    expect(await world.github.git("rev-parse", branch)).toBe(theirs);
    expect(run.log).toMatch(/^::warning.*it is back/m);
  });

  it("report although files can't be written, and start although the event is broken", async () => {
    await using world = await createWorld();
    world.chat.setLists({ "webhook-china": [] });
    const nowhere = {
      RUNNER_TEMP: "/dev/null/x",
      GITHUB_STEP_SUMMARY: "/dev/null/y",
      GITHUB_EVENT_PATH: "/dev/null",
    };
    const run = await world.run(oneList, { env: nowhere });
    expect(run.exitCode).toBe(1);
    expect(run.log).toMatch(/^::error.*webhook-china/m);
    expect(run.log).toMatch(/^::warning.*report could not be written/m);
    expect(run.errorLog).toBe("");
  });
});

describe("GitHub Enterprise Server", () => {
  it("works under its own address alone", async () => {
    await using world = await createWorld({ github: { pathPrefix: "/api/v3" } });
    world.chat.setLists({ "webhook-china": prefixes(2) });
    const run = await runHere(world, oneList);
    expect(run.exitCode, run.log).toBe(0);
    expect(run.outputs["pull-request-url"]).toContain(world.github.serverUrl);
    expect(run.summary).not.toContain("github.com/acme");
  });
});

describe("an unknown default branch", () => {
  it("is asked for", async () => {
    await using world = await createWorld({ github: { defaultBranch: "trunk" } });
    world.chat.setLists({ "webhook-china": prefixes(2) });
    const env = { GITHUB_EVENT_NAME: "workflow_dispatch", GITHUB_REF: "refs/heads/other" };
    const run = await runHere(world, oneList, { env });
    expect(run.outputs["pull-request-operation"], run.log).toBe("created");
    expect(pull(world, 1).base).toBe("trunk");
    await world.github.merge(1, { deleteBranch: true });
    const next = await runHere(world, oneList, { env });
    expect(next.outputs["pull-request-operation"]).toBe("none");
    expect(next.requests).toHaveLength(4);
  });
});

describe("an open pull request with a person's label", () => {
  it("is not given its labels again", async () => {
    await using world = await proposedWorld({ github: { labels: ["network"] } });
    const run = await runHere(world, { ...oneList, labels: "network" });
    expect(run.requests.filter(({ method }) => method !== "GET")).toEqual([]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runAction } from "./harness/run-action.ts";
import { refusalHere } from "./harness/run-here.ts";
import { createWorld, type World, type WorldRun } from "./harness/world.ts";

/** What a person sees: the runner takes masks out of the log. */
const shown = (run: Pick<WorldRun, "log" | "summary"> & { readonly errorLog?: string }): string =>
  `${run.log.replaceAll(/^::add-mask::.*$/gm, "")}${run.errorLog ?? ""}${run.summary}`;

describe("wrong inputs", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world[Symbol.asyncDispose]());

  it.each<[string, Record<string, string>, RegExp]>([
    ["no key", { "secret-key": "" }, /`secret-key` is empty/],
    ["both credentials", { "user-sig": "eJw-x" }, /`secret-key` and `user-sig` are both set/],
    ["a UserSig that is none", { "secret-key": "", "user-sig": "not one!" }, /`user-sig` /],
    ["no app id", { "sdk-app-id": "" }, /`sdk-app-id` is empty.*Variables \(not Secrets\)/],
    ["an app id that is not a number", { "sdk-app-id": "14000x" }, /`sdk-app-id` "14000x" /],
    ["an app id that is zero", { "sdk-app-id": "0" }, /`sdk-app-id` "0" /],
    ["an unknown region", { endpoint: "", region: "atlantis" }, /`region` "atlantis" is not one of china/],
    ["neither region nor endpoint", { endpoint: "" }, /Set either `region` or `endpoint`/],
    ["both region and endpoint", { region: "china" }, /`region` and `endpoint` are both set/],
    ["http elsewhere than on loopback", { endpoint: "http://chat.example.com" }, /`endpoint` /],
    ["an endpoint with a query", { endpoint: "https://chat.example.com/?a=b" }, /`endpoint` /],
    ["an unknown list", { lists: "webhook-china, webhook-mars" }, /`lists`: "webhook-mars" is not one of/],
    ["an unknown format", { formats: "yaml" }, /`formats`: "yaml" is not one of/],
    ["a path that leaves the repository", { path: "../etc" }, /`path` "..\/etc" leaves the repository/],
    ["an absolute path", { path: "/etc" }, /`path` "\/etc" must be relative/],
    ["a path into .git", { path: ".git/hooks" }, /that is reserved by git/],
    ["a mode that is none", { mode: "dry-run" }, /`mode` must be .* not "dry-run"/],
    ["a switch that is none", { draft: "yes" }, /`draft` must be `true` or `false`, not "yes"/],
    [
      "a percentage above 100",
      { "max-removed-percent": "101" },
      /`max-removed-percent` must be a number from 0 to 100, not "101"/,
    ],
    ["a wait without end", { "removals-wait": "721" }, /`removals-wait` must be a number from 0 to 720/],
    ["a list that holds no name", { lists: " , -" }, /`lists` contains no name/],
    ["a misspelt list", { lists: "webhook-chna" }, /Did you mean `webhook-china`\?/],
    ["a misspelt region", { endpoint: "", region: "Singapor" }, /Did you mean `singapore`\?/],
    ["a list let through for good", { "allow-suspicious": "all" }, /lacks the answer's digest/],
    ["an unknown list let through", { "allow-suspicious": "al@3fa9c1d20b7e" }, /Did you mean `all`\?/],
    [
      "a digest that is too short",
      { "allow-suspicious": "webhook-china@3fa9" },
      /is not `list@digest`\. Copy it from the message/,
    ],
    [
      "an endpoint of somebody else's",
      { endpoint: "https://chat.example.com" },
      /not one of the vendor's hosts.*`allow-endpoint: true`/,
    ],
    ["a branch that git refuses", { branch: "a..b" }, /`branch` "a..b" contains/],
    ["a branch with a line break", { branch: "a\nb" }, /`branch` .* control/],
    ["the base as branch", { base: "main", branch: "main" }, /`branch` "main" is also the base/],
    ["a title of two lines", { title: "a\nb" }, /`title` /],
    ["a title that is too long", { title: "x".repeat(257) }, /`title` .* longer than 256/],
    ["a label that is too long", { labels: "x".repeat(51) }, /`labels` .* longer than 50/],
    [
      "a reviewer that is not a valid login",
      { reviewers: "a b" },
      /`reviewers` "a b" is not a valid GitHub login/,
    ],
    ["a team with its organisation", { "team-reviewers": "acme/ops" }, /team-reviewers/],
    ["a message that forges a trailer", { "commit-message": "x\n\nChat-IP-Digest: y" }, /Chat-IP-/],
    ["an identifier with a line break", { identifier: "a\nb" }, /identifier/],
  ])("are refused before any request: %s", async (_case, inputs, message) => {
    const run = await refusalHere(world, inputs);
    expect(run.exitCode).toBe(1);
    expect(shown(run)).toMatch(message);
    expect(shown(run)).not.toContain(world.chat.secretKey);
    expect(world.github.requests).toEqual([]);
    expect(world.chat.requests).toEqual([]);
  });

  it.each<[string, Record<string, string>, RegExp]>([
    ["no key", { "secret-key": "" }, /`secret-key` is empty/],
    ["an unknown list", { lists: "webhook-mars" }, /`lists`: "webhook-mars" is not one of/],
  ])("are refused so by the bundle in its own process: %s", async (_case, inputs, message) => {
    const run = await world.run(inputs);
    expect(run.exitCode).toBe(1);
    expect(shown(run)).toMatch(message);
    expect(shown(run)).not.toContain(world.chat.secretKey);
    expect(run.requests).toEqual([]);
    expect(world.chat.requests).toEqual([]);
  });

  it("are all named at once", async () => {
    const key = "0123456789abcdef0123456789abcdef";
    const run = await runAction({
      inputs: {
        "sdk-app-id": "x",
        "secret-key": key,
        "user-sig": "eJw-y",
        region: "atlantis",
        lists: "nope",
        path: "../..",
        mode: "maybe",
        token: "",
      },
      env: { GITHUB_REPOSITORY: "no-slash", GITHUB_API_URL: "ftp://x" },
    });
    expect(run.exitCode).toBe(1);
    for (const name of [
      "sdk-app-id",
      "`secret-key` and `user-sig`",
      "region",
      "lists",
      "path",
      "mode",
      "token",
      "GITHUB_REPOSITORY",
      "GITHUB_API_URL",
    ]) {
      expect(shown(run)).toContain(name);
    }
    expect(shown(run)).not.toContain(key);
    expect(run.log.match(/^::error/gm)).toHaveLength(1);
  });

  it("have a summary and a report for programs as well, with the title of the annotation", async () => {
    await using world = await createWorld();
    const run = await world.run({ lists: "webhook-chna", language: "zh-CN" });
    expect(run.log).toMatch(/^::error title=输入有误::`lists` 中的 "webhook-chna" 无效。/m);
    expect(run.summary).toContain("是否应为 `webhook-china`？");
    expect(run.report).toMatchObject({
      lists: [],
      error: { message: expect.stringMatching(/^`lists`: "webhook-chna" is not one of/) },
    });
  });

  it("can't write a workflow command into the log", async () => {
    await using world = await createWorld();
    const run = await world.run({ lists: "a\r\n::set-output name=x::y", title: "\n::error::z" });
    expect(run.exitCode).toBe(1);
    const commands = run.log.split(/\r?\n|\r/).filter((line) => line.startsWith("::"));
    expect(commands.filter((line) => !/^::(add-mask|error title=Wrong inputs)::/.test(line))).toEqual([]);
    expect(run.log.match(/^::error title=/gm)).toHaveLength(1);
  });
});

describe("a setting that is probably not meant", () => {
  it("is warned about: a key that is far too short, and entries of NO_PROXY that match nothing", async () => {
    await using world = await createWorld({ chat: { secretKey: "short-key" } });
    const run = await world.run({ lists: "all" }, { env: { NO_PROXY: "*.example.com" } });
    expect(run.log).toContain("::warning::`secret-key` has only 9 characters");
    expect(run.log).toContain("::warning::NO_PROXY: *.example.com matches nothing");
  });
});

describe("names that work", () => {
  it.each([
    ["a base and a branch with slashes, # and %", { base: "release/1.x#2", branch: "bot/chat%20ip#7" }],
    [
      "emoji in branch, path, title and label",
      { branch: "🤖/liste-é", path: "réseau/🔥", title: "🔥 liste", labels: "🔥 réseau" },
    ],
    ["a path with spaces and a leading dot", { path: ".network/chat ips" }],
    ["a long branch", { branch: `bot/${"x".repeat(200)}` }],
  ])(
    "%s",
    async (_case, inputs: {
      base?: string;
      branch?: string;
      path?: string;
      title?: string;
      labels?: string;
    }) => {
      await using world = await createWorld({ github: { labels: ["🔥 réseau"] } });
      if (inputs.base) await world.github.git("branch", inputs.base, "main");
      const lists = { lists: "webhook-china" };
      world.chat.setLists({ "webhook-china": ["43.128.0.0/24"] });
      const created = await world.run({ ...lists, ...inputs });
      expect(created.exitCode, created.log).toBe(0);
      expect(created.outputs["pull-request-operation"]).toBe("created");
      const branch = inputs.branch ?? "chat-ip/update";
      expect(await world.github.file(branch, `${inputs.path ?? "chat-ips"}/webhook-china.txt`)).toContain(
        "43.128.0.0/24",
      );
      world.chat.setLists({ "webhook-china": ["43.128.0.0/24", "43.129.0.0/24"] });
      expect((await world.run({ ...lists, ...inputs })).outputs["pull-request-operation"]).toBe("updated");
      const [pull] = world.github.pullRequests;
      expect(pull).toMatchObject({ head: branch, base: inputs.base ?? "main" });
      if (inputs.labels) expect(pull?.labels).toEqual([inputs.labels]);
      expect(world.github.violations).toEqual([]);
    },
  );
});

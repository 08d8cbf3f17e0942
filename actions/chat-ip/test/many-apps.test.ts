import { describe, expect, it } from "vitest";
import { appsInputs, type TestApp, testApps } from "./harness/apps.ts";
import { errorText } from "./harness/error-text.ts";
import { refusalHere, runHere } from "./harness/run-here.ts";
import { branch, expectSound, oneList, openPulls, operation, prefixes, writes } from "./harness/scenes.ts";
import { createWorld, isLate, type World } from "./harness/world.ts";

const lists = { "webhook-china": prefixes(10) };

/** Every app's list is committed, with nothing open. */
async function settledApps(count: number): Promise<{ world: World; apps: TestApp[] }> {
  const apps = testApps(count, lists);
  const world = await createWorld({ chat: { apps } });
  const first = await runHere(world, { ...oneList, ...appsInputs(apps, world.chat.url) });
  expect(first.pullRequest?.operation, errorText(first)).toBe("created");
  await world.github.merge(1, { deleteBranch: true });
  return { world, apps };
}

const fileOf = (name: string): string => `chat-ips/${name}/webhook-china.txt`;

/** What a person sees: the runner takes masks out of the log. */
const shown = ({
  log,
  errorLog = "",
  summary,
}: {
  log: string;
  errorLog?: string;
  summary: string;
}): string => `${log.replaceAll(/^::add-mask::.*$/gm, "")}${errorLog}${summary}`;

describe("many apps", () => {
  it("share one pull request, and each app has a folder of its own", async () => {
    const apps = testApps(4, lists);
    await using world = await createWorld({ chat: { apps } });
    const run = await world.run({ ...oneList, ...appsInputs(apps, world.chat.url) });
    expect(run.exitCode, run.log).toBe(0);
    expect(operation(run)).toBe("created");
    expect(JSON.parse(run.outputs["changed-lists"] ?? "")).toEqual(
      apps.map(({ name }) => `${name}/webhook-china`),
    );
    for (const { name } of apps)
      expect(await world.github.file(branch, fileOf(name))).toContain("43.128.9.0/24");
    expect(world.github.pullRequests).toHaveLength(1);
    // one tree and one commit for all
    if (!isLate) expect(writes(run)).toHaveLength(4);
    await expectSound(world);
  });

  it("are asked with their own keys, and no key or UserSig is shown", async () => {
    const apps = testApps(3, lists);
    await using world = await createWorld({ chat: { apps } });
    const run = await world.run({ ...oneList, ...appsInputs(apps, world.chat.url) });
    const asked = world.chat.requests.map(({ query, answeredCode }) => [query.sdkappid, answeredCode]);
    expect(asked.toSorted()).toEqual(apps.map(({ sdkAppId }) => [String(sdkAppId), 0]));
    const sigs = world.chat.requests.map(({ query }) => query.usersig ?? "");
    const said = `${shown(run)}${JSON.stringify(run.outputs)}${JSON.stringify(run.report)}${world.github.pullRequests[0]?.body}`;
    for (const secret of [...sigs, ...apps.map(({ secretKey }) => secretKey)]) {
      expect(run.log).toContain(`::add-mask::${secret}`);
      expect(said).not.toContain(secret);
    }
  });

  it.each([1, 2, 5, 200])("cost at most five requests to GitHub with nothing to do: %i", async (count) => {
    const { world, apps } = await settledApps(count);
    await using _ = world;
    const inputs = { ...oneList, ...appsInputs(apps, world.chat.url), "removals-wait": "24" };
    const before = world.github.requests.length;
    const outcome = await runHere(world, inputs);
    expect(outcome.pullRequest?.operation, errorText(outcome)).toBe("none");
    expect(outcome.lists.map(({ status }) => status)).toEqual(apps.map(() => "current"));
    expect(world.github.requests.length - before).toBeLessThanOrEqual(5);
  });

  it("read a file that many hold alike once, and write one tree", async () => {
    const { world, apps } = await settledApps(6);
    await using _ = world;
    world.chat.setLists({ "webhook-china": prefixes(11) });
    const before = world.github.requests.length;
    await runHere(world, { ...oneList, ...appsInputs(apps, world.chat.url) });
    const asked = world.github.requests
      .slice(before)
      .map(({ method, path }) => `${method} ${path.split("/").slice(4, 6).join("/")}`);
    expect(asked.filter((one) => one === "GET git/blobs")).toHaveLength(1);
    expect(asked.filter((one) => one === "POST git/trees")).toHaveLength(1);
    expect(asked.filter((one) => one === "POST git/commits")).toHaveLength(1);
  });

  it("go on if one fails and one is held back", async () => {
    const { world, apps } = await settledApps(5);
    await using _ = world;
    const [fails, held, ...others] = apps;
    if (!fails || !held) throw new Error("there are five apps");
    world.chat.setLists({ "webhook-china": prefixes(11) });
    world.chat.setLists({ "webhook-china": prefixes(2) }, { sdkAppId: held.sdkAppId });
    const inputs = appsInputs([{ ...fails, secretKey: "of-another-app" }, held, ...others], world.chat.url);
    const run = await runHere(world, { ...oneList, ...inputs });
    expect(run.exitCode).toBe(1);
    expect(operation(run)).toBe("created");
    expect(JSON.parse(run.outputs["changed-lists"] ?? "")).toEqual(
      others.map(({ name }) => `${name}/webhook-china`),
    );
    expect(JSON.parse(run.outputs["failed-lists"] ?? "")).toEqual([
      `${fails.name}/webhook-china`,
      `${held.name}/webhook-china`,
    ]);
    for (const { name } of others)
      expect(await world.github.file(branch, fileOf(name))).toContain("43.128.10.0");
    for (const { name } of [fails, held])
      expect(await world.github.file(branch, fileOf(name))).not.toContain("43.128.10.0");
    await expectSound(world);
  });

  it("that fail for one cause share an error, and are all in the output", async () => {
    const apps = testApps(25, lists);
    await using world = await createWorld({ chat: { apps } });
    const wrong = apps.map((app) => ({ ...app, secretKey: "of-another-app" }));
    const run = await runHere(world, { ...oneList, ...appsInputs(wrong, world.chat.url) });
    expect(run.exitCode).toBe(1);
    expect(JSON.parse(run.outputs["failed-lists"] ?? "")).toHaveLength(25);
    expect(shown(run)).not.toContain("of-another-app");
    // One cause, one annotation.
    expect(run.log.match(/^::error/gm)).toHaveLength(1);
    expect(run.log).toMatch(/^::error title=Could not check any list::/m);
  });

  it("have answers let through by app and list", async () => {
    const { world, apps } = await settledApps(2);
    await using _ = world;
    world.chat.setLists({ "webhook-china": prefixes(2) });
    const inputs = { ...oneList, ...appsInputs(apps, world.chat.url) };
    const held = await runHere(world, inputs);
    const [first] = held.lists;
    if (!first || first.status === "failed") throw new Error("it was loaded");
    expect(first.heldRemovals).not.toEqual([]);
    const allowed = { "allow-suspicious": `app-001/webhook-china@${first.answerDigest}` };
    const run = await runHere(world, { ...inputs, ...allowed });
    expect(run.lists.map(({ status }) => status)).toEqual(["drift", "current"]);
  });

  it("have guardrails, lists and folders of their own", async () => {
    const apps = testApps(2, { "webhook-china": prefixes(10), all: prefixes(3) });
    await using world = await createWorld({ chat: { apps } });
    const more = { "app-002": { path: "./own/place/", lists: ["all"], formats: ["nginx"] } };
    const outcome = await runHere(world, { ...oneList, ...appsInputs(apps, world.chat.url, more) });
    expect(outcome.lists.map(({ app, list, path }) => [app, list, path])).toEqual([
      ["app-001", "webhook-china", "chat-ips/app-001"],
      ["app-002", "all", "own/place"],
    ]);
    expect(await world.github.file(branch, "own/place/all.nginx.conf")).toContain("43.128.2.0/24");
  });

  it("may be written as YAML, and have UserSigs in the place of keys", async () => {
    const [app] = testApps(1, lists);
    if (!app) throw new Error("there is an app");
    await using world = await createWorld({ chat: { apps: [app] } });
    const apps = `# our apps\n- name: shop\n  sdk-app-id: ${app.sdkAppId}\n  endpoint: ${world.chat.url}\n`;
    const run = await world.run({ ...oneList, apps, "secret-keys": `\n shop = ${app.secretKey} \r\n` });
    expect(run.exitCode, run.log).toBe(0);
    const sig = world.chat.requests[0]?.query.usersig ?? "";
    const again = await world.run({ ...oneList, apps, "user-sigs": `shop=${sig}` });
    expect(operation(again)).toBe("unchanged");
    expect(again.log).toContain(`::add-mask::${sig}`);
    expect(shown(again)).not.toContain(sig);
  });
});

describe("a run for many apps that dies", () => {
  const points = [1, 2, 3, 4].flatMap((nth) => [
    { nth, kind: "drop-before" as const, when: "before" as const },
    { nth, kind: "drop-after" as const, when: "after" as const },
  ]);

  it.each(points)("is taken up by the next run: $when write $nth", async ({ nth, kind, when }) => {
    const { world, apps } = await settledApps(3);
    await using _ = world;
    world.chat.setLists({ "webhook-china": prefixes(11) });
    const inputs = { ...oneList, ...appsInputs(apps, world.chat.url) };
    const dead = await world.run(inputs, {
      onStart(kill) {
        world.github.addFault({ nth, method: "POST", kind: "run", when, run: kill });
        world.github.addFault({ nth, method: "POST", kind });
      },
    });
    expect(dead.signal).toBe("SIGKILL");
    world.github.clearFaults();
    const run = await runHere(world, inputs);
    expect(["created", "unchanged"]).toContain(run.pullRequest?.operation);
    expect(openPulls(world)).toHaveLength(1);
    for (const { name } of apps)
      expect(await world.github.file(branch, fileOf(name))).toContain("43.128.10.0");
    expect((await runHere(world, inputs)).pullRequest?.operation).toBe("unchanged");
    await expectSound(world);
  });
});

const key = "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e";
const shop = "{name: shop, sdk-app-id: 1, region: china}";

describe("mistakes in `apps`", () => {
  it.each<[string, Record<string, string>, RegExp]>([
    ["YAML that is none", { apps: "- name: [" }, /`apps` is not valid YAML or JSON in line 1/],
    ["a field twice", { apps: "- name: shop\n  name: other" }, /`apps` is not valid YAML or JSON in line 2/],
    ["one app without a list", { apps: shop }, /must be a list of 1 to 500 apps/],
    ["no app", { apps: "[]" }, /must be a list of 1 to 500 apps, but is 0 entries/],
    ["an app that is text", { apps: "[shop]" }, /entry 1: must be an object/],
    [
      "a name with a capital",
      { apps: "[{name: Shop, sdk-app-id: 1, region: china}]" },
      /entry 1: needs a `name`/,
    ],
    ["a name twice", { apps: `[${shop}, ${shop}]` }, /app `shop`: the name is used twice/],
    [
      "a misspelt field",
      { apps: "[{name: shop, sdk-app-id: 1, regoin: china}]" },
      /"regoin" is not a field\. Did you mean `region`\?/,
    ],
    [
      "a key in it",
      { apps: `[{name: shop, sdk-app-id: 1, region: china, secret-key: ${key}}]` },
      /`secret-key` doesn't belong here/,
    ],
    ["no app id", { apps: "[{name: shop, region: china}]" }, /`sdk-app-id` is missing/],
    [
      "a quoted app id",
      { apps: '[{name: shop, sdk-app-id: "1", region: china}]' },
      /Write it without quotes/,
    ],
    ["no region", { apps: "[{name: shop, sdk-app-id: 1}]" }, /set either `region` or `endpoint`/],
    [
      "region and endpoint",
      { apps: "[{name: shop, sdk-app-id: 1, region: china, endpoint: x}]" },
      /are both set/,
    ],
    [
      "a misspelt region",
      { apps: "[{name: shop, sdk-app-id: 1, region: chna}]" },
      /`region`: "chna" is not one of .* Did you mean `china`\?/,
    ],
    [
      "a misspelt list",
      { apps: "[{name: shop, sdk-app-id: 1, region: china, lists: [al]}]" },
      /`lists`: "al" is not one of .* Did you mean `all`\?/,
    ],
    [
      "lists as text",
      { apps: "[{name: shop, sdk-app-id: 1, region: china, lists: all}]" },
      /`lists` must be a list/,
    ],
    [
      "an endpoint of somebody else's",
      { apps: "[{name: shop, sdk-app-id: 1, endpoint: https://chat.example.com}]" },
      /not one of the vendor's hosts.*`allow-endpoint: true`/,
    ],
    [
      "a folder outside",
      { apps: "[{name: shop, sdk-app-id: 1, region: china, path: ../x}]" },
      /`path` leaves the repository/,
    ],
    [
      "a share above all",
      { apps: "[{name: shop, sdk-app-id: 1, region: china, max-removed-percent: 101}]" },
      /`max-removed-percent` must be a number from 0 to 100, not 101/,
    ],
    [
      "an identifier with a line break",
      { apps: '[{name: shop, sdk-app-id: 1, region: china, identifier: "a\\nb"}]' },
      /identifier/,
    ],
    ["no key", { apps: `[${shop}]`, "secret-keys": "" }, /`secret-keys` has no line for `shop`/],
    ["a key alone", { apps: `[${shop}]`, "secret-keys": key }, /`secret-keys`: line 1 must be `name=key`/],
    [
      "key and name the wrong way round",
      { apps: `[${shop}]`, "secret-keys": `${key}=shop` },
      /`secret-keys`: line 1 must be `name=key`/,
    ],
    [
      "keys as JSON",
      { apps: `[${shop}]`, "secret-keys": `{"shop": "${key}"}` },
      /`secret-keys`: line 1 must be `name=key`/,
    ],
    [
      "a key of no app",
      { apps: `[${shop}]`, "secret-keys": `shop=${key}\nshpo=${key}` },
      /line 2: there is no app `shpo` in `apps`\. Did you mean `shop`\?/,
    ],
    [
      "two keys of an app",
      { apps: `[${shop}]`, "secret-keys": `shop=${key}\nshop=${key}` },
      /line 2: the app `shop` has a key or UserSig already/,
    ],
    [
      "key and UserSig",
      { apps: `[${shop}]`, "user-sigs": "shop=eJw-abcdefgh" },
      /`user-sigs` line 1: the app `shop` has a key/,
    ],
    [
      "a key with a space",
      { apps: `[${shop}]`, "secret-keys": `shop=${key} ${key}` },
      /`secret-keys` line 1 \(app `shop`\) must not contain whitespace/,
    ],
    [
      "one app's inputs beside it",
      { apps: `[${shop}]`, "secret-key": key, region: "china" },
      /`apps` is set, and so is `secret-key`, `region`/,
    ],
    [
      "an answer without its app",
      { apps: `[${shop}]`, "allow-suspicious": "all@3fa9c1d20b7e" },
      /write `app\/list@digest`/,
    ],
    [
      "an answer of no app",
      { apps: `[${shop}]`, "allow-suspicious": "shpo/all@3fa9c1d20b7e" },
      /Did you mean `shop`\?/,
    ],
    [
      "an answer without digest",
      { apps: `[${shop}]`, "allow-suspicious": "shop/all" },
      /Write `shop\/all@digest`/,
    ],
    ["keys without apps", { apps: "", "secret-keys": `shop=${key}` }, /`secret-keys` is set without `apps`/],
  ])("are refused before any request, and no key is shown: %s", async (_case, inputs, message) => {
    await using world = await createWorld();
    const run = await refusalHere(world, { "secret-keys": `shop=${key}`, ...inputs });
    expect(run.exitCode).toBe(1);
    expect(shown(run)).toMatch(message);
    expect(shown(run)).not.toContain(key);
    expect(world.github.requests).toEqual([]);
    expect(world.chat.requests).toEqual([]);
  });

  it.each<[string, string]>([
    ["x", "./x"],
    ["x", "x/"],
    ["x", "X"],
    ["r\u00e9seau", "re\u0301seau"],
    ["chat-ips/support", ""],
  ])("two apps can't share a folder: %j and %j", async (one, other) => {
    await using world = await createWorld();
    const app = { "sdk-app-id": 1, region: "china" };
    const apps = [
      { name: "shop", ...app, path: one },
      { name: "support", ...app, ...(other === "" ? {} : { path: other }) },
    ];
    const run = await refusalHere(world, {
      apps: JSON.stringify(apps),
      "secret-keys": `shop=${key}\nsupport=${key}`,
    });
    expect(shown(run)).toMatch(/`shop` and `support` share the folder/);
    expect(world.chat.requests).toEqual([]);
  });

  it("are all named at once", async () => {
    await using world = await createWorld();
    const apps =
      "[{name: shop, regoin: china, lists: [al]}, {name: Bad}, {name: bot, sdk-app-id: x, region: y}]";
    const run = await world.run({ apps, "secret-keys": `shop=${key}\n${key}`, mode: "maybe" });
    expect(run.requests).toEqual([]);
    for (const part of [
      "regoin",
      "`lists`",
      "sdk-app-id",
      "entry 2",
      "`region`",
      "line 2",
      "`bot`",
      "`mode`",
    ])
      expect(shown(run)).toContain(part);
    expect(shown(run)).not.toContain(key);
    expect(run.log.match(/^::error/gm)).toHaveLength(1);
  });
});

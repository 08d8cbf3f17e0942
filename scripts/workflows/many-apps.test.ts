import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { repositoryRoot } from "../report-problems.ts";

let folder: string;
let script: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "chat-ip-many-apps-"));
  const workflow = parse(
    await readFile(join(repositoryRoot, ".github/workflows/chat-ips-many-apps.yml"), "utf8"),
  );
  script = join(folder, "plan.cjs");
  await writeFile(script, workflow.jobs.plan.steps[0].run);
});

afterAll(() => rm(folder, { recursive: true }));

/** Runs the workflow's first step as a runner does, and gives its log and what it put out. */
async function plan(apps: unknown): Promise<{ log: string; apps: unknown }> {
  const output = join(folder, "output");
  await writeFile(output, "");
  const text = typeof apps === "string" ? apps : JSON.stringify(apps);
  const log = await new Promise<string>((resolve) =>
    execFile(
      process.execPath,
      [script],
      { env: { APPS: text, GITHUB_OUTPUT: output } },
      (_error, stdout, stderr) => resolve(`${stdout}${stderr}`),
    ),
  );
  const written = await readFile(output, "utf8");
  return { log, apps: written === "" ? null : JSON.parse(written.replace(/^apps=/, "")) };
}

const shop = { name: "shop", "sdk-app-id": 1400000001, region: "china", secret: "CHAT_KEY_SHOP" };

describe("the plan of the workflow for many apps", () => {
  it("fills in what an app leaves out", async () => {
    expect(await plan([shop])).toEqual({
      log: "",
      apps: [
        {
          name: "shop",
          "sdk-app-id": "1400000001",
          secret: "CHAT_KEY_SHOP",
          region: "china",
          endpoint: "",
          environment: "",
          identifier: "administrator",
          lists: "all, native-china, native-global, web-china, web-global, webhook-china, webhook-global",
          path: "chat-ips/shop",
          "allow-endpoint": "false",
          aggregate: "false",
          formats: "",
          "max-removed-percent": "30",
          "max-added-percent": "300",
          "removals-wait": "24",
        },
      ],
    });
  });

  it("passes on what an app sets, as the text of an input", async () => {
    const set = {
      lists: ["all", "web-china"],
      aggregate: true,
      "max-removed-percent": 12.5,
      formats: ["nginx"],
    };
    expect((await plan([{ ...shop, ...set }])).apps).toMatchObject([
      { lists: "all, web-china", aggregate: "true", "max-removed-percent": "12.5", formats: "nginx" },
    ]);
  });

  it("knows the fields of the schema, and passes each on to the Action", async () => {
    const schema = JSON.parse(await readFile(join(repositoryRoot, "docs/apps.schema.json"), "utf8"));
    const [entry] = (await plan([shop])).apps as Record<string, string>[];
    const { secret: _, environment: __, ...fields } = entry ?? {};
    expect(Object.keys(fields).sort()).toEqual(Object.keys(schema.items.properties).sort());
    const workflow = parse(
      await readFile(join(repositoryRoot, ".github/workflows/chat-ips-many-apps.yml"), "utf8"),
    );
    const given = Object.keys(workflow.jobs["chat-ips"].steps[0].with);
    expect(given).toEqual(expect.arrayContaining(Object.keys(fields).filter((name) => name !== "name")));
  });

  it("has the Action's defaults", async () => {
    const action = parse(await readFile(join(repositoryRoot, "actions/chat-ip/action.yml"), "utf8"));
    const [entry] = (await plan([shop])).apps as Record<string, string>[];
    for (const [name, value] of Object.entries(entry ?? {})) {
      const fallback = action.inputs[name]?.default;
      if (fallback !== undefined && name !== "path") expect([name, value]).toEqual([name, fallback]);
    }
  });

  it("takes 256 apps, as many as a matrix has jobs", async () => {
    const apps = Array.from({ length: 256 }, (_, index) => ({ ...shop, name: `app-${index}` }));
    expect((await plan(apps)).apps).toHaveLength(256);
  });

  it.each([
    ["text that is not JSON", "[{", "not JSON"],
    ["JSON that is no array", "{}", "not an array"],
    ["an empty list", [], "has 0 entries"],
    [
      "257 apps",
      Array.from({ length: 257 }, (_, index) => ({ ...shop, name: `app-${index}` })),
      "Split the list",
    ],
    ["an entry that is no object", ["shop"], "entry 1 is not an object"],
    ["a name that would leave its folder", [{ ...shop, name: "../shop" }], "`name` must be"],
    ["two apps of one name", [shop, shop], "used twice"],
    [
      "two apps in one folder",
      [
        { ...shop, path: "ips" },
        { ...shop, name: "b", path: "ips/" },
      ],
      "share the `path`",
    ],
    ["an id that is no number", [{ ...shop, "sdk-app-id": "shop" }], "`sdk-app-id` must be a number"],
    ["a key where its name should be", [{ ...shop, secret: "5bd2850f-ff" }], "not its value"],
    ["neither region nor endpoint", [{ ...shop, region: "" }], "either `region` or `endpoint`"],
    [
      "both region and endpoint",
      [{ ...shop, endpoint: "https://a.example" }],
      "either `region` or `endpoint`",
    ],
    ["lists as text", [{ ...shop, lists: "all" }], "`lists` must be an array of names"],
    ["a number as text", [{ ...shop, "removals-wait": "24" }], "`removals-wait` must be a number"],
    ["a misspelt field", [{ ...shop, regoin: "china" }], "`regoin` is not a field"],
  ])("refuses %s, and plans nothing", async (_name, apps, problem) => {
    const result = await plan(apps);
    expect(result.log).toMatch(/^::error::/);
    expect(result.log).toContain(problem);
    expect(result.apps).toBeNull();
  });

  it("never prints a value that stands where a secret's name belongs", async () => {
    const key = "5bd2850fff3ecb11-d7c805251c51";
    expect((await plan([{ ...shop, secret: key }])).log).not.toContain(key);
  });

  it("keeps a line break in the input from starting a workflow command", async () => {
    const { log } = await plan([{ ...shop, "x\n::add-mask::y": 1 }]);
    expect(log.split("\n").filter((line) => line.startsWith("::"))).toHaveLength(1);
    expect(log).not.toMatch(/^::add-mask/m);
  });
});

import { readFile } from "node:fs/promises";
import { sampleAnswers } from "@chat-ip/emulator";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { testApps } from "./harness/apps.ts";
import { operation, prefixes } from "./harness/scenes.ts";
import { createWorld } from "./harness/world.ts";

const file = (path: string): Promise<string> =>
  readFile(new URL(`../../../${path}`, import.meta.url), "utf8");

const example = (name: string): Promise<string> => file(`examples/${name}/.github/workflows/chat-ips.yml`);

/** The inputs of a workflow's first step, with the values of its secrets and variables, and the emulator in place of a region. */
function inputsOf(
  workflow: string,
  values: Readonly<Record<string, string>>,
  endpoint: string,
): Record<string, string> {
  const [job]: { steps: { with: Record<string, unknown> }[] }[] = Object.values(parse(workflow).jobs);
  const entries = Object.entries(job?.steps[0]?.with ?? {}).map(([name, value]) => [
    name === "region" ? "endpoint" : name,
    name === "region"
      ? endpoint
      : String(value)
          .replace(/\$\{\{ (?:secrets|vars)\.(\w+) \}\}/, (_, used: string) => values[used] ?? "")
          .replaceAll(/^( *)region: \S+$/gm, `$1endpoint: ${endpoint}`),
  ]);
  return Object.fromEntries(entries);
}

it("examples/workflow is this repository's own workflow", async () => {
  expect(await file("examples/workflow/.github/workflows/chat-ips.yml")).toBe(
    await file(".github/workflows/chat-ips.yml"),
  );
});

it("examples/workflow opens a pull request with all lists", async () => {
  await using world = await createWorld({
    chat: { lists: { "webhook-global": prefixes(3), all: prefixes(5) } },
  });
  const { chat, github } = world;
  const values = { CHAT_SDK_APP_ID: String(chat.sdkAppId), CHAT_SECRET_KEY: chat.secretKey };
  const run = await world.run(inputsOf(await example("workflow"), values, chat.url));
  expect(operation(run), run.log).toBe("created");
  expect(await github.file("chat-ip/update", "chat-ips/webhook-global.txt")).toContain("43.128.2.0/24");
});

it("examples/many-apps opens one pull request for both apps", async () => {
  const [shop, support] = testApps(2, {
    "webhook-china": prefixes(3),
    "native-china": prefixes(4),
    "webhook-global": prefixes(5),
  });
  const apps = [shop, support].flatMap((app) => app ?? []);
  await using world = await createWorld({ chat: { apps } });
  const values = { CHAT_SECRET_KEYS: `shop=${shop?.secretKey}\nsupport=${support?.secretKey}\n` };
  const run = await world.run(inputsOf(await example("many-apps"), values, world.chat.url));
  expect(run.exitCode, run.log).toBe(0);
  expect(JSON.parse(run.outputs["changed-lists"] ?? "")).toEqual([
    "shop/native-china",
    "shop/webhook-china",
    "support/webhook-global",
  ]);
  expect(await world.github.file("chat-ip/update", "chat-ips/support/webhook-global.nginx.conf")).toContain(
    "43.128.4.0/24",
  );
});

it("docs/recipes/check-only.md reports drift, ends green and writes nothing", async () => {
  await using world = await createWorld({ chat: { lists: sampleAnswers({ day: 1 }) } });
  const { chat } = world;
  const [, workflow = ""] = /^```yaml\n(.*?)^```$/ms.exec(await file("docs/recipes/check-only.md")) ?? [];
  const values = { CHAT_SDK_APP_ID: String(chat.sdkAppId), CHAT_SECRET_KEY: chat.secretKey };
  const run = await world.run(inputsOf(workflow, values, chat.url));
  expect(run.exitCode, run.log).toBe(0);
  expect(run.outputs.drift).toBe("true");
  expect(run.outputs["changed-lists"]).toContain("all");
  expect(run.requests.filter(({ method }) => method !== "GET")).toEqual([]);
});

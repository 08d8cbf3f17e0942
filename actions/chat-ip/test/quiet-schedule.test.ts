import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type RunHereSetup, runHere } from "./harness/run-here.ts";
import { oneList, settledWorld } from "./harness/scenes.ts";
import { isLate, type World } from "./harness/world.ts";

const dayMs = 86_400_000;
let world: World;
let folder: string;

beforeAll(async () => {
  world = await settledWorld();
  folder = await mkdtemp(join(tmpdir(), "chat-ip-event-"));
});
afterAll(() => Promise.all([world[Symbol.asyncDispose](), rm(folder, { recursive: true })]));

/** A run so many days after the newest commit on main, and an hour for what has passed since that. */
const runAfter = (days: number, setup: RunHereSetup = {}, inputs: Readonly<Record<string, string>> = {}) =>
  runHere(world, { ...oneList, ...inputs }, { now: () => Date.now() + days * dayMs + 3_600_000, ...setup });

/** Whether an annotation keeps backticks is tested with the annotations. */
const plain = (text: string): string => text.replaceAll("`", "");

/** A runner's event file, where only this of it matters. */
async function eventOf(repository: object): Promise<Readonly<Record<string, string>>> {
  const path = join(folder, "event.json");
  await writeFile(path, JSON.stringify({ schedule: "17 */6 * * *", repository }));
  return { GITHUB_EVENT_PATH: path };
}

it("warns from day 45, in the log and in the summary, without another request", async () => {
  const before = await runAfter(44);
  const after = await runAfter(45, { env: await eventOf({ private: false }) });
  expect(before.log).not.toContain("::warning");
  const words =
    "GitHub turns off the schedules of public repositories after 60 days without activity. This one may stop in 15 days.";
  expect(plain(after.log)).toContain(`The newest commit on main is 45 days old. ${words}`);
  expect(after.summary).toContain(words);
  expect(after.exitCode).toBe(0);
  if (!isLate) expect(after.requests).toHaveLength(before.requests.length);
});

it("says so in Chinese, in check mode, and from day 60 on", async () => {
  const { log } = await runAfter(75, {}, { language: "zh-CN", mode: "check" });
  expect(plain(log)).toContain("main 上最新的提交已是 75 天前。");
  expect(log).toContain("如果此仓库是公开的，其定时运行随时可能停止。");
});

it("doesn't warn where the schedule is in no danger", async () => {
  const quiet = await Promise.all([
    runAfter(50, { env: { GITHUB_EVENT_NAME: "workflow_dispatch" } }),
    runAfter(50, { env: await eventOf({ private: true, default_branch: "main" }) }),
  ]);
  for (const { log, exitCode } of quiet) {
    expect(exitCode, log).toBe(0);
    expect(log).not.toContain("::warning");
  }
});

it("doesn't warn where another branch than the schedule's is the base", async () => {
  await world.github.git("branch", "firewall", "main");
  const { log, exitCode } = await runAfter(50, {}, { base: "firewall", branch: "chat-ip/firewall" });
  expect(exitCode, log).toBe(0);
  expect(log).not.toContain("::warning");
});

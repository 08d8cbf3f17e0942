import { describe, expect, it } from "vitest";
import { limitAsks } from "../src/lists/limit-asks.ts";
import type { LiveList } from "../src/lists/live-list.ts";
import type { AskList } from "../src/ports/ask-list.ts";
import { createWorld, prefixes, type World } from "./world.ts";

const branch = "chat-ip/update";
const names = ["bot", "shop", "support"];
const list = "webhook-china";
const fileOf = (app: string): string => `chat-ips/${app}/${list}.txt`;

/** Each app has ten prefixes committed, and removals wait as long as `removalsWaitHours` says. */
async function settledApps(removalsWaitHours = 0): Promise<World> {
  const world = createWorld();
  world.folders = names.map((app) => ({ app, path: `chat-ips/${app}` }));
  world.listSettings = { removalsWaitHours };
  world.answers = { [list]: prefixes(20) };
  await world.run();
  await world.host.mergePull(1);
  await world.host.forge.deleteBranch(branch, (await world.host.forge.branchTip(branch)) ?? "");
  return world;
}

const proposed = async (world: World, app: string): Promise<number> =>
  ((await world.host.file(branch, fileOf(app))) ?? "")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#")).length;

describe("many apps", () => {
  it("have the same list in folders of their own, and one pull request", async () => {
    const world = await settledApps();
    world.answers = { [list]: prefixes(21) };
    const writes = world.host.writes.length;
    const { pullRequest, lists } = await world.run();
    expect(pullRequest?.operation).toBe("created");
    expect(lists.map(({ app, path, status }) => [app, path, status])).toEqual(
      names.map((app) => [app, `chat-ips/${app}`, "drift"]),
    );
    expect(await Promise.all(names.map((app) => proposed(world, app)))).toEqual([21, 21, 21]);
    expect(world.host.writes.slice(writes)).toEqual(["writeBranch", "openPullRequest"]);
  });

  it("go on if one fails and one is held back; their files stay as they are", async () => {
    const world = await settledApps();
    world.appAnswers = {
      bot: { [list]: "fails" },
      shop: { [list]: [] },
      support: { [list]: prefixes(21) },
    };
    const { pullRequest, lists, error } = await world.run();
    expect(error).toBeNull();
    expect(pullRequest?.operation).toBe("created");
    expect(lists.map(({ status }) => status)).toEqual(["failed", "held-back", "drift"]);
    expect(await Promise.all(names.map((app) => proposed(world, app)))).toEqual([20, 20, 21]);
  });

  it("keep what is proposed for an app while another run can't ask for it", async () => {
    const world = await settledApps();
    world.answers = { [list]: prefixes(21) };
    await world.run();
    world.appAnswers = { shop: { [list]: "fails" } };
    world.answers = { [list]: prefixes(22) };
    const { pullRequest, carried } = await world.run();
    expect(pullRequest?.operation).toBe("updated");
    expect(carried.map(({ app }) => app)).toEqual(["shop"]);
    expect(await Promise.all(names.map((app) => proposed(world, app)))).toEqual([22, 21, 22]);
  });

  it("wait for removals each by itself", async () => {
    const world = await settledApps(24);
    world.appAnswers = { shop: { [list]: prefixes(19) } };
    await world.run();
    world.clock.pass(12);
    world.appAnswers = { shop: { [list]: prefixes(19) }, bot: { [list]: prefixes(19) } };
    expect((await world.run()).pullRequest?.operation).toBe("none");
    world.clock.pass(12);
    const { pullRequest, lists } = await world.run();
    expect(pullRequest?.operation).toBe("created");
    expect(lists.map(({ status }) => status)).toEqual(["current", "drift", "current"]);
    expect(await Promise.all(names.map((app) => proposed(world, app)))).toEqual([20, 19, 20]);
    expect(lists.map((one) => (one.status === "failed" ? -1 : one.waiting.length))).toEqual([1, 0, 0]);
  });

  it("stop at a person's commit on the branch, as one app does", async () => {
    const world = await settledApps();
    world.answers = { [list]: prefixes(21) };
    await world.run();
    await world.host.commit({ branch, files: { [fileOf("shop")]: "43.128.0.0/24\n" }, message: "By hand" });
    world.answers = { [list]: prefixes(22) };
    expect((await world.run()).pullRequest?.operation).toBe("blocked");
    expect(await proposed(world, "shop")).toBe(1);
  });

  it("close their pull request once no app drifts any more", async () => {
    const world = await settledApps();
    world.appAnswers = { bot: { [list]: prefixes(21) } };
    await world.run();
    world.appAnswers = {};
    expect((await world.run()).pullRequest?.operation).toBe("closed");
  });

  it("can be joined by another, and left", async () => {
    const world = await settledApps();
    world.folders = [...world.folders.slice(1), { app: "till", path: "elsewhere/till" }];
    const { pullRequest } = await world.run();
    expect(pullRequest?.operation).toBe("created");
    expect(await world.host.file(branch, `elsewhere/till/${list}.txt`)).toContain("43.128.19.0/24");
    // A folder that is no longer asked for stays as it is.
    expect(await proposed(world, "bot")).toBe(20);
  });
});

describe("the limit of a run", () => {
  const failed = (key: Parameters<AskList>[0]): LiveList => ({
    ok: false,
    key,
    durationMs: 1,
    failure: { kind: "not-confirmed", code: null, secondLook: true },
  });

  it.each([1, 3, 8, 100])("lets so many questions be under way at most: %i", async (most) => {
    let [underWay, highest] = [0, 0];
    const ask = limitAsks(async (key) => {
      highest = Math.max(highest, ++underWay);
      await new Promise(setImmediate);
      underWay--;
      return failed(key);
    }, most);
    const keys = Array.from({ length: 20 }, (_, index) => ({ app: `${index}`, list, path: "x" }) as const);
    const answers = await Promise.all(keys.map((key) => ask(key)));
    expect(answers.map(({ key }) => key.app)).toEqual(keys.map(({ app }) => app));
    expect(highest).toBe(Math.min(most, keys.length));
  });

  it("goes on after a question that throws", async () => {
    const ask = limitAsks(async (key) => {
      if (key.app === "bad") throw new Error("a fault of ours");
      return failed(key);
    }, 1);
    const asked = ["bad", "bad", "good"].map((app) => ask({ app, list, path: "x" }));
    expect((await Promise.allSettled(asked)).map(({ status }) => status)).toEqual([
      "rejected",
      "rejected",
      "fulfilled",
    ]);
  });
});

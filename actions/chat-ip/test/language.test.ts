import { describe, expect, it } from "vitest";
import { runHere } from "./harness/run-here.ts";
import { oneList, operation, prefixes, proposedWorld, pull, writes } from "./harness/scenes.ts";
import { createWorld } from "./harness/world.ts";

describe("the language", () => {
  it("rewrites an open body once when it changes, and nothing else", async () => {
    await using world = await proposedWorld();
    const { title, body } = pull(world, 2);
    const chinese = { ...oneList, language: "zh-CN" };
    const run = await world.run(chinese);
    expect(operation(run), run.log).toBe("unchanged");
    expect(writes(run)).toHaveLength(1);
    expect(pull(world, 2).title).toBe(title);
    expect(pull(world, 2).body).toContain("合并之前");
    expect(run.summary).toContain("Chat IP 白名单");
    expect(writes(await runHere(world, chinese))).toEqual([]);
    expect(writes(await runHere(world, oneList))).toHaveLength(1);
    expect(pull(world, 2).body).toContain(body.split("\n")[1] ?? "?");
  });

  it("reaches remedies and annotations", async () => {
    await using world = await createWorld();
    world.chat.setLists({ "webhook-china": prefixes(3) });
    const run = await runHere(world, { ...oneList, language: "zh-CN", "secret-key": "x".repeat(64) });
    expect(run.exitCode).toBe(1);
    expect(run.log).toMatch(/^::error title=未能检查任何列表::.*API 错误码 70\d{3}/m);
    expect(run.summary).toContain("处理方法");
  });

  it("is one of two", async () => {
    await using world = await createWorld();
    const run = await world.run({ ...oneList, language: "fr" });
    expect(run.exitCode).toBe(1);
    expect(run.summary).toContain('`language` must be `en` or `zh-CN`, not "fr"');
  });
});

describe("a run that can't say anything about the lists", () => {
  it("calls nothing unchanged where every request failed, and says why once", async () => {
    await using world = await createWorld();
    const run = await runHere(world, { "secret-key": "x".repeat(64) });
    expect(run.exitCode).toBe(1);
    expect(run.outputs.drift).toBe("");
    expect(run.outputs.grade).toBe("");
    expect(run.summary).toContain(
      "**Could not check any list: all 7 requests failed.** Nothing was compared and nothing was changed.",
    );
    expect(run.summary).not.toMatch(/no change|nothing to do/i);
    expect(run.log.match(/^::error/gm)).toHaveLength(1);
    expect(run.summary.match(/What to do/g)).toHaveLength(1);
  });

  it("has every problem with its inputs in the job summary", async () => {
    await using world = await createWorld();
    const run = await world.run({ "sdk-app-id": "", lists: "webhook-mars" });
    expect(run.summary).toContain("## Chat IP allowlists: wrong inputs");
    expect(run.summary).toContain("Variables (not Secrets)");
    expect(run.summary).toContain("webhook-mars");
    expect(run.log).toMatch(/^::error title=Wrong inputs::/m);
  });
});

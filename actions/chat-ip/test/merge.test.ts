import { describe, expect, it } from "vitest";
import { errorText } from "./harness/error-text.ts";
import { refusalHere, runHere } from "./harness/run-here.ts";
import {
  branch,
  expectSound,
  file,
  oneList,
  operation,
  prefixes,
  pull,
  settledWorld,
} from "./harness/scenes.ts";
import { createWorld, type World, type WorldOptions } from "./harness/world.ts";

const inputs = { ...oneList, "auto-merge": "routine" };
const parameters = {
  required_status_checks: [{ context: "build" }],
  strict_required_status_checks_policy: false,
};

/** Ten prefixes are committed, `main` requires a check, and an eleventh is listed. */
async function driftedWorld(options: WorldOptions = {}): Promise<World> {
  const world = await settledWorld(options);
  world.github.protect("main", { type: "required_status_checks", parameters });
  world.chat.setLists({ "webhook-china": prefixes(11) });
  return world;
}

/** The check of the pull request ends when GitHub is asked about it for the n-th time. */
function endCheck({ github }: World, nth: number, outcome: "success" | "failure"): void {
  const run = (): Promise<void> => github.setCheck(branch, "build", outcome);
  github.addFault({ nth, method: "GET", path: /pulls\/2$/, kind: "run", run });
}

describe("auto-merge", () => {
  it("merges in the run that opened it, once its check has passed", async () => {
    await using world = await driftedWorld();
    endCheck(world, 3, "success");
    const run = await runHere(world, inputs);
    expect(run.error).toBeNull();
    expect(run.pullRequest).toMatchObject({ operation: "merged", number: 2 });
    expect(run.pullRequest?.startsNoWorkflow).toBe(true);
    expect(await world.github.file("main", file)).toContain("43.128.10.0/24");
    expect((await runHere(world, inputs)).pullRequest?.operation).toBe("none");
    await expectSound(world);
  });

  it.each(["app", "personal"] as const)(
    "knows its own commits with the token of an account of kind `%s`",
    async (tokenKind) => {
      await using world = await driftedWorld({ github: { tokenKind } });
      endCheck(world, 3, "success");
      const run = await runHere(world, inputs);
      expect(run.pullRequest, errorText(run)).toMatchObject({ operation: "merged", onlyOurs: true });
      world.chat.setLists({ "webhook-china": prefixes(12) });
      expect((await runHere(world, inputs)).pullRequest).toMatchObject({
        operation: "created",
        onlyOurs: true,
      });
      const again = await runHere(world, inputs);
      expect(again.pullRequest).toMatchObject({
        operation: "unchanged",
        onlyOurs: true,
        mergeWaitsFor: "checks",
      });
    },
  );

  it("tells by an output what is waited for, and merges in a later run", async () => {
    await using world = await driftedWorld();
    expect((await runHere(world, inputs)).pullRequest?.mergeWaitsFor).toBe("checks");
    const waiting = await world.run(inputs);
    expect(operation(waiting), waiting.log).toBe("unchanged");
    expect(waiting.outputs).toMatchObject({ "merge-waits-for": "checks", "open-hours": "0" });
    await world.github.setCheck(branch, "build", "success");
    const run = await world.run(inputs);
    expect(operation(run), run.log).toBe("merged");
    expect(pull(world, 2).merged).toBe(true);
    await expectSound(world);
  });

  it("asks only for the merge of the commit that it judged", async () => {
    await using world = await driftedWorld();
    await runHere(world, inputs);
    const judged = await world.github.git("rev-parse", branch);
    await world.github.setCheck(branch, "build", "success");
    const push = (): Promise<string> =>
      world.github.commit({ branch, files: { "src/server.js": "listen()\n" } });
    world.github.addFault({
      nth: 1,
      method: "PUT",
      path: /merge$/,
      kind: "run",
      run: async () => void (await push()),
    });
    const run = await runHere(world, inputs);
    expect(run.pullRequest).toMatchObject({ operation: "unchanged", mergeWaitsFor: "mergeability" });
    expect(world.github.requests.find(({ method }) => method === "PUT")?.body).toEqual({
      sha: judged,
      merge_method: "squash",
    });
    expect(pull(world, 2).merged).toBe(false);
    expect((await runHere(world, inputs)).pullRequest).toMatchObject({
      operation: "unchanged",
      onlyOurs: false,
    });
    expect(pull(world, 2).merged).toBe(false);
  });

  it("waits for a check that failed", async () => {
    await using world = await driftedWorld();
    endCheck(world, 2, "failure");
    expect((await runHere(world, inputs)).pullRequest).toMatchObject({
      operation: "created",
      mergeWaitsFor: "checks",
    });
  });

  it("warns of a merge queue by its name", async () => {
    await using world = await driftedWorld();
    await runHere(world, inputs);
    await world.github.setCheck(branch, "build", "success");
    const body = {
      message: "Repository rule violations found\n\nChanges must be made through the merge queue\n\n",
    };
    world.github.addFault({ nth: 1, method: "PUT", path: /merge$/, kind: "refuse", status: 405, body });
    const { pullRequest, warnings } = await runHere(world, inputs);
    expect(pullRequest?.operation).toBe("unchanged");
    expect(warnings).toEqual([{ id: "merge-queue", number: 2, base: "main" }]);
  });

  it("costs seven requests more where it merges", async () => {
    await using world = await driftedWorld();
    await runHere(world, inputs);
    await world.github.setCheck(branch, "build", "success");
    const before = world.github.requests.length;
    await runHere(world, oneList);
    const without = world.github.requests.length - before;
    await runHere(world, inputs);
    // rules, branch; mergeability; the body as it is, and the intent in it; where the base stands; the merge
    expect(world.github.requests.length - before - 2 * without).toBe(7);
  });
});

it.each([
  [{ "auto-merge": "all" }, "`auto-merge` must be one of `none`, `additions`, `routine`"],
  [{ "merge-method": "fast-forward" }, "`merge-method` must be one of `squash`, `merge`, `rebase`"],
  [{ "remind-after": "soon" }, "`remind-after` must be a number from 0 to 720"],
  [{ "fail-after": "1000" }, "`fail-after` must be a number from 0 to 720"],
])("refuses what it doesn't understand: %j", async (given, words) => {
  await using world = await createWorld();
  expect((await refusalHere(world, { ...oneList, ...given })).log).toContain(words);
});

it("ends red where additions have waited for longer than `fail-after`", async () => {
  await using world = await driftedWorld();
  await runHere(world, oneList);
  const run = await runHere(world, { ...oneList, "remind-after": "0", "fail-after": "0" });
  expect(run.exitCode).toBe(1);
  expect(operation(run)).toBe("unchanged");
  expect(run.log).toContain("longer than `fail-after` (0) allows");
});

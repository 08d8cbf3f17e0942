import { describe, expect, it } from "vitest";
import { readBodyState } from "../src/decision/markers.ts";
import type { PullRequestSettings } from "../src/pull-request/settings.ts";
import type { RunOutcome } from "../src/run-outcome.ts";
import type { MemoryHost } from "./memory-forge.ts";
import { createWorld, prefixes, type World } from "./world.ts";

const branch = "chat-ip/update";
const file = "chat-ips/webhook-china.txt";

type Partly = Partial<PullRequestSettings>;

const routine: Partly = { merging: { when: "routine", method: "squash" } };
const additions: Partly = { merging: { when: "additions", method: "squash" } };

/** Ten prefixes are committed, and a check is required before anything is merged. */
async function settled(count = 10): Promise<World> {
  const world = createWorld();
  world.answers = { "webhook-china": prefixes(count) };
  await world.run();
  await world.host.mergePull(1);
  await world.host.forge.deleteBranch(branch, (await world.host.forge.branchTip(branch)) ?? "");
  world.host.requiresChecks = true;
  return world;
}

async function runWith(world: World, count: number, settings: Partly = routine): Promise<RunOutcome> {
  world.answers = { ...world.answers, "webhook-china": prefixes(count) };
  const outcome = await world.run(settings);
  expect(outcome.error).toBeNull();
  return outcome;
}

function pull({ host }: World, number: number): MemoryHost["pulls"][number] {
  const found = host.pulls.find((one) => one.number === number);
  if (!found) throw new Error(`there is no pull request #${number}`);
  return found;
}

const mergesOf = ({ host }: World): number => host.writes.filter((name) => name === "merge").length;

/** Does something just before each call of a method of the port. */
function before(
  { host }: World,
  method: "merge" | "mergeability" | "branchTip" | "editPullRequest",
  act: (call: number) => Promise<unknown>,
): void {
  const works = host.forge[method] as (...args: readonly unknown[]) => Promise<unknown>;
  let calls = 0;
  Object.assign(host.forge, {
    async [method](...args: readonly unknown[]) {
      calls += 1;
      await act(calls);
      return works(...args);
    },
  });
}

describe("merges without a person", () => {
  it("a routine change, in the run that opened it, at the commit that was judged", async () => {
    const world = await settled();
    const { pullRequest, listsMayMerge } = await runWith(world, 11);
    expect(listsMayMerge).toBe(true);
    expect(pullRequest).toMatchObject({
      operation: "merged",
      why: "merged-as-judged",
      number: 2,
      mergeWaitsFor: null,
      openHours: null,
    });
    expect(pull(world, 2).merged).toBe(true);
    expect((await runWith(world, 11)).pullRequest?.operation).toBe("none");
    expect((await runWith(world, 12)).pullRequest).toMatchObject({ operation: "merged", number: 3 });
  });

  it.each([
    ["with additions", additions, 11],
    ["with removals, where every routine change may", routine, 11],
  ] as const)("%s", async (_what, settings, count) => {
    const world = await settled(settings === additions ? 10 : 12);
    expect((await runWith(world, count, settings)).pullRequest?.operation).toBe("merged");
  });

  it("what an earlier run opened", async () => {
    const world = await settled();
    expect((await runWith(world, 11, {})).pullRequest?.operation).toBe("created");
    expect((await runWith(world, 11)).pullRequest?.operation).toBe("merged");
  });

  it("what this run brought up to date", async () => {
    const world = await settled();
    await runWith(world, 11, {});
    expect((await runWith(world, 12)).pullRequest?.operation).toBe("merged");
    expect(await world.host.file("main", file)).toContain("43.128.11.0/24");
  });

  it("once its checks have passed, within a minute", async () => {
    const world = await settled();
    world.host.waitsFor = "checks";
    const started = world.clock.now();
    before(world, "mergeability", async () => {
      if (world.clock.now() - started >= 30_000) world.host.waitsFor = null;
    });
    expect((await runWith(world, 11)).pullRequest?.operation).toBe("merged");
    expect(world.clock.now() - started).toBeLessThanOrEqual(60_000);
  });

  it("and records first what it is about to do, and how much that opens", async () => {
    const world = await settled();
    let recorded = "";
    before(world, "merge", async () => {
      recorded = pull(world, 2).body;
    });
    await runWith(world, 11);
    expect(readBodyState(recorded)).toMatchObject({
      merging: pull(world, 2).headSha,
      opened: "webhook-china:256:0,*:256:0",
    });
  });
});

describe("waits", () => {
  it.each(["checks", "review", "mergeability"] as const)(
    "for %s, a minute at the most, and says so",
    async (missing) => {
      const world = await settled();
      world.host.waitsFor = missing;
      const started = world.clock.now();
      const { pullRequest } = await runWith(world, 11);
      expect(pullRequest).toMatchObject({ operation: "created", mergeWaitsFor: missing, openHours: 0 });
      expect(world.clock.now() - started).toBe(60_000);
      expect(mergesOf(world)).toBe(0);
      world.host.waitsFor = null;
      expect((await runWith(world, 11)).pullRequest?.operation).toBe("merged");
    },
  );

  it("not at all in later runs, but for what the host is still working out", async () => {
    const world = await settled();
    world.host.waitsFor = "checks";
    await runWith(world, 11);
    const started = world.clock.now();
    expect((await runWith(world, 11)).pullRequest).toMatchObject({
      operation: "unchanged",
      mergeWaitsFor: "checks",
    });
    expect(world.clock.now()).toBe(started);
  });

  it("for a required check where the base has none, and says why", async () => {
    const world = await settled();
    world.host.requiresChecks = false;
    const { pullRequest, warnings } = await runWith(world, 11);
    expect(pullRequest).toMatchObject({ operation: "created", mergeWaitsFor: "no-required-check" });
    expect(warnings).toEqual([{ id: "no-required-check", number: 2, base: "main" }]);
  });
});

describe("never merges", () => {
  async function expectOpen(world: World, count: number, settings: Partly = routine): Promise<void> {
    const { pullRequest, listsMayMerge } = await runWith(world, count, settings);
    // What the body says rests on the same two facts, where the pull request and its body are ours.
    const isSaid = listsMayMerge && pullRequest?.onlyOurs === true;
    expect(isSaid && pull(world, 2).author === "github-actions[bot]" && pull(world, 2).body !== "").toBe(
      false,
    );
    expect(pullRequest?.operation).not.toBe("merged");
    expect(pullRequest?.mergeWaitsFor ?? null).toBeNull();
    expect(mergesOf(world)).toBe(0);
  }

  it("unless it was asked to", async () => {
    await expectOpen(await settled(), 11, {});
  });

  it("a first version", async () => {
    const world = createWorld();
    world.host.requiresChecks = true;
    await expectOpen(world, 10);
  });

  it("a change to be looked at closely", async () => {
    await expectOpen(await settled(), 18);
  });

  it("a removal, where only additions may", async () => {
    await expectOpen(await settled(12), 11, additions);
  });

  it.each([
    ["failed", "fails"],
    ["is held back", []],
  ] as const)("where a list %s", async (_what, said) => {
    const world = await settled();
    world.answers = { "webhook-china": prefixes(11), "web-china": said };
    const { pullRequest, listsMayMerge } = await world.run(routine, ["webhook-china", "web-china"]);
    expect(pullRequest?.operation).toBe("created");
    expect(listsMayMerge).toBe(false);
    expect(mergesOf(world)).toBe(0);
  });

  it("where a committed line is not valid", async () => {
    const world = await settled();
    const committed = await world.host.file("main", file);
    await world.host.commit({ branch: "main", files: { [file]: `${committed}example.com\n` } });
    await expectOpen(world, 11);
  });

  it("where the pull request still changes a list that this run doesn't look at", async () => {
    const world = await settled();
    world.answers = { "webhook-china": prefixes(11), "web-china": prefixes(3) };
    await world.run({}, ["webhook-china", "web-china"]);
    await expectOpen(world, 11);
  });

  it("a person's commit", async () => {
    const world = await settled();
    await runWith(world, 11, {});
    await world.host.commit({ branch, files: { "src/server.js": "listen()\n" } });
    await expectOpen(world, 11);
    await expectOpen(world, 12);
  });

  it("what another account opened", async () => {
    const world = await settled();
    await runWith(world, 11, {});
    Object.assign(pull(world, 2), { author: "maintainer" });
    await expectOpen(world, 11);
  });

  it("where somebody took our part out of the body", async () => {
    const world = await settled();
    await runWith(world, 11, {});
    pull(world, 2).body = "";
    await expectOpen(world, 11);
  });

  it.each(["mergeability", "editPullRequest", "branchTip", "merge"] as const)(
    "a commit that somebody pushes before the step `%s`",
    async (step) => {
      const world = await settled();
      await runWith(world, 11, {});
      let theirs = "";
      before(world, step, async (call) => {
        if (call === 1) theirs = await world.host.commit({ branch, files: { "a.md": "a\n" } });
      });
      const { pullRequest } = await runWith(world, 11);
      expect(pullRequest).toMatchObject({ operation: "unchanged", mergeWaitsFor: "mergeability" });
      expect(pull(world, 2)).toMatchObject({ merged: false, headSha: theirs });
    },
  );

  it("onto a base that has moved since it was judged", async () => {
    const world = await settled();
    await runWith(world, 11, {});
    before(world, "mergeability", () =>
      world.host.commit({ branch: "main", files: { [file]: `${prefixes(9).join("\n")}\n` } }),
    );
    expect((await runWith(world, 11)).pullRequest).toMatchObject({ mergeWaitsFor: "mergeability" });
    expect(mergesOf(world)).toBe(0);
  });

  it("where a check turns red at the last moment", async () => {
    const world = await settled();
    before(world, "merge", async () => {
      world.host.waitsFor = "checks";
    });
    expect((await runWith(world, 11)).pullRequest).toMatchObject({
      operation: "created",
      mergeWaitsFor: "checks",
    });
    expect(pull(world, 2).merged).toBe(false);
  });

  it("where the host refuses for good, and warns", async () => {
    const queue = { id: "merge-queue", number: 2, base: "main" };
    const world = await settled();
    Object.assign(world.host.forge, {
      merge: async () => ({ kind: "refused", message: queue }),
    });
    const { pullRequest, warnings } = await runWith(world, 11);
    expect(pullRequest).toMatchObject({ operation: "created", mergeWaitsFor: null });
    expect(warnings).toEqual([queue]);
  });
});

describe("the weekly ceiling", () => {
  it("holds where many small changes would open half of a list", async () => {
    const world = await settled(10);
    const operations: (string | undefined)[] = [];
    for (let count = 11; count <= 22; count++) {
      operations.push((await runWith(world, count)).pullRequest?.operation);
      world.clock.pass(6);
    }
    // Ten more on top of ten: half of what the list then holds.
    expect(operations.slice(0, 9)).toEqual(Array.from({ length: 9 }, () => "merged"));
    expect(operations).toContain("created");
    expect(operations.at(-1)).not.toBe("merged");
  });

  it("makes the grade `look-closely`, and says why", async () => {
    const world = await settled(10);
    let last = await runWith(world, 11);
    expect(last.graded.grade).toBe("routine");
    for (let count = 12; last.pullRequest?.operation === "merged"; count++)
      last = await runWith(world, count);
    expect(last.graded).toEqual({
      grade: "look-closely",
      reasons: [{ rule: "opens-much-in-a-week" }],
    });
  });

  it("forgets after seven days", async () => {
    const world = await settled(10);
    for (let count = 11; count <= 30; count++) {
      expect((await runWith(world, count)).pullRequest?.operation).toBe("merged");
      world.clock.pass(24);
    }
  });

  it("takes a number that is missing for too much", async () => {
    const world = await settled();
    await runWith(world, 11);
    const merged = pull(world, 2);
    merged.body = merged.body.replace(/ opened=\S+/, "");
    expect((await runWith(world, 12)).pullRequest?.operation).toBe("created");
    world.clock.pass(7 * 24 + 1);
    expect((await runWith(world, 12)).pullRequest?.operation).toBe("merged");
  });

  it("doesn't count what a person merged", async () => {
    const world = await settled(10);
    for (let count = 11; count <= 30; count++) {
      expect((await runWith(world, count, {})).pullRequest?.operation).toBe("created");
      await world.host.mergePull(count - 9);
    }
    expect((await runWith(world, 31)).pullRequest?.operation).toBe("merged");
  });
});

describe("unmerged is not fine", () => {
  async function waiting(hours: number): Promise<World> {
    const world = await settled();
    await runWith(world, 11, { reviewers: ["reviewer"], teamReviewers: ["acme/network"] });
    world.clock.pass(hours);
    return world;
  }

  const asked: Partly = { reviewers: ["reviewer"], teamReviewers: ["acme/network"] };

  it("says for how long it has been open", async () => {
    const world = await waiting(5);
    expect((await runWith(world, 11, asked)).pullRequest?.openHours).toBe(5);
    expect((await runWith(world, 11, asked)).warnings).toEqual([]);
  });

  it("points out additions that wait, in each run, and in one comment to the reviewers", async () => {
    const world = await waiting(49);
    for (let time = 0; time < 2; time++) {
      const { warnings } = await runWith(world, 11, asked);
      expect(warnings).toMatchObject([{ id: "long-open", number: 2, hours: 49 }]);
    }
    await runWith(world, 12, asked);
    expect(pull(world, 2).comments).toMatchObject([
      { body: expect.stringMatching(/reminder: .*@reviewer @acme\/network/) },
    ]);
  });

  it.each<[string, Partly]>([
    ["it is turned off", { remindAfterHours: 0 }],
    ["more time is given", { remindAfterHours: 72 }],
  ])("says nothing where %s", async (_why, settings) => {
    const world = await waiting(49);
    expect((await runWith(world, 11, settings)).warnings).toEqual([]);
    expect(pull(world, 2).comments).toEqual([]);
  });

  it("says nothing of removals", async () => {
    const world = await settled(12);
    await runWith(world, 11, {});
    world.clock.pass(49);
    expect((await runWith(world, 11, { failAfterHours: 1 })).warnings).toEqual([]);
  });

  it("ends red after `fail-after` hours, with everything else done", async () => {
    const world = await waiting(71);
    const settings: Partly = { failAfterHours: 72 };
    expect((await runWith(world, 11, settings)).pullRequest?.operation).toBe("unchanged");
    world.clock.pass(1);
    const { pullRequest, error } = await world.run(settings);
    expect(pullRequest).toMatchObject({ operation: "unchanged", openHours: 72 });
    expect(error).toMatchObject({
      message: { id: "overdue", number: 2, hours: 72, failAfterHours: 72 },
      pullRequest: { number: 2 },
    });
  });
});

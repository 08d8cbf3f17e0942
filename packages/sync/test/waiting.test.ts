import { describe, expect, it } from "vitest";
import { ForgeError } from "../src/errors.ts";
import type { ListOutcome } from "../src/lists/list-outcome.ts";
import type { RunOutcome } from "../src/run-outcome.ts";
import { createWorld, prefixes, type World } from "./world.ts";

const branch = "chat-ip/update";

/** Twenty prefixes are committed, and removals wait for a day. */
async function waitingWorld(): Promise<World> {
  const world = createWorld();
  world.listSettings = { removalsWaitHours: 24 };
  world.answers = { "webhook-china": prefixes(20) };
  await world.run();
  await world.host.mergePull(1);
  await world.host.forge.deleteBranch(branch, (await world.host.forge.branchTip(branch)) ?? "");
  return world;
}

async function look(
  world: World,
  live: readonly string[],
  ...more: Parameters<World["run"]>
): Promise<RunOutcome> {
  world.answers = { "webhook-china": live };
  const outcome = await world.run(...more);
  expect(outcome.error).toBeNull();
  return outcome;
}

function listOf({ lists: [list] }: RunOutcome): Exclude<ListOutcome, { status: "failed" }> {
  if (!list || list.status === "failed") throw new Error("the list was loaded");
  return list;
}

const waitingOf = (outcome: RunOutcome): string[] => listOf(outcome).waiting.map(({ prefix }) => prefix);

async function proposedEntries(world: World): Promise<string[]> {
  const text = (await world.host.file(branch, "chat-ips/webhook-china.txt")) ?? "";
  return text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
}

describe("a removal that waits", () => {
  it("isn't drift, and opens no pull request", async () => {
    const world = await waitingWorld();
    const outcome = await look(world, prefixes(19));
    expect(outcome.pullRequest?.operation).toBe("none");
    expect(listOf(outcome).status).toBe("current");
    expect(listOf(outcome).drift.differs).toBe(false);
    expect(waitingOf(outcome)).toEqual(["43.128.19.0/24"]);
  });

  it("costs one write when it begins, and none while it waits", async () => {
    const world = await waitingWorld();
    const before = world.host.writes.length;
    await look(world, prefixes(19));
    expect(world.host.writes.slice(before)).toEqual(["writeWaitingNote"]);
    world.clock.pass(6);
    await look(world, prefixes(19));
    world.clock.pass(6);
    await look(world, prefixes(19));
    expect(world.host.writes.slice(before)).toEqual(["writeWaitingNote"]);
  });

  it("is proposed once every look of a day has missed it, and stays proposed until it is merged", async () => {
    const world = await waitingWorld();
    for (const hours of [0, 6, 6, 6]) {
      world.clock.pass(hours);
      expect((await look(world, prefixes(19))).pullRequest?.operation).toBe("none");
    }
    world.clock.pass(5);
    expect((await look(world, prefixes(19))).pullRequest?.operation).toBe("created");
    expect(await proposedEntries(world)).toEqual(prefixes(19));
    world.clock.pass(6);
    expect((await look(world, prefixes(19))).pullRequest?.operation).toBe("unchanged");
    await world.host.mergePull(2);
    await look(world, prefixes(19));
    expect(await world.host.forge.readWaitingNote(branch)).toBeNull();
  });

  it("was never proposed if the address comes back, and waits anew if it goes again", async () => {
    const world = await waitingWorld();
    await look(world, prefixes(19));
    world.clock.pass(12);
    expect((await look(world, prefixes(20))).pullRequest?.operation).toBe("none");
    expect(await world.host.forge.readWaitingNote(branch)).toBeNull();
    world.clock.pass(12);
    expect(waitingOf(await look(world, prefixes(19)))).toEqual(["43.128.19.0/24"]);
    world.clock.pass(20);
    expect((await look(world, prefixes(19))).pullRequest?.operation).toBe("none");
  });

  it("does not delay what is added in the same answer, and stays in the proposed file", async () => {
    const world = await waitingWorld();
    const live = [...prefixes(21).filter((prefix) => prefix !== "43.128.3.0/24")];
    const outcome = await look(world, live);
    expect(outcome.pullRequest?.operation).toBe("created");
    expect(await proposedEntries(world)).toEqual(prefixes(21));
    expect(listOf(outcome)).toMatchObject({ proposed: 21, live: 20 });
    expect(listOf(outcome).drift.removed).toEqual([]);
  });

  it("is taken back into an open pull request's file if the address comes back after it was proposed", async () => {
    const world = await waitingWorld();
    await look(world, prefixes(19));
    world.clock.pass(24);
    await look(world, prefixes(19));
    expect((await look(world, prefixes(20))).pullRequest?.operation).toBe("closed");
  });

  it("is neither missed nor seen by a look that failed", async () => {
    const world = await waitingWorld();
    await look(world, prefixes(19));
    const note = await world.host.forge.readWaitingNote(branch);
    world.clock.pass(23);
    world.answers = { "webhook-china": "fails" };
    await world.run();
    expect(await world.host.forge.readWaitingNote(branch)).toEqual(note);
  });

  it("only, with an open pull request of ours: the pull request is closed", async () => {
    const world = await waitingWorld();
    expect((await look(world, prefixes(21))).pullRequest?.operation).toBe("created");
    expect((await look(world, prefixes(19))).pullRequest?.operation).toBe("closed");
  });

  it("waits on while only checking, and nothing is written", async () => {
    const world = await waitingWorld();
    world.readOnly = true;
    const before = world.host.writes.length;
    const outcome = await look(world, prefixes(19));
    expect(listOf(outcome).status).toBe("current");
    expect(waitingOf(outcome)).toEqual(["43.128.19.0/24"]);
    expect(world.host.writes.slice(before)).toEqual([]);
  });
});

describe("a wait that is switched off for a while", () => {
  it.each([
    ["the address comes back", prefixes(20)],
    ["the address comes back, and another one is added", prefixes(21)],
    ["the address comes back in a broader prefix", [...prefixes(18), "43.128.18.0/23"]],
    ["the address comes back, and another one goes", prefixes(20).slice(1)],
  ])("remembers nothing of an address that was listed meanwhile: %s", async (_what, meanwhile) => {
    const world = await waitingWorld();
    await look(world, prefixes(19));
    world.clock.pass(48);
    world.listSettings = { removalsWaitHours: 0 };
    await look(world, meanwhile);
    expect(await world.host.forge.readWaitingNote(branch)).toBeNull();
    world.clock.pass(6);
    world.listSettings = { removalsWaitHours: 24 };
    expect(waitingOf(await look(world, prefixes(19)))).toEqual(["43.128.19.0/24"]);
  });

  it("leaves no note once the removal is merged", async () => {
    const world = await waitingWorld();
    await look(world, prefixes(19));
    world.listSettings = { removalsWaitHours: 0 };
    await look(world, prefixes(19));
    await world.host.mergePull(2);
    await look(world, prefixes(19));
    expect(await world.host.forge.readWaitingNote(branch)).toBeNull();
  });
});

describe("whatever happens to the note, no address is removed early", () => {
  it.each<[string, (world: World) => Promise<unknown>]>([
    [
      "it is deleted",
      async ({ host: { forge } }) =>
        forge.writeWaitingNote(branch, {
          former: await forge.readWaitingNote(branch),
          message: null,
          treeSha: (await forge.branchHead("main"))?.treeSha ?? "",
        }),
    ],
    [
      "it is broken",
      async ({ host: { forge } }) =>
        forge.writeWaitingNote(branch, {
          former: await forge.readWaitingNote(branch),
          message: "by hand",
          treeSha: (await forge.branchHead("main"))?.treeSha ?? "",
        }),
    ],
    ["the clock is set back", async ({ clock }) => clock.pass(-100)],
    [
      "another run changes it in between",
      async ({ host: { forge } }) => {
        const { writeWaitingNote } = forge;
        Object.assign(forge, { writeWaitingNote: async () => ({ kind: "moved", why: "note-changed" }) });
        return () => Object.assign(forge, { writeWaitingNote });
      },
    ],
  ])("%s", async (_what, happen) => {
    const world = await waitingWorld();
    await look(world, prefixes(19));
    world.clock.pass(12);
    await happen(world);
    world.clock.pass(10);
    expect((await look(world, prefixes(19))).pullRequest?.operation).toBe("none");
    expect((await look(world, prefixes(19))).pullRequest?.operation).toBe("none");
  });

  it("an address that was seen again is forgotten, though another run changes the note in that moment", async () => {
    const world = await waitingWorld();
    await look(world, prefixes(19));
    world.clock.pass(20);
    const { forge } = world.host;
    const { writeWaitingNote } = forge;
    let refused = 0;
    Object.assign(forge, {
      writeWaitingNote: (...args: Parameters<typeof writeWaitingNote>) => {
        Object.assign(forge, { writeWaitingNote });
        refused += 1;
        return Promise.resolve({ kind: "moved", why: "note-changed", args });
      },
    });
    await look(world, prefixes(20));
    expect(refused).toBe(1);
    expect(await forge.readWaitingNote(branch)).toBeNull();
    world.clock.pass(20);
    expect((await look(world, prefixes(19))).pullRequest?.operation).toBe("none");
  });

  it.each(["moved", "lost"] as const)(
    "a run that can't forget such an address ends red (%s)",
    async (kind) => {
      const world = await waitingWorld();
      await look(world, prefixes(19));
      Object.assign(world.host.forge, {
        async writeWaitingNote() {
          if (kind === "moved") return { kind, why: "note-changed" };
          throw new ForgeError(kind, { id: "odd-answer", part: "ref" });
        },
      });
      world.answers = { "webhook-china": prefixes(20) };
      expect((await world.run()).error).not.toBeNull();
    },
  );

  it("a second look stands in, with one warning, where no note can be written at all", async () => {
    const world = await waitingWorld();
    const refusal = { id: "protected-branch", branch, rules: [], detail: "A rule forbids it." };
    Object.assign(world.host.forge, {
      writeWaitingNote: async () => ({ kind: "refused", message: refusal }),
    });
    const outcome = await look(world, prefixes(19));
    expect(outcome.pullRequest?.operation).toBe("created");
    expect(outcome.warnings).toHaveLength(1);
    expect(outcome.warnings).toEqual([{ id: "cannot-remember", because: refusal }]);
  });
});

describe("removals that a guardrail holds back", () => {
  // Neighbours would count as one prefix.
  const spread = (count: number): string[] =>
    Array.from({ length: count }, (_, index) => `43.128.${2 * index}.0/24`);
  const live = [...spread(10), "43.129.0.0/24"];

  async function spreadWorld(): Promise<World> {
    const world = await waitingWorld();
    await world.host.commit({
      branch: "main",
      files: { "chat-ips/webhook-china.txt": `${spread(20).join("\n")}\n` },
    });
    return world;
  }

  it("stay, while what is added is proposed; they don't wait", async () => {
    const world = await spreadWorld();
    const outcome = await look(world, live);
    expect(outcome.pullRequest?.operation).toBe("created");
    expect(await proposedEntries(world)).toEqual([...spread(20), "43.129.0.0/24"]);
    expect(listOf(outcome).waiting).toEqual([]);
    expect(listOf(outcome).heldRemovals).toEqual(spread(20).slice(10));
    expect(await world.host.forge.readWaitingNote(branch)).toBeNull();
  });

  it("are proposed at once where a person lets that very answer through, and no other", async () => {
    const world = await spreadWorld();
    const { answerDigest } = listOf(await look(world, live));
    world.listSettings = { ...world.listSettings, allowedAnswers: [answerDigest] };
    await look(world, live);
    expect(await proposedEntries(world)).toEqual(live);
    const other = await look(world, [...spread(9), "43.129.0.0/24"]);
    expect(listOf(other).heldRemovals).not.toEqual([]);
  });
});

it("a list that a guardrail holds back whole keeps its file and its waits", async () => {
  const world = await waitingWorld();
  await look(world, prefixes(19));
  world.clock.pass(12);
  const outcome = await look(world, [...prefixes(19), "20.0.0.0/8"]);
  expect(listOf(outcome).status).toBe("held-back");
  world.clock.pass(11);
  expect((await look(world, prefixes(19))).pullRequest?.operation).toBe("created");
});

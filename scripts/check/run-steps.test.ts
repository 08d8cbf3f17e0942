import { describe, expect, it } from "vitest";
import { runSteps } from "./run-steps.ts";
import type { Step } from "./steps.ts";

const step = (name: string, ...needs: string[]): Step => ({ name, command: [name], needs });

/** Runs steps that end only when they are told to, and notes what happens in which order. */
function byHand(steps: readonly Step[], lanes: number) {
  const events: string[] = [];
  const endings = new Map<string, (passed: boolean) => void>();
  const done = runSteps(steps, {
    lanes,
    run({ name }) {
      events.push(`start ${name}`);
      return new Promise((resolve) => endings.set(name, resolve));
    },
    onEnd: ({ name, state }) => void events.push(`${state} ${name}`),
  });
  return {
    events,
    done,
    async end(name: string, passed = true): Promise<void> {
      await expect.poll(() => endings.has(name)).toBe(true);
      endings.get(name)?.(passed);
      await expect
        .poll(() => events.some((event) => /^(passed|failed)/.test(event) && event.endsWith(name)))
        .toBe(true);
    },
  };
}

describe("runSteps", () => {
  it("starts no more steps at once than there are lanes, in the order of the list", async () => {
    const run = byHand([step("a"), step("b"), step("c")], 2);
    expect(run.events).toEqual(["start a", "start b"]);
    await run.end("b");
    await run.end("c");
    await run.end("a");
    const results = await run.done;
    expect(run.events).toEqual(["start a", "start b", "passed b", "start c", "passed c", "passed a"]);
    expect(results.map(({ name, state }) => `${name} ${state}`)).toEqual([
      "a passed",
      "b passed",
      "c passed",
    ]);
  });

  it("starts a step once those that it needs have passed, and others before it meanwhile", async () => {
    const run = byHand([step("build"), step("test", "build"), step("lint")], 2);
    expect(run.events).toEqual(["start build", "start lint"]);
    await run.end("build");
    await run.end("test");
    await run.end("lint");
    await run.done;
    expect(run.events.indexOf("start test")).toBe(run.events.indexOf("passed build") + 1);
  });

  it("skips what needs a step that failed, directly or not, and runs the rest", async () => {
    const run = byHand([step("build"), step("test", "build"), step("report", "test"), step("lint")], 1);
    await run.end("build", false);
    await run.end("lint");
    const results = await run.done;
    expect(results.map(({ name, state }) => `${name} ${state}`)).toEqual([
      "build failed",
      "test skipped",
      "report skipped",
      "lint passed",
    ]);
  });

  it("refuses a step that needs one which isn't listed before it", async () => {
    const needsLater = [step("test", "build"), step("build")];
    await expect(byHand(needsLater, 1).done).rejects.toThrow('"test" needs "build"');
  });
});

import type { Step } from "./steps.ts";

/** How a step ended. `skipped` means that a step it needs did not pass. */
export type StepState = "passed" | "failed" | "skipped";

export interface StepResult {
  readonly name: string;
  readonly state: StepState;
  readonly seconds: number;
}

/** Runs one step to its end and says whether it passed. */
export type RunStep = (step: Step) => Promise<boolean>;

/**
 * Runs steps in parallel, each as soon as the steps it needs have passed.
 *
 * @param lanes how many may run at once
 * @param onEnd called as each step ends
 * @returns one result a step, in the order of `steps`
 * @throws {Error} when a step needs one that isn't listed before it
 */
export async function runSteps(
  steps: readonly Step[],
  { lanes, run, onEnd }: { lanes: number; run: RunStep; onEnd: (result: StepResult) => void },
): Promise<StepResult[]> {
  steps.forEach(({ name, needs = [] }, index) => {
    const before = steps.slice(0, index).map((step) => step.name);
    const missing = needs.find((need) => !before.includes(need));
    if (missing !== undefined) throw new Error(`"${name}" needs "${missing}", which is not listed before it`);
  });

  const results = new Map<string, StepResult>();
  const running = new Map<string, Promise<void>>();
  let waiting = [...steps];

  const end = (result: StepResult): void => {
    results.set(result.name, result);
    onEnd(result);
  };
  const start = async (step: Step): Promise<void> => {
    const started = performance.now();
    const passed = await run(step);
    const seconds = (performance.now() - started) / 1000;
    end({ name: step.name, state: passed ? "passed" : "failed", seconds });
  };

  while (waiting.length > 0 || running.size > 0) {
    const later: Step[] = [];
    for (const step of waiting) {
      const needed = (step.needs ?? []).map((need) => results.get(need)?.state);
      if (needed.some((state) => state === "failed" || state === "skipped")) {
        end({ name: step.name, state: "skipped", seconds: 0 });
      } else if (running.size < lanes && needed.every((state) => state === "passed")) {
        running.set(
          step.name,
          start(step).finally(() => running.delete(step.name)),
        );
      } else later.push(step);
    }
    const moved = later.length < waiting.length;
    waiting = later;
    // A skipped step may cause others to be skipped right away. Otherwise, wait until a step ends.
    if (running.size > 0 && !(moved && running.size < lanes)) await Promise.race(running.values());
  }
  return steps.map(({ name }) => results.get(name) as StepResult);
}

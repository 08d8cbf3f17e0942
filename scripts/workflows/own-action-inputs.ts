import { parse } from "yaml";
import type { ActionMetadata } from "./action-metadata.ts";
import { ownAction } from "./policy.ts";

/** Of each of these, one is needed. */
const oneApp: readonly string[][] = [["sdk-app-id"], ["secret-key", "user-sig"], ["region", "endpoint"]];
const manyApps: readonly string[][] = [["secret-keys", "user-sigs"]];

/** Checks that each use of this project's Action in a workflow sets only known inputs, and all required ones. */
export function checkOwnActionInputs(path: string, text: string, { inputs }: ActionMetadata): string[] {
  const problems: string[] = [];
  const known = new Set(inputs.map(({ name }) => name));
  const required = inputs.filter((input) => input.required).map(({ name }) => name);
  for (const step of stepsOf(parse(text))) {
    const uses = String(step.uses ?? "");
    if (!uses.startsWith(`${ownAction}@`)) continue;
    const given = Object.keys(asRecord(step.with));
    for (const name of given)
      if (!known.has(name)) problems.push(`${path}: the Action has no input \`${name}\``);
    for (const name of required)
      if (!given.includes(name)) problems.push(`${path}: the Action needs \`${name}\``);
    for (const choice of given.includes("apps") ? manyApps : oneApp) {
      if (choice.some((name) => given.includes(name))) continue;
      const names = choice.map((name) => `\`${name}\``);
      problems.push(`${path}: the Action needs ${names.join(" or ")}`);
    }
  }
  return problems;
}

function stepsOf(workflow: unknown): Record<string, unknown>[] {
  return Object.values(asRecord(asRecord(workflow).jobs)).flatMap((job) => {
    const { steps } = asRecord(job);
    return Array.isArray(steps) ? steps.map(asRecord) : [];
  });
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

import { parse } from "yaml";
import type { ActionMetadata } from "./action-metadata.ts";
import { ownAction } from "./policy.ts";

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
    if (!given.includes("secret-key") && !given.includes("user-sig")) {
      problems.push(`${path}: the Action needs \`secret-key\` or \`user-sig\``);
    }
    if (!given.includes("region") && !given.includes("endpoint")) {
      problems.push(`${path}: the Action needs \`region\` or \`endpoint\``);
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

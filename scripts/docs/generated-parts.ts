import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { guardrailLimits } from "../../packages/allowlist/src/index.ts";
import { errorCodes } from "../../packages/core/src/error-codes.ts";
import { regions } from "../../packages/core/src/index.ts";
import { routineLimits } from "../../packages/sync/src/lists/routine-limits.ts";
import type { ActionMetadata } from "../workflows/action-metadata.ts";
import { architectureChart, readRooms, roomsTable } from "./architecture.ts";
import { decisionsTable, readDecisions } from "./decisions.ts";
import type { Generate } from "./generated.ts";
import {
  errorCodesTable,
  gradeTable,
  guardrailsTable,
  inputsTable,
  outputsTable,
  regionsTable,
  type Translate,
} from "./tables.ts";

export interface GeneratedParts {
  /** By the name used in the documents. */
  readonly generators: Readonly<Record<string, Generate>>;
  /** Missing translations, translations of text that no longer exists, and decisions without a proper title. */
  readonly problems: readonly string[];
}

const dictionaryPath = "scripts/docs/zh-CN.json";
const workflowPath = ".github/workflows/chat-ips.yml";

/** Everything that can be generated into the documents of the repository at `root`, each from its single source. */
export async function generatedParts(root: string, action: ActionMetadata): Promise<GeneratedParts> {
  const workflow = await readFile(join(root, workflowPath), "utf8");
  const dictionary: Record<string, string> = JSON.parse(await readFile(join(root, dictionaryPath), "utf8"));
  const rooms = await readRooms(root);
  const { decisions, problems: decisionProblems } = await readDecisions(root);
  const used = new Set<string>();
  const missing = new Set<string>();
  const translate: Translate = (english) => {
    used.add(english);
    if (!Object.hasOwn(dictionary, english)) missing.add(english);
    return dictionary[english] ?? english;
  };
  const chinese = { inputs: inputsTable(action, translate), outputs: outputsTable(action, translate) };
  const generators = {
    workflow: () => `\`\`\`yaml\n${workflow.trim()}\n\`\`\``,
    inputs: () => inputsTable(action),
    outputs: () => outputsTable(action),
    "inputs-zh-cn": () => chinese.inputs,
    "outputs-zh-cn": () => chinese.outputs,
    architecture: () => architectureChart(rooms),
    rooms: () => roomsTable(rooms),
    decisions: () => decisionsTable(decisions),
    regions: () => regionsTable(regions),
    guardrails: () => guardrailsTable(guardrailLimits),
    "error-codes": () => errorCodesTable(errorCodes),
    "regions-zh-cn": () => regionsTable(regions, "zh-CN"),
    grade: () => gradeTable(routineLimits),
    "grade-zh-cn": () => gradeTable(routineLimits, "zh-CN"),
    "guardrails-zh-cn": () => guardrailsTable(guardrailLimits, "zh-CN"),
    "error-codes-zh-cn": () => errorCodesTable(errorCodes, "zh-CN"),
  };
  const problems = [
    ...decisionProblems,
    ...[...missing].map(
      (english) => `${dictionaryPath}: no Chinese translation of ${JSON.stringify(english)}`,
    ),
    ...Object.keys(dictionary)
      .filter((english) => !used.has(english))
      .map((english) => `${dictionaryPath}: ${JSON.stringify(english)} is no longer used`),
  ];
  return { generators, problems };
}

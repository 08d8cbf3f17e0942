import { parse } from "yaml";

/** Path of the Action's metadata, from the root of the repository. */
export const actionPath = "actions/chat-ip/action.yml";

export interface ActionInput {
  readonly name: string;
  readonly description: string;
  readonly required: boolean;
  /** Null if the input has none. */
  readonly default: string | null;
}

export interface ActionOutput {
  readonly name: string;
  readonly description: string;
}

export interface ActionMetadata {
  readonly inputs: readonly ActionInput[];
  readonly outputs: readonly ActionOutput[];
  /** Problems for users that the linters don't find. */
  readonly problems: readonly string[];
}

/** What the Marketplace shows of a description. */
const descriptionLimit = 120;
const inputKeys = new Set(["description", "required", "default", "deprecationMessage"]);

/** Reads the inputs and outputs of an `action.yml`, in order. */
export function readActionMetadata(path: string, text: string): ActionMetadata {
  const problems: string[] = [];
  const action = asRecord(parse(text));
  const inputs = Object.entries(asRecord(action.inputs)).map(([name, value]): ActionInput => {
    const input = asRecord(value);
    for (const key of Object.keys(input)) {
      if (!inputKeys.has(key)) problems.push(`${path}: input \`${name}\` has an unknown key \`${key}\``);
    }
    return {
      name,
      description: describe("input", name, input.description),
      required: input.required === true,
      default: input.default === undefined ? null : String(input.default),
    };
  });
  const outputs = Object.entries(asRecord(action.outputs)).map(
    ([name, value]): ActionOutput => ({
      name,
      description: describe("output", name, asRecord(value).description),
    }),
  );
  const { length } = describe("action", String(action.name), action.description);
  if (length > descriptionLimit)
    problems.push(
      `${path}: \`description\` has ${length} characters, and the Marketplace takes ${descriptionLimit}`,
    );
  const { using } = asRecord(action.runs);
  if (using !== "node24")
    problems.push(`${path}: \`runs.using\` is \`${String(using)}\`, and must be node24`);
  return { inputs, outputs, problems };

  function describe(kind: string, name: string, description: unknown): string {
    if (typeof description === "string" && description.trim() !== "") return description.trim();
    problems.push(`${path}: ${kind} \`${name}\` has no description`);
    return "";
  }
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

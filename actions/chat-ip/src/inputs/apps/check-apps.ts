import { suggestion } from "../suggestion.ts";
import { type AppField, appFields, appNamePattern, mostApps } from "./app-fields.ts";

/** An app of the document: its fields are of the kinds that the schema says. */
export interface AppEntry {
  readonly name: string;
  readonly values: ReadonlyMap<string, unknown>;
}

const namePattern = new RegExp(appNamePattern);
const fieldNames: readonly string[] = ["name", ...appFields.map(({ name }) => name)];
/** Fields of other tools for the same purpose, which belong into another input here. */
const secretFields: readonly string[] = ["secret-key", "secret", "key", "user-sig", "key-file"];

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const quote = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
};

/**
 * Checks the document `apps` as `docs/apps.schema.json` does, and that no name is used twice.
 *
 * @returns the apps, and every mistake as a sentence
 */
export function checkApps(document: unknown): {
  readonly apps: readonly AppEntry[];
  readonly problems: readonly string[];
} {
  const problems: string[] = [];
  if (!Array.isArray(document) || document.length === 0 || document.length > mostApps) {
    const found = Array.isArray(document) ? `${document.length} entries` : "something else";
    problems.push(
      `\`apps\` must be a list of 1 to ${mostApps} apps, but is ${found}. Begin each app with \`- name: …\`.`,
    );
    return { apps: [], problems };
  }
  const names = new Set<string>();
  const apps = document.map((entry: unknown, index): AppEntry => {
    const { name, ...fields } = isObject(entry) ? entry : {};
    const usable = typeof name === "string" && namePattern.test(name);
    const label = usable ? `app \`${name}\`` : `entry ${index + 1}`;
    const note = (problem: string): void => void problems.push(`\`apps\`, ${label}: ${problem}`);
    if (!isObject(entry)) note("must be an object with `name`, `sdk-app-id` and `region`.");
    else if (!usable)
      note("needs a `name` of 1 to 63 lower-case letters, digits and inner hyphens, such as `shop`.");
    else if (names.has(name)) note("the name is used twice. Give each app its own name.");
    if (usable) names.add(name);
    if (isObject(entry)) checkFields(fields, note);
    return { name: usable ? name : "", values: new Map(Object.entries(fields)) };
  });
  return { apps, problems };
}

function checkFields(fields: Record<string, unknown>, note: (problem: string) => void): void {
  for (const name of Object.keys(fields)) {
    if (secretFields.includes(name)) {
      note(
        `\`${name}\` doesn't belong here. Put the key into the input \`secret-keys\`, as a line \`name=key\`.`,
      );
    } else if (!fieldNames.includes(name)) {
      note(
        `${quote(name)} is not a field.${suggestion(name, fieldNames) || ` The fields are: ${fieldNames.join(", ")}.`}`,
      );
    }
  }
  for (const field of appFields) {
    const value = fields[field.name];
    if (value !== undefined) problemsOf(field, value).forEach(note);
  }
  if (!("sdk-app-id" in fields)) note("`sdk-app-id` is missing.");
  if ("region" in fields && "endpoint" in fields)
    note("`region` and `endpoint` are both set. Set only one of them.");
  if (!("region" in fields) && !("endpoint" in fields)) note("set either `region` or `endpoint`.");
}

function problemsOf(field: AppField, value: unknown): string[] {
  const { name, kind, values = [], minimum = 0, maximum = Number.MAX_SAFE_INTEGER } = field;
  const label = `\`${name}\``;
  switch (kind) {
    case "whole-number":
    case "number": {
      const fits = typeof value === "number" && value >= minimum && value <= maximum;
      if (fits && (kind === "number" || Number.isInteger(value))) return [];
      const quoted = typeof value === "string" && /^\d+$/.test(value) ? " Write it without quotes." : "";
      const wanted = kind === "number" ? "a number" : "a whole number";
      return [`${label} must be ${wanted} from ${minimum} to ${maximum}, not ${quote(value)}.${quoted}`];
    }
    case "boolean":
      return typeof value === "boolean" ? [] : [`${label} must be true or false, not ${quote(value)}.`];
    case "text":
      // A URL is where people leave passwords, so the value isn't repeated.
      return typeof value === "string" && value !== "" ? [] : [`${label} must be text, and not empty.`];
    case "choice":
      return nameProblems(label, value, values);
    case "names":
      if (!Array.isArray(value) || value.length === 0)
        return [`${label} must be a list with at least one name, such as [${values.at(-1)}].`];
      return value.slice(0, 20).flatMap((one) => nameProblems(label, one, values));
  }
}

function nameProblems(label: string, value: unknown, values: readonly string[]): string[] {
  if (typeof value === "string" && values.includes(value)) return [];
  const hint = typeof value === "string" ? suggestion(value, values) : "";
  return [`${label}: ${quote(value)} is not one of ${values.join(", ")}.${hint}`];
}

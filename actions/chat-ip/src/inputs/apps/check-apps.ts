import { nearestName } from "@chat-ip/core";
import type { InputPlace, InputProblem, InputValue } from "@chat-ip/report";
import { shortened } from "../input-reader.ts";
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

/** As a person wrote it; what is neither text nor a number nor a switch as JSON. */
function shown(value: unknown): InputValue {
  if (typeof value === "string") return shortened(value);
  if (typeof value === "number" || typeof value === "boolean" || value === null) return value;
  return shortened(JSON.stringify(value) ?? String(value));
}

/**
 * Checks the document `apps` as `docs/apps.schema.json` does, and that no name is used twice.
 *
 * @returns the apps, and every mistake
 */
export function checkApps(document: unknown): {
  readonly apps: readonly AppEntry[];
  readonly problems: readonly InputProblem[];
} {
  const problems: InputProblem[] = [];
  if (!Array.isArray(document) || document.length === 0 || document.length > mostApps) {
    const found = Array.isArray(document) ? document.length : null;
    problems.push({ id: "apps-not-a-list", most: mostApps, found });
    return { apps: [], problems };
  }
  const names = new Set<string>();
  const apps = document.map((entry: unknown, index): AppEntry => {
    const { name, ...fields } = isObject(entry) ? entry : {};
    const usable = typeof name === "string" && namePattern.test(name);
    const place: AppPlace = usable ? { app: name } : { entry: index + 1 };
    const note = (problem: InputProblem): void => void problems.push(problem);
    if (!isObject(entry)) note({ id: "app-not-an-object", place });
    else if (!usable) note({ id: "app-name", place });
    else if (names.has(name)) note({ id: "app-name-twice", place });
    if (usable) names.add(name);
    if (isObject(entry)) checkFields(fields, place, note);
    return { name: usable ? name : "", values: new Map(Object.entries(fields)) };
  });
  return { apps, problems };
}

/** An app of the document, or an entry without a usable name. */
type AppPlace = { readonly app: string } | { readonly entry: number };

function checkFields(
  fields: Record<string, unknown>,
  place: AppPlace,
  note: (problem: InputProblem) => void,
): void {
  for (const name of Object.keys(fields)) {
    if (secretFields.includes(name)) {
      note({ id: "app-secret", place, field: name });
    } else if (!fieldNames.includes(name)) {
      const hint = nearestName(name, fieldNames);
      note({ id: "app-field", place, field: shortened(name), known: fieldNames, suggestion: hint });
    }
  }
  for (const field of appFields) {
    const value = fields[field.name];
    if (value !== undefined) problemsOf(field, value, place).forEach(note);
  }
  if (!("sdk-app-id" in fields)) note({ id: "app-without-id", place });
  if ("region" in fields && "endpoint" in fields) {
    note({ id: "both-set", place, names: ["region", "endpoint"] });
  }
  if (!("region" in fields) && !("endpoint" in fields)) note({ id: "no-server", place });
}

function problemsOf(field: AppField, value: unknown, app: AppPlace): InputProblem[] {
  const { name, kind, values = [], minimum = 0, maximum = Number.MAX_SAFE_INTEGER } = field;
  const place: InputPlace = "app" in app ? { ...app, field: name } : app;
  switch (kind) {
    case "whole-number":
    case "number": {
      const fits = typeof value === "number" && value >= minimum && value <= maximum;
      if (fits && (kind === "number" || Number.isInteger(value))) return [];
      const quoted = typeof value === "string" && /^\d+$/.test(value);
      const whole = kind === "whole-number";
      return [{ id: "not-a-number", place, value: shown(value), whole, minimum, maximum, quoted }];
    }
    case "boolean":
      return typeof value === "boolean" ? [] : [{ id: "not-a-switch", place, value: shown(value) }];
    case "text":
      // Not quoted: URLs may contain passwords.
      return typeof value === "string" && value !== "" ? [] : [{ id: "not-a-text", place }];
    case "choice":
      return nameProblems(place, value, values);
    case "names":
      if (!Array.isArray(value) || value.length === 0) {
        return [{ id: "not-a-list", place, example: values.at(-1) ?? "" }];
      }
      return value.slice(0, 20).flatMap((one) => nameProblems(place, one, values));
  }
}

function nameProblems(place: InputPlace, value: unknown, values: readonly string[]): InputProblem[] {
  if (typeof value === "string" && values.includes(value)) return [];
  const hint = typeof value === "string" ? nearestName(value, values) : null;
  return [{ id: "unknown-name", place, value: shown(value), known: values, suggestion: hint }];
}

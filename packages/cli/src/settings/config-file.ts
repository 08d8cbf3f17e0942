import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { type Message, usageError } from "../errors.ts";
import { oneLine } from "../one-line.ts";
import { suggestion } from "../suggestion.ts";
import { words } from "../words/words.ts";
import { connectionSettings } from "./connection-flags.ts";
import { type Setting, settingOf, settings } from "./settings.ts";

export const configFileName = "chat-ip.config.json";

export type ConfigValue = string | number | boolean | readonly string[];

/** The fields of a config file, or of one of its apps, by name. */
export type ConfigValues = ReadonlyMap<string, ConfigValue>;

export interface AppConfig {
  readonly name: string;
  readonly values: ConfigValues;
}

/** A config file that has been read and checked. */
export interface ConfigFile {
  readonly file: string;
  /** What relative paths in it start from. */
  readonly folder: string;
  readonly values: ConfigValues;
  /** Empty where the file names no apps. */
  readonly apps: readonly AppConfig[];
}

/** Fields that an app may have for itself. */
export const appFields: readonly string[] = [
  ...connectionSettings,
  "lists",
  "path",
  "max-removed-percent",
  "max-added-percent",
];

const secretFields: readonly string[] = ["secret-key", "user-sig", "token", "secret-keys", "user-sigs"];

/**
 * Finds and reads the config file: the given one, else `chat-ip.config.json` in `cwd` or a folder above it, up to the
 * repository's.
 *
 * @returns null when there is none
 * @throws {CliError} when it can't be read or has mistakes, naming all of them
 */
export function readConfigFile(given: string | undefined, cwd: string): ConfigFile | null {
  const file = given === undefined ? findConfigFile(cwd) : resolve(cwd, given);
  if (file === null) return null;
  // A pipe would be read for ever. One that is named on purpose, as by `--config <(…)`, is fine.
  if (given === undefined && !statSync(file).isFile()) {
    throw usageError(words().settings.configNotAFile(oneLine(file)));
  }
  let text: string;
  try {
    text = readFileSync(file, "utf8").replace(/^\uFEFF/, "");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
    throw usageError(words().settings.configUnreadable(oneLine(file), code));
  }
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    // Without the piece of the file that the message quotes: a key may stand there, though none belongs there.
    const problem = error instanceof Error ? error.message : "";
    const why = `${oneLine(problem.replace(/,? (\.\.\.)?".*"(\.\.\.)? is not valid JSON$/s, ""))}.`;
    throw usageError(words().settings.configNotJson(oneLine(file), why));
  }
  const problems: Message[] = [];
  const config = checkConfig(document, problems);
  if (config === null || problems.length > 0) {
    const { inFile } = words().settings;
    throw usageError(
      ...problems.map((problem) => ({ ...problem, what: inFile(oneLine(file), problem.what) })),
    );
  }
  return { file, folder: dirname(file), ...config };
}

function findConfigFile(cwd: string): string | null {
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    const file = join(folder, configFileName);
    if (existsSync(file)) return file;
    if (existsSync(join(folder, ".git")) || dirname(folder) === folder) return null;
  }
}

/** Checks a document against what `config.schema.json` says. Problems are added to `problems`. */
export function checkConfig(
  document: unknown,
  problems: Message[],
): { readonly values: ConfigValues; readonly apps: readonly AppConfig[] } | null {
  if (!isObject(document)) {
    problems.push(words().settings.notOneObject);
    return null;
  }
  const { $schema: _, apps, ...fields } = document;
  const names = settings.map(({ name }) => name);
  const values = checkFields(fields, names, [...names, "apps", "$schema"], problems);
  return { values, apps: apps === undefined ? [] : checkApps(apps, problems) };
}

function checkApps(apps: unknown, problems: Message[]): readonly AppConfig[] {
  if (!Array.isArray(apps) || apps.length === 0) {
    problems.push(words().settings.appsNoList);
    return [];
  }
  const seen = new Set<string>();
  return apps.map((app: unknown, index) => {
    const { name, ...fields } = isObject(app) ? app : {};
    if (typeof name !== "string" || !/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(name)) {
      problems.push(words().settings.appNeedsName(index));
    } else if (seen.has(name)) {
      problems.push(words().settings.appTwice(name));
    } else seen.add(name);
    const label = typeof name === "string" ? oneLine(name, 63) : `#${index}`;
    const found: Message[] = [];
    const values = checkFields(fields, appFields, ["name", ...appFields], found);
    const { fieldOfApp } = words().settings;
    problems.push(...found.map((problem) => ({ ...problem, what: fieldOfApp(label, problem.what) })));
    return { name: String(name), values };
  });
}

function checkFields(
  fields: Record<string, unknown>,
  allowed: readonly string[],
  suggested: readonly string[],
  problems: Message[],
): ConfigValues {
  const values = new Map<string, ConfigValue>();
  for (const [name, value] of Object.entries(fields)) {
    const setting = allowed.includes(name) ? settingOf(name) : undefined;
    if (secretFields.includes(name)) {
      problems.push(words().settings.secretInConfig(name));
    } else if (setting === undefined) {
      const shown = JSON.stringify(oneLine(name, 64));
      problems.push(words().settings.unknownField(shown, suggestion(name, suggested)));
    } else {
      const problem = valueProblem(setting, value);
      if (problem === null) values.set(name, value as ConfigValue);
      else problems.push(words().settings.fieldProblem(name, problem));
    }
  }
  return values;
}

function valueProblem({ kind, values, maximum }: Setting, value: unknown): string | null {
  const say = words().settings;
  switch (kind) {
    case "whole-number":
    case "number":
      if (typeof value !== "number" || value < 0 || value > (maximum ?? Number.POSITIVE_INFINITY)) {
        return say.numberRange(maximum ?? Number.MAX_SAFE_INTEGER);
      }
      return kind === "whole-number" && !Number.isInteger(value) ? say.wholeNumber : null;
    case "boolean":
      return typeof value === "boolean" ? null : say.trueOrFalse;
    case "text":
      if (typeof value !== "string" || value === "") return say.notEmptyText;
      return /\p{Cc}/u.test(value) ? say.noControls : null;
    case "choice":
      if (typeof value === "string" && values?.includes(value)) return null;
      return say.oneOf(values ?? [], typeof value === "string" ? suggestion(value, values ?? []) : "");
    case "names": {
      if (!Array.isArray(value) || value.length === 0) return say.listOfNames;
      const unknown = value.find((name) => typeof name !== "string" || (values && !values.includes(name)));
      if (unknown === undefined) return null;
      return say.holdsUnknown(
        oneLine(JSON.stringify(unknown), 64),
        suggestion(String(unknown), values ?? []),
      );
    }
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

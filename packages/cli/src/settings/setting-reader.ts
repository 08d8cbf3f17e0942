import { resolve } from "node:path";
import { type Message, usageError } from "../errors.ts";
import { oneLine } from "../one-line.ts";
import { suggestion } from "../suggestion.ts";
import { words } from "../words/words.ts";
import type { ConfigFile, ConfigValue, ConfigValues } from "./config-file.ts";
import { type SettingName, settingOf, variableOf } from "./settings.ts";

/** Where settings come from, the strongest first: flags, environment, config file. */
export interface SettingSources {
  readonly flags: Readonly<Record<string, unknown>>;
  readonly env: NodeJS.ProcessEnv;
  readonly config: ConfigFile | null;
  readonly cwd: string;
}

/** Reads settings and collects what is wrong with them, so that all of it is reported at once. */
export interface SettingReader {
  /** The app's name, `null` where the config file names no apps. */
  readonly app: string | null;
  readonly sources: SettingSources;
  text(name: SettingName): string | null;
  /** A text that `problemOf` accepts. */
  checked(name: SettingName, problemOf: (text: string) => string | null): string | null;
  number(name: SettingName, fallback: number): number;
  boolean(name: SettingName): boolean;
  choice<T extends string>(name: SettingName, isOne: (text: string) => text is T): T | null;
  /** `null` where the setting isn't given. */
  names<T extends string>(name: SettingName, isOne: (text: string) => text is T): readonly T[] | null;
  /** A path, made absolute: from the config file's folder where it is written there, else from the current folder. */
  path(name: SettingName): string | null;
  note(message: Message): void;
  /** Of two settings that exclude each other, the one that was given closer to this run; null where that decides nothing. */
  stronger<A extends SettingName, B extends SettingName>(a: A, b: B): A | B | null;
  /** How a person calls a setting, by where it was given: `--region`, `CHAT_IP_REGION` … */
  originOf(name: SettingName): string;
  /** @throws {CliError} when anything was wrong, with all of it */
  finish(): void;
}

/** What overrides what: a smaller number is stronger. */
type Strength = 0 | 1 | 2 | 3;

interface Given {
  readonly strength: Strength;
  readonly value: ConfigValue;
  readonly origin: string;
  readonly from: string;
}

/** A reader for one app, or for everything where the config file names no apps. */
export function createSettingReader(
  sources: SettingSources,
  app: { readonly name: string; readonly values: ConfigValues } | null = null,
  problems: Message[] = [],
): SettingReader {
  const { flags, env, config, cwd } = sources;
  const note = (message: Message): void => {
    const { what } = message;
    problems.push({ ...message, what: app === null ? what : words().settings.ofApp(app.name, what) });
  };

  const find = (name: SettingName): Given | null => {
    const flag = flags[name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())];
    if (flag !== undefined)
      return { strength: 0, value: flag as ConfigValue, origin: `--${name}`, from: cwd };
    // An app's own field is more specific than a variable that is set for all of them.
    const own = app?.values.get(name);
    if (own !== undefined) return inConfig(name, own, 1);
    const variable = variableOf(name);
    const fromEnv = env[variable];
    if (fromEnv !== undefined && fromEnv.trim() !== "") {
      return { strength: 2, value: fromEnv.trim(), origin: variable, from: cwd };
    }
    const shared = config?.values.get(name);
    return shared === undefined ? null : inConfig(name, shared, 3);
  };
  const inConfig = (name: string, value: ConfigValue, strength: Strength): Given => ({
    strength,
    value,
    origin: words().settings.inConfig(name, config?.file ?? null),
    from: config?.folder ?? cwd,
  });
  const refuse = (given: Given, problem: string, remedy?: string): void => {
    const shown = JSON.stringify(oneLine(String(given.value), 80));
    note({ what: words().settings.refused(given.origin, shown, problem), remedy });
  };

  const reader: SettingReader = {
    app: app?.name ?? null,
    sources,
    text(name) {
      const given = find(name);
      return given === null ? null : String(given.value);
    },
    checked(name, problemOf) {
      const given = find(name);
      if (given === null) return null;
      const problem = problemOf(String(given.value));
      // A URL is where people leave passwords, so it isn't repeated.
      if (problem !== null && name.endsWith("endpoint"))
        note({ what: words().settings.problemOf(given.origin, problem) });
      else if (problem !== null) refuse(given, words().settings.problemOf("", problem).trim());
      return String(given.value);
    },
    number(name, fallback) {
      const given = find(name);
      if (given === null) return fallback;
      const value = typeof given.value === "number" ? given.value : Number(given.value);
      const { maximum = Number.MAX_SAFE_INTEGER, kind } = settingOf(name) ?? {};
      if (!/^\d+(\.\d+)?$/.test(String(given.value)) || value > maximum) {
        refuse(given, words().settings.numberRange(maximum));
      } else if (kind === "whole-number" && !Number.isInteger(value))
        refuse(given, words().settings.wholeNumber);
      return value;
    },
    boolean(name) {
      const given = find(name);
      if (given === null || typeof given.value === "boolean") return given?.value === true;
      const text = String(given.value).toLowerCase();
      if (!["true", "false", "1", "0"].includes(text)) refuse(given, words().settings.trueOrFalse);
      return text === "true" || text === "1";
    },
    choice(name, isOne) {
      const given = find(name);
      if (given === null) return null;
      const text = String(given.value);
      if (isOne(text)) return text;
      refuse(given, words().settings.notKnown, suggestion(text, settingOf(name)?.values ?? []));
      return null;
    },
    names(name, isOne) {
      const given = find(name);
      if (given === null) return null;
      const texts = Array.isArray(given.value)
        ? given.value.map(String)
        : String(given.value).split(/[,\s]+/);
      const unique = [...new Set(texts.map((text) => text.trim()).filter((text) => text !== ""))];
      for (const text of unique.filter((one) => !isOne(one))) {
        const what = words().settings.unknownName(given.origin, oneLine(text, 64));
        note({ what, remedy: suggestion(text, settingOf(name)?.values ?? []) });
      }
      if (unique.length === 0) refuse(given, words().settings.namesNothing);
      return unique.filter(isOne);
    },
    path(name) {
      const given = find(name);
      return given === null ? null : resolve(given.from, String(given.value));
    },
    note,
    stronger(a, b) {
      const [first, second] = [find(a)?.strength, find(b)?.strength];
      if (first === undefined || second === undefined || first === second) return null;
      return first < second ? a : b;
    },
    originOf: (name) => find(name)?.origin ?? `--${name}`,
    finish() {
      if (problems.length > 0) throw usageError(...problems);
    },
  };
  return reader;
}

import { nearestName } from "@chat-ip/core";
import type { CoreRule, InputPlace, InputProblem, TextFault } from "@chat-ip/report";

/** Reads one input: its text, trimmed, or `""`. */
export type ReadInput = (name: string) => string;

/** Shortens a value for a message, so that a huge one can't flood the log. */
export const shortened = (text: string): string => (text.length > 80 ? `${text.slice(0, 80)}…` : text);

/** Names separated by commas or new lines; the dashes of a YAML list are ignored. */
export const splitNames = (text: string): string[] => [
  ...new Set(
    text
      .split(/[,\n\r]/)
      .map((name) => name.trim().replace(/^-\s+/, ""))
      .filter((name) => name !== "" && name !== "-"),
  ),
];

/** Reads inputs one by one and collects what is wrong with them, so that all of it can be reported at once. */
export interface InputReader {
  readonly problems: InputProblem[];
  text(name: string, fallback?: string): string;
  note(problem: InputProblem): void;
  /** Notes what is wrong with a value, if anything is. */
  noteFault(place: InputPlace, fault: TextFault | null): void;
  /** Notes what core says about a value, if it says something. */
  noteRefusal(place: InputPlace, rule: CoreRule, says: string | null): void;
  checked(name: string, rule: Rule, fallback?: string): string;
  optional(name: string, rule: Rule): string | null;
  switch(name: string, fallback: boolean): boolean;
  number(name: string, fallback: number, maximum: number): number;
  /** One of a fixed set, the first of which is the default. */
  oneOf<const T extends string>(name: string, all: readonly [T, ...T[]]): T;
  names(name: string, rule: Rule): string[];
  /** Names out of a fixed set, in its order. */
  choices<T extends string>(name: string, all: readonly T[], is: (text: string) => text is T): T[];
}

/** What is wrong with a text; `null` if nothing is. */
export type Rule = (text: string) => TextFault | null;

export function createReader(read: ReadInput): InputReader {
  const problems: InputProblem[] = [];
  const reader: InputReader = {
    problems,
    text: (name, fallback = "") => read(name) || fallback,
    note(problem) {
      problems.push(problem);
    },
    noteFault(place, fault) {
      if (fault !== null) reader.note({ id: "unfit", place, fault });
    },
    noteRefusal(place, rule, says) {
      // Core begins with the name that it was given, which is "".
      if (says !== null) reader.note({ id: "refused-by-core", place, rule, says: says.trim() });
    },
    checked(name, rule, fallback = "") {
      const text = reader.text(name, fallback);
      reader.noteFault({ input: name, value: shortened(text) }, rule(text));
      return text;
    },
    optional: (name, rule) => (reader.text(name) === "" ? null : reader.checked(name, rule)),
    switch(name, fallback) {
      const text = reader.text(name, String(fallback)).toLowerCase();
      if (text !== "true" && text !== "false")
        reader.note({ id: "not-a-switch", place: { input: name }, value: shortened(text) });
      return text === "true";
    },
    number(name, fallback, maximum) {
      const text = reader.text(name, String(fallback));
      const value = Number(text);
      if (!/^\d+(\.\d+)?$/.test(text) || value > maximum) {
        const range = { whole: false, minimum: 0, maximum, quoted: false };
        reader.note({ id: "not-a-number", place: { input: name }, value: shortened(text), ...range });
      }
      return value;
    },
    oneOf(name, all) {
      const [fallback] = all;
      const text = reader.text(name, fallback);
      const found = all.find((one) => one === text);
      if (found === undefined) {
        reader.note({ id: "not-one-of", place: { input: name }, value: shortened(text), allowed: all });
      }
      return found ?? fallback;
    },
    names(name, rule) {
      const found = splitNames(reader.text(name));
      for (const one of found) reader.noteFault({ input: name, value: shortened(one) }, rule(one));
      return found;
    },
    choices(name, all, is) {
      const text = reader.text(name);
      const found = splitNames(text);
      if (text !== "" && found.length === 0) {
        reader.note({ id: "no-name", input: name, value: shortened(text) });
      }
      for (const unknown of found.filter((one) => !is(one)).slice(0, 10)) {
        reader.note({
          id: "unknown-name",
          place: { input: name },
          value: shortened(unknown),
          known: all,
          suggestion: nearestName(unknown, all),
        });
      }
      return all.filter((one) => found.includes(one));
    },
  };
  return reader;
}

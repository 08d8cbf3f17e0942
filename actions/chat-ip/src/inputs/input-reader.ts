import { suggestion } from "./suggestion.ts";

/** Reads one input: its text, trimmed, or `""`. */
export type ReadInput = (name: string) => string;

/** Shortens a value for a message, so that a huge one can't flood the log. */
export const quote = (text: string): string =>
  JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);

/** Names between commas or on lines of their own; the dashes of a YAML list are understood. */
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
  readonly problems: string[];
  text(name: string, fallback?: string): string;
  /** Notes a sentence about an input, if there is one. */
  note(problem: string | null): void;
  /** @param problemOf names the input and what is wrong with the text */
  checked(name: string, problemOf: Rule, fallback?: string): string;
  optional(name: string, problemOf: Rule): string | null;
  switch(name: string, fallback: boolean): boolean;
  number(name: string, fallback: number, maximum: number): number;
  /** One of a fixed set, the first of which is the default. */
  oneOf<const T extends string>(name: string, all: readonly [T, ...T[]]): T;
  names(name: string, problemOf: Rule): string[];
  /** Names out of a fixed set, in its order. */
  choices<T extends string>(name: string, all: readonly T[], is: (text: string) => text is T): T[];
}

/** What is wrong with a text, completing the sentence that begins with its name; `null` if nothing is. */
export type Rule = (text: string) => string | null;

export function createReader(read: ReadInput): InputReader {
  const problems: string[] = [];
  const reader: InputReader = {
    problems,
    text: (name, fallback = "") => read(name) || fallback,
    note(problem) {
      if (problem !== null) problems.push(`${problem}.`);
    },
    checked(name, problemOf, fallback = "") {
      const text = reader.text(name, fallback);
      const problem = problemOf(text);
      reader.note(problem && `\`${name}\` ${quote(text)} ${problem}`);
      return text;
    },
    optional: (name, problemOf) => (reader.text(name) === "" ? null : reader.checked(name, problemOf)),
    switch(name, fallback) {
      const text = reader.text(name, String(fallback)).toLowerCase();
      if (text !== "true" && text !== "false")
        reader.note(`\`${name}\` must be \`true\` or \`false\`, not ${quote(text)}`);
      return text === "true";
    },
    number(name, fallback, maximum) {
      const text = reader.text(name, String(fallback));
      const value = Number(text);
      if (!/^\d+(\.\d+)?$/.test(text) || value > maximum) {
        reader.note(`\`${name}\` must be a number from 0 to ${maximum}, not ${quote(text)}`);
      }
      return value;
    },
    oneOf(name, all) {
      const [fallback] = all;
      const text = reader.text(name, fallback);
      const found = all.find((one) => one === text);
      if (found === undefined) {
        const allowed = all.map((one) => `\`${one}\``).join(", ");
        reader.note(`\`${name}\` must be one of ${allowed}, not ${quote(text)}`);
      }
      return found ?? fallback;
    },
    names(name, problemOf) {
      const found = splitNames(reader.text(name));
      for (const one of found) {
        const problem = problemOf(one);
        reader.note(problem && `\`${name}\` ${quote(one)} ${problem}`);
      }
      return found;
    },
    choices(name, all, is) {
      const text = reader.text(name);
      const found = splitNames(text);
      if (text !== "" && found.length === 0) reader.note(`\`${name}\` contains no name, only ${quote(text)}`);
      for (const unknown of found.filter((one) => !is(one)).slice(0, 10)) {
        problems.push(
          `\`${name}\`: ${quote(unknown)} is not one of ${all.join(", ")}.${suggestion(unknown, all)}`,
        );
      }
      return all.filter((one) => found.includes(one));
    },
  };
  return reader;
}

import type { FactsOf } from "./facts-of.ts";

/** Where in the inputs something is wrong. `value` is repeated only where it can't be a secret. */
export type InputPlace =
  | { readonly input: string; readonly value?: string }
  /** a field of an app in `apps`, or the app as a whole */
  | { readonly app: string; readonly field?: string; readonly value?: string }
  /** an entry of `apps` without a usable name; from 1 */
  | { readonly entry: number }
  /** a line of `secret-keys` or `user-sigs`; `owner` is the app that it names */
  | { readonly secrets: string; readonly line: number; readonly owner?: string };

/** A value as a person wrote it; what is neither text nor a number nor a switch as a text. */
export type InputValue = string | number | boolean | null;

/** What is wrong with a text that reaches GitHub as a name or in one line. */
export type TextFault =
  | "empty"
  | "invisible"
  | "not-unicode"
  | "ref-too-long"
  | "full-ref"
  | "reserved-by-git"
  | "leading-hyphen"
  | "looks-like-a-commit"
  | "forbidden-character"
  | "forbidden-sequence"
  | "trailing-dot"
  | "stray-slash"
  | "part-leading-dot"
  | "part-lock"
  | "not-relative"
  | "backslash"
  | "path-too-long"
  | "empty-part"
  | "leaves-repository"
  | "dot-part"
  | "git-part"
  | "part-too-long"
  | "not-a-login"
  | "team-with-organisation"
  | "not-a-team"
  | "reserved-trailer"
  | { readonly longerThan: number };

/** A value that core refuses. */
export type CoreRule = "sdk-app-id" | "identifier" | "secret-key" | "user-sig" | "endpoint";

/**
 * Something that is wrong with the inputs or the runner's variables, with its facts. `suggestion` is the nearest known name. `says` is
 * what core finds, in its own English words: the end of the sentence that begins with the place.
 */
export type InputProblem =
  | { readonly id: "both-set"; readonly place?: InputPlace; readonly names: readonly [string, string] }
  | { readonly id: "secret-key-empty" | "sdk-app-id-empty" | "token-empty" | "token-odd" | "apps-aliases" }
  /** `regions`: their names, where there is room to list them */
  | { readonly id: "no-server"; readonly place?: InputPlace; readonly regions?: readonly string[] }
  | { readonly id: "foreign-endpoint"; readonly place: InputPlace }
  | {
      readonly id: "unknown-name" | "unknown-region";
      readonly place: InputPlace;
      readonly value: InputValue;
      readonly known: readonly string[];
      readonly suggestion: string | null;
    }
  | {
      readonly id: "refused-by-core";
      readonly place: InputPlace;
      readonly rule: CoreRule;
      readonly says: string;
    }
  | { readonly id: "secrets-without-apps"; readonly input: string }
  | { readonly id: "apps-and-one"; readonly inputs: readonly string[] }
  | { readonly id: "not-a-switch"; readonly place: InputPlace; readonly value: InputValue }
  | {
      readonly id: "not-a-number";
      readonly place: InputPlace;
      readonly value: InputValue;
      readonly whole: boolean;
      readonly minimum: number;
      readonly maximum: number;
      /** it is a number in quotation marks */
      readonly quoted: boolean;
    }
  | {
      readonly id: "not-one-of";
      readonly place: InputPlace;
      readonly value: InputValue;
      readonly allowed: readonly string[];
    }
  | { readonly id: "not-a-text"; readonly place: InputPlace }
  | { readonly id: "not-a-list"; readonly place: InputPlace; readonly example: string }
  | { readonly id: "no-name"; readonly input: string; readonly value: InputValue }
  | { readonly id: "unfit"; readonly place: InputPlace; readonly fault: TextFault }
  | { readonly id: "branch-is-the-base"; readonly branch: string }
  | { readonly id: "allowed-app"; readonly value: InputValue; readonly suggestion: string | null }
  | {
      readonly id: "allowed-form";
      readonly value: InputValue;
      readonly form: string;
      readonly suggestion: string | null;
    }
  /** `named`: list, or app and list, to which the digest is to be added */
  | { readonly id: "allowed-digest"; readonly value: InputValue; readonly named: string }
  | { readonly id: "apps-too-long"; readonly most: number }
  /** `fault`: the parser's code */
  | {
      readonly id: "apps-unreadable";
      readonly at: { readonly line: number; readonly column: number } | null;
      readonly fault: string;
    }
  /** `found`: how many there are; `null` where it is not a list */
  | { readonly id: "apps-not-a-list"; readonly most: number; readonly found: number | null }
  | {
      readonly id: "app-not-an-object" | "app-name" | "app-name-twice" | "app-without-id";
      readonly place: InputPlace;
    }
  | { readonly id: "app-secret"; readonly place: InputPlace; readonly field: string }
  | {
      readonly id: "app-field";
      readonly place: InputPlace;
      readonly field: string;
      readonly known: readonly string[];
      readonly suggestion: string | null;
    }
  | { readonly id: "secret-lines"; readonly input: string; readonly lines: readonly number[] }
  | { readonly id: "secret-swapped"; readonly place: InputPlace }
  | {
      readonly id: "secret-of-nobody";
      readonly place: InputPlace;
      readonly app: string;
      readonly suggestion: string | null;
    }
  | { readonly id: "secret-twice"; readonly place: InputPlace; readonly app: string }
  | { readonly id: "secrets-missing"; readonly apps: readonly string[]; readonly more: number }
  | { readonly id: "shared-folder"; readonly apps: readonly [string, string]; readonly path: string }
  /** a variable of the runner */
  | { readonly id: "not-a-url"; readonly variable: string }
  | { readonly id: "no-repository" }
  /** `says`: what core finds, with the variable's name */
  | { readonly id: "proxy" | "no-proxy"; readonly says: string }
  /** allowed, but probably not meant */
  | { readonly id: "short-key"; readonly app: string | null; readonly length: number };

/** The words of every problem with the inputs, as whole sentences. A problem without words doesn't compile. */
export type InputWords = {
  readonly [Id in InputProblem["id"]]: (facts: FactsOf<InputProblem, Id>) => string;
};

/** A value in JSON: a text is in quotation marks, with what can't be seen in it spelt out. */
export const quoted = (value: InputValue): string => JSON.stringify(value);

/** The words of one problem. */
export function inputProblemText(words: InputWords, problem: InputProblem): string {
  // Each id has the words of its own facts, which the compiler can't follow through a look-up.
  const text = words[problem.id] as (facts: InputProblem) => string;
  return text(problem);
}

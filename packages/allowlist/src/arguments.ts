import { InvalidArgumentError } from "./errors.ts";
import type { KeepBlock } from "./keep-block.ts";
import type { Prefix } from "./prefix.ts";

// Checks for callers without types. Each message says what was passed, and what to pass instead.

const SHOWN_CHARACTERS = 64;

/** What was passed, in words. */
function inWords(value: unknown): string {
  if (value === undefined) return "is missing";
  if (value === null) return "is null";
  if (typeof value === "string") {
    const start = JSON.stringify(value.slice(0, SHOWN_CHARACTERS));
    return `is a text (${value.length > SHOWN_CHARACTERS ? `${start}…` : start})`;
  }
  if (typeof value === "object") return `is ${value instanceof Promise ? "a promise" : "an object"}`;
  return `is a ${typeof value}`;
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === "object" && value !== null && Symbol.iterator in value;
}

const REMEDY =
  "Pass an array of prefixes. For a file, pass the `prefixes` that `parseAllowlist` returns for its content.";

/**
 * The prefixes that were passed as an argument.
 * @throws {InvalidArgumentError} when the value isn't an array or another iterable; a text isn't one here
 */
export function checkPrefixes(argument: string, value: Iterable<Prefix>): readonly Prefix[] {
  if (!isIterable(value)) throw new InvalidArgumentError(argument, inWords(value), REMEDY);
  return Array.isArray(value) ? value : [...value];
}

/**
 * The prefixes of what is to be kept, given as prefixes, as keep blocks, or as both.
 * @throws {InvalidArgumentError} when the value is neither
 */
export function checkKeep(
  argument: string,
  value: readonly (Prefix | KeepBlock)[] | undefined,
): readonly Prefix[] {
  if (value === undefined) return [];
  const remedy = "Pass the `keep` that `parseAllowlist` returns, or an array of prefixes.";
  if (!Array.isArray(value)) throw new InvalidArgumentError(argument, inWords(value), remedy);
  return value.flatMap((item: Prefix | KeepBlock) =>
    typeof item === "object" && item !== null
      ? checkPrefixes(`${argument}[].prefixes`, item.prefixes)
      : [item],
  );
}

/**
 * An options object.
 * @throws {InvalidArgumentError} when the value isn't an object
 */
export function checkOptions(argument: string, value: object, example: string): void {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return;
  const problem = Array.isArray(value) ? "is an array" : inWords(value);
  throw new InvalidArgumentError(argument, problem, `Pass an object: \`${example}\`.`);
}

/**
 * A text.
 * @throws {InvalidArgumentError} when the value is something else
 */
export function checkText(argument: string, value: string, remedy: string): void {
  if (typeof value !== "string") throw new InvalidArgumentError(argument, inWords(value), remedy);
}

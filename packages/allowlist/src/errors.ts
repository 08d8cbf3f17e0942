import type { Format } from "./format.ts";

/** Texts that are not valid addresses or prefixes were passed where prefixes are expected. All of them are in `refused`. */
export class InvalidPrefixError extends Error {
  override readonly name = "InvalidPrefixError";
  /** Every text that was refused, with the reason. The texts are untrusted. */
  readonly refused: readonly { readonly text: string; readonly reason: string }[];

  constructor(refused: readonly { readonly text: string; readonly reason: string }[]) {
    const [first] = refused;
    const shown = first ? `${JSON.stringify(first.text.slice(0, 64))} is ${first.reason}` : "";
    const more = refused.length > 1 ? `, and ${refused.length - 1} more` : "";
    super(
      `Not a valid address or prefix: ${shown}${more}. Read texts from outside with parseEntry or parseAllowlist first.`,
    );
    this.refused = refused;
  }
}

/** A function was called with something that it can't work with. The message says what was passed, and what to pass instead. */
export class InvalidArgumentError extends TypeError {
  override readonly name = "InvalidArgumentError";
  /** Which argument, as the caller writes it: `compare({ committed })`. */
  readonly argument: string;

  constructor(argument: string, problem: string, remedy: string) {
    super(`\`${argument}\` ${problem}. ${remedy}`);
    this.argument = argument;
  }
}

/** A list goes beyond what the program that reads a format can take. */
export class FormatLimitError extends Error {
  override readonly name = "FormatLimitError";
  /** The format that was asked for. */
  readonly format: Format;
  /** The list's name. */
  readonly list: string;
  /** What is too much, and how much there may be; completes the sentence "the list can't be written, since …". */
  readonly reason: string;
  /** What helps, as a sentence. Aggregating doesn't: what is rendered is aggregated already. */
  readonly remedy: string;

  constructor(format: Format, list: string, reason: string, remedy: string) {
    super(`\`${list}\` can't be written for ${format}: ${reason}. ${remedy}`);
    this.format = format;
    this.list = list;
    this.reason = reason;
    this.remedy = remedy;
  }
}

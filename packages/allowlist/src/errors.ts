import type { Format } from "./format.ts";

/** Texts that are no prefixes were given where prefixes are expected. All of them are listed. */
export class InvalidPrefixError extends Error {
  override readonly name = "InvalidPrefixError";
  readonly refused: readonly { readonly text: string; readonly reason: string }[];

  constructor(refused: readonly { readonly text: string; readonly reason: string }[]) {
    const [first] = refused;
    const shown = first ? `${JSON.stringify(first.text.slice(0, 64))} is ${first.reason}` : "";
    const more = refused.length > 1 ? `, and ${refused.length - 1} more` : "";
    super(`Not an address or prefix: ${shown}${more}. Read texts with parseEntry or parseAllowlist first.`);
    this.refused = refused;
  }
}

/** A list goes beyond what a format's consumer can take. */
export class FormatLimitError extends Error {
  override readonly name = "FormatLimitError";
  readonly format: Format;
  readonly list: string;
  /** What is too much, and how much there may be. */
  readonly reason: string;

  constructor(format: Format, list: string, reason: string) {
    super(
      `The list ${list} can't be written for ${format}: ${reason}. Leave the format out, or divide the list.`,
    );
    this.format = format;
    this.list = list;
    this.reason = reason;
  }
}

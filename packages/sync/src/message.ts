/**
 * What a person reads when something is wrong. It stays in parts until it is printed, so that nobody has to take a sentence
 * apart again. Any part may quote text from outside: escape it where it is printed.
 */
export interface Message {
  /** what is wrong, as one or more whole sentences */
  readonly what: string;
  /** why it is so */
  readonly why?: string;
  /** what to do about it */
  readonly remedy?: string;
  /** text to paste, such as a piece of YAML */
  readonly snippet?: string;
}

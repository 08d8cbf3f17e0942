import type { Message } from "../errors.ts";
import type { Language } from "../words/language.ts";
import { words } from "../words/words.ts";
import { createStyle, type Style, wantsColor } from "./style.ts";

/** What a command writes to: data on stdout, words on stderr. */
export interface Terminal {
  /** Whether stdout gets one JSON document instead of text. */
  readonly json: boolean;
  readonly quiet: boolean;
  readonly debug: boolean;
  readonly language: Language;
  /** Columns of the terminal on stdout; 100 where it is none. */
  readonly width: number;
  /** Whether stdout is a terminal. */
  readonly interactive: boolean;
  /** For stdout. */
  readonly style: Style;
  /** Writes data to stdout, as it is. */
  write(text: string): void;
  /** Writes the one JSON document of a command to stdout; bigints as text. */
  writeJson(command: string, document: object): void;
  /** Writes a line for a person to stderr; nothing with `--quiet`. */
  say(text: string): void;
  /** Writes a warning to stderr, with `--quiet` too. */
  warn(message: Message): void;
  /** Writes an error to stderr. */
  fail(message: Message): void;
  /** Writes a line to stderr with `--debug`. */
  trace(text: string): void;
  /** Shows what long work is doing, on a terminal only; `null` clears the line. */
  progress(text: string | null): void;
}

export interface TerminalOptions {
  readonly json: boolean;
  readonly quiet: boolean;
  readonly debug: boolean;
  readonly language: Language;
  readonly env: NodeJS.ProcessEnv;
}

/** The version of the JSON documents. It rises when a field goes or changes its meaning. */
const jsonVersion = 1;

/** Words that may quote a server, without what would move the cursor or turn the direction of text. */
function harmless(text: string): string {
  return text.replace(/(?!\n)\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu, " ");
}

/** The terminal of this process. */
export function createTerminal({ env, ...options }: TerminalOptions): Terminal {
  const { stdout, stderr } = process;
  const paint = createStyle(wantsColor(env, stderr.isTTY === true));
  let progressShown = false;
  const clearProgress = (): void => {
    if (progressShown) stderr.write("\r\u001b[K");
    progressShown = false;
  };
  const tell = (label: string, { what, why, remedy, snippet }: Message): void => {
    clearProgress();
    const rest = [why ?? "", remedy ?? "", ...(snippet?.split("\n") ?? [])].filter((text) => text !== "");
    stderr.write(`${label}${harmless(what)}\n${rest.map((text) => `  ${harmless(text)}\n`).join("")}`);
  };
  return {
    ...options,
    width: stdout.columns ?? 100,
    interactive: stdout.isTTY === true,
    style: createStyle(wantsColor(env, stdout.isTTY === true)),
    write(text) {
      clearProgress();
      stdout.write(text);
    },
    writeJson(command, document) {
      const whole = { version: jsonVersion, command, ...document };
      const text = JSON.stringify(
        whole,
        (_, value) => (typeof value === "bigint" ? String(value) : value),
        2,
      );
      this.write(`${text}\n`);
    },
    say(text) {
      if (options.quiet) return;
      clearProgress();
      stderr.write(`${text}\n`);
    },
    warn: (message) => tell(paint.yellow(words().errors.warning), message),
    fail: (message) => tell(paint.red(words().errors.error), message),
    trace(text) {
      if (!options.debug) return;
      clearProgress();
      stderr.write(`${paint.dim(harmless(text))}\n`);
    },
    progress(text) {
      if (stderr.isTTY !== true || env.TERM === "dumb" || options.quiet || options.json) return;
      clearProgress();
      if (text === null) return;
      stderr.write(paint.dim(text.slice(0, Math.max(0, (stderr.columns ?? 80) - 1))));
      progressShown = true;
    },
  };
}

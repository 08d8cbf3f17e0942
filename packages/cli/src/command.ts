import type { CommandFlag } from "./command-flag.ts";
import type { ExitCode } from "./exit-codes.ts";
import type { SettingSources } from "./settings/setting-reader.ts";
import type { SettingName } from "./settings/settings.ts";
import type { Terminal } from "./terminal/terminal.ts";

/** What one run of a command works with. */
export interface Invocation {
  readonly args: readonly string[];
  /** The values of flags, by their names in camel case. */
  readonly flags: Readonly<Record<string, unknown>>;
  readonly terminal: Terminal;
  /** Reads the config file when it is first asked for. @throws {CliError} when it can't be used */
  readonly sources: () => SettingSources;
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  /** Aborts on SIGINT and SIGTERM. */
  readonly signal: AbortSignal;
}

/** A command of `chat-ip` as the list of all commands shows it. */
export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  /** As commander reads them: `[list...]`. */
  readonly args?: string;
  readonly load: () => Promise<CommandBody>;
}

/** What a command takes and does. */
export interface CommandBody {
  /** More for the command's own help. */
  readonly details?: string;
  /** What an argument can be, for completion; a file where this is left out. */
  readonly argValues?: readonly string[];
  readonly settings: readonly SettingName[];
  /** What a setting is for in this command, where that isn't what it is for elsewhere. */
  readonly settingDescriptions?: Readonly<Partial<Record<SettingName, string>>>;
  /** Help for one argument, such as a command of the API; null where there is none. */
  readonly helpFor?: (argument: string) => string | null;
  readonly flags: readonly CommandFlag[];
  readonly examples: readonly { readonly line: string; readonly does: string }[];
  readonly run: (invocation: Invocation) => Promise<ExitCode>;
}

/** A command that has been loaded. */
export interface Command extends CommandBody, Omit<CommandEntry, "load"> {}

export async function loadCommand({ load, ...entry }: CommandEntry): Promise<Command> {
  return { ...entry, ...(await load()) };
}

/** Whether a flag without a value was given. */
export function isSet(flags: Invocation["flags"], name: string): boolean {
  return flags[name] === true;
}

/** The value of a flag, or `null`. */
export function textOf(flags: Invocation["flags"], name: string): string | null {
  const value = flags[name];
  return typeof value === "string" ? value : null;
}

/** The values of a repeatable flag. */
export function textsOf(flags: Invocation["flags"], name: string): readonly string[] {
  const value = flags[name];
  return Array.isArray(value) ? value.map(String) : [];
}

import type { Command } from "../command.ts";
import type { CommandFlag } from "../command-flag.ts";
import { globalFlags } from "../program.ts";
import { type SettingName, settingOf } from "../settings/settings.ts";

/** A flag as completions need it. */
export interface CompletedFlag {
  /** `-4`, or null. */
  readonly short: string | null;
  readonly long: string;
  readonly description: string;
  readonly takesValue: boolean;
  /** Null where any file may be the value. */
  readonly values: readonly string[] | null;
  /** Whether the value is a list with commas. */
  readonly list: boolean;
}

export interface CompletedCommand {
  readonly name: string;
  readonly summary: string;
  readonly flags: readonly CompletedFlag[];
  /** Null where an argument is a file. */
  readonly args: readonly string[] | null;
}

/** All that can be completed. Texts hold no quotes, dollars or backslashes, so that any shell can quote them. */
export function describeCommands(commands: readonly Command[]): readonly CompletedCommand[] {
  return commands.map(({ name, summary, flags, settings, argValues, args }) => ({
    name,
    summary: plain(summary),
    flags: [...flags, ...globalFlags].map(describeFlag).concat(settings.map(describeSetting)),
    args: argValues ?? (args === undefined ? [] : null),
  }));
}

function describeFlag({ flags, description, values }: CommandFlag): CompletedFlag {
  const match = /^(?:(-\w), )?(--[\w-]+)( [<[].*)?$/.exec(flags);
  return {
    short: match?.[1] ?? null,
    long: match?.[2] ?? flags,
    description: plain(description),
    takesValue: match?.[3] !== undefined,
    values: values ?? null,
    list: false,
  };
}

function describeSetting(name: SettingName): CompletedFlag {
  const setting = settingOf(name);
  const { kind = "text", description = "", values = null } = setting ?? {};
  const own = kind === "text" && (name === "key-file" || name === "path") ? null : (values ?? []);
  return {
    short: null,
    long: `--${name}`,
    description: plain(description),
    takesValue: kind !== "boolean",
    values: own,
    list: kind === "names",
  };
}

/** The first sentence, without what shells treat specially. */
function plain(text: string): string {
  return (/^.*?[.:](?= |$)/.exec(text)?.[0] ?? text).replace(/['"`$\\[\]:]/g, "").replace(/\.$/, "");
}

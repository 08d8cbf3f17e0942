import { Command as Commander, CommanderError, Option } from "commander";
import { type Command, type CommandEntry, loadCommand } from "./command.ts";
import type { CommandFlag } from "./command-flag.ts";
import { usageError } from "./errors.ts";
import type { Setting } from "./settings/settings.ts";
import { version } from "./version.ts";
import { words } from "./words/words.ts";

/** Takes a command that was chosen on the command line. */
export type Chosen = (
  command: Command,
  args: readonly string[],
  flags: Record<string, unknown>,
) => Promise<void>;

/** Flags that every command has. */
export const globalFlags: readonly CommandFlag[] = [
  { flags: "--json", description: "Write one JSON document to stdout." },
  { flags: "-q, --quiet", description: "Write no words, only data and errors." },
  { flags: "--debug", description: "Write what is done to stderr. Secrets are left out." },
  {
    flags: "--language <language>",
    description: "Language of messages: en or zh-CN. Help is in English. [CHAT_IP_LANGUAGE]",
    values: ["en", "zh-CN"],
  },
  { flags: "--lang <language>", description: "Short for --language: en or zh.", values: ["en", "zh"] },
  {
    flags: "--config <file>",
    description: "Config file. Default: chat-ip.config.json, here or in a folder above.",
  },
];

/** What people come with, and the command that answers. */
const afterHelp = `
Start with:
  chat-ip init                           set a folder up, for GitHub, GitLab or Gitea
  chat-ip doctor                         calls or logins don't work
  chat-ip explain webhooks               callbacks don't arrive
  chat-ip explain 70009                  what a code means, of the API or of a client
  chat-ip explain lists                  which list do I need?
  chat-ip lookup 203.0.113.7 --live      is this address one of Chat's?
  chat-ip history 203.0.113.7            since when is it allowed?
  chat-ip history --since 30d --changes  what changed last month?
  chat-ip sign --identifier alice --expires 1h

Settings come from flags, from CHAT_IP_SDK_APP_ID, CHAT_IP_SECRET_KEY and CHAT_IP_REGION, or from
chat-ip.config.json. Exit codes: 0 fine, 1 error, 2 drift, 3 held back, 4 not authorised, 64 usage.`;

/**
 * Builds the command line for given arguments. Only the commands that they name are loaded; of the others the help needs no
 * more than a line.
 *
 * @see https://github.com/tj/commander.js (read 2026-11)
 */
export async function createProgram(
  entries: readonly CommandEntry[],
  args: readonly string[],
  chosen: Chosen,
): Promise<Commander> {
  const program = new Commander("chat-ip")
    .description("Tencent Cloud Chat IP lists, allowlist files, UserSigs and API calls from a terminal.")
    .version(version, "-V, --version", "Print the version.")
    .helpOption("-h, --help", "Show help.")
    .helpCommand("help [command]", "Show help for a command.")
    .showSuggestionAfterError(true)
    .exitOverride()
    .configureOutput({ writeErr: () => {} });
  program.addHelpText("after", afterHelp);
  for (const entry of entries) {
    const added = addEntry(program, entry);
    if (!args.includes(entry.name)) continue;
    const command = await loadCommand(entry);
    await fillCommand(added, command, chosen);
    const own = helpOfArgument(command, args);
    if (own !== null) added.helpInformation = () => own;
  }
  return program;
}

/** Help for `chat-ip call openim/sendmsg --help`: of the argument, not of all that the command can do. */
function helpOfArgument(
  { name, helpFor }: Command,
  [first, argument = "", ...rest]: readonly string[],
): string | null {
  if (first !== name || helpFor === undefined || argument.startsWith("-")) return null;
  return rest.includes("--help") || rest.includes("-h") ? helpFor(argument) : null;
}

function addEntry(program: Commander, { name, args, summary }: CommandEntry): Commander {
  return program
    .command(args === undefined ? name : `${name} ${args}`)
    .summary(summary)
    .helpOption("-h, --help", "Show help.")
    .exitOverride()
    .configureOutput({ writeErr: () => {} });
}

async function fillCommand(added: Commander, command: Command, chosen: Chosen): Promise<void> {
  const { summary, details, flags, settings, settingDescriptions = {}, examples } = command;
  added.description(details === undefined ? summary : `${summary}\n\n${details}`);
  for (const flag of flags) added.addOption(optionOf(flag));
  if (settings.length > 0) {
    const { settingOf, variableOf } = await import("./settings/settings.ts");
    for (const name of settings) {
      const setting = settingOf(name);
      if (setting === undefined) continue;
      const description = settingDescriptions[name] ?? setting.description;
      for (const option of settingOptions({ ...setting, description }, variableOf(name))) {
        added.addOption(option);
      }
    }
  }
  for (const flag of globalFlags) added.addOption(optionOf(flag));
  const lines = examples.map(({ line, does }) => `  # ${does}\n  ${line}`).join("\n");
  added.addHelpText("after", `\nExamples:\n${lines}`);
  added.action(async () => chosen(command, added.args, added.opts()));
}

function optionOf({ flags, description, repeatable }: CommandFlag): Option {
  const option = new Option(flags, description);
  if (repeatable !== true) return option;
  return option.argParser((value: string, before: unknown) => [
    ...(Array.isArray(before) ? before : []),
    value,
  ]);
}

function settingOptions(
  { name, kind, description, placeholder }: Setting,
  variable: string,
): readonly Option[] {
  const words = `${description} [${variable}]`;
  if (kind !== "boolean") return [new Option(`--${name} <${placeholder}>`, words)];
  return [new Option(`--${name}`, words), new Option(`--no-${name}`).hideHelp()];
}

const secretFlag = /^--(secret-keys?|key|user-sigs?|token)(=|$)/;

/**
 * Runs the command that `args` choose.
 *
 * @throws {CliError} when they choose none, or hold a secret
 */
export async function runProgram(program: Commander, args: readonly string[]): Promise<void> {
  const secret = args.map((arg) => secretFlag.exec(arg)).find((match) => match !== null);
  if (secret) {
    throw usageError(words().usage.secretFlag(secret[1] ?? ""));
  }
  try {
    await program.parseAsync(args, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return; // --help and --version
    if (error.code === "commander.help" || error.code === "commander.helpDisplayed") {
      process.stderr.write(`${program.helpInformation()}${afterHelp}\n\n`);
      throw usageError(words().usage.noCommand);
    }
    throw usageError(words().usage.refused(error.code, error.message));
  }
}

import "./node-20.ts";
import type { Invocation } from "./command.ts";
import { commands } from "./commands.ts";
import { CliError, usageError } from "./errors.ts";
import { type ExitCode, exitCodes } from "./exit-codes.ts";
import { oneLine } from "./one-line.ts";
import { createProgram, runProgram } from "./program.ts";
import type { ConfigFile } from "./settings/config-file.ts";
import type { SettingSources } from "./settings/setting-reader.ts";
import { createTerminal, type Terminal } from "./terminal/terminal.ts";
import type { Language } from "./words/language.ts";
import { speak, words } from "./words/words.ts";

/** Runs one command line and sets the exit code of the process. Never rejects. */
export async function main(args: readonly string[]): Promise<void> {
  const { env } = process;
  watchOutput();
  const interruption = createInterruption();
  let terminal = createTerminal({
    json: args.includes("--json"),
    quiet: false,
    debug: args.includes("--debug"),
    language: languageIn(args, env),
    env,
  });
  let running = "";
  // Until the flags are read, and for mistakes in them.
  await speak(languageIn(args, env));
  try {
    const program = await createProgram(commands, args, async (command, given, flags) => {
      running = command.name;
      const cwd = process.cwd();
      const { readConfigFile } =
        command.settings.length > 0
          ? await import("./settings/config-file.ts")
          : { readConfigFile: () => null };
      let config: ConfigFile | null | undefined;
      const readConfig = (): ConfigFile | null => {
        const file = typeof flags.config === "string" ? flags.config : env.CHAT_IP_CONFIG || undefined;
        config ??= readConfigFile(file, cwd);
        return config;
      };
      const language = languageOf(flags, env, readConfig);
      await speak(language);
      terminal = createTerminal({
        json: flags.json === true,
        quiet: flags.quiet === true,
        debug: flags.debug === true,
        language,
        env,
      });
      const invocation: Invocation = {
        args: given,
        flags,
        terminal,
        sources: (): SettingSources => ({ flags, env, cwd, config: readConfig() }),
        env,
        cwd,
        signal: interruption.signal,
      };
      process.exitCode = await command.run(invocation);
    });
    await runProgram(program, args);
  } catch (error) {
    process.exitCode =
      interruption.signal.aborted || wasAborted(error)
        ? exitCodes.interrupted
        : await report(error, running, terminal);
  } finally {
    terminal.progress(null);
    interruption.stop();
  }
}

/** Whether a person pressed Ctrl+C or Ctrl+D at a question. */
function wasAborted(error: unknown): boolean {
  const aborted = error instanceof Error && "code" in error && error.code === "ABORT_ERR";
  if (aborted) process.stderr.write("\n");
  return aborted;
}

async function report(error: unknown, command: string, terminal: Terminal): Promise<ExitCode> {
  const { describeError } = await import("./describe-error.ts");
  const { exitCode, messages } = describeError(error);
  for (const message of messages) terminal.fail(message);
  if (error instanceof Error && error.stack !== undefined) terminal.trace(error.stack);
  if (terminal.json) terminal.writeJson(command, { exitCode, errors: messages });
  return exitCode;
}

function toLanguage(text: unknown): Language {
  return typeof text === "string" && /^zh/i.test(text) ? "zh-CN" : "en";
}

/** The language that a command line asks for, before it is read: mistakes in it are told in that language. */
function languageIn(args: readonly string[], env: NodeJS.ProcessEnv): Language {
  const at = args.findIndex((arg) => /^--lang(uage)?(=|$)/.test(arg));
  const given = at < 0 ? undefined : (args[at]?.split("=", 2)[1] ?? args[at + 1]);
  return toLanguage(given ?? env.CHAT_IP_LANGUAGE);
}

/** The language of a run: a flag's, the environment's, or the config file's. */
function languageOf(
  { language, lang }: Record<string, unknown>,
  env: NodeJS.ProcessEnv,
  readConfig: () => ConfigFile | null,
): Language {
  const flag = language ?? lang;
  if (flag !== undefined && !/^(en|zh)([-_]\w+)*$/i.test(String(flag))) {
    throw usageError(words().usage.unknownLanguage(oneLine(String(flag), 40)));
  }
  const given = flag ?? (env.CHAT_IP_LANGUAGE || undefined);
  if (given !== undefined) return toLanguage(given);
  try {
    return toLanguage(readConfig()?.values.get("language"));
  } catch (error) {
    if (error instanceof CliError) return "en"; // the command reports it, if it needs the file
    throw error;
  }
}

/**
 * `chat-ip fetch | head -1` closes the pipe early, which is no error. A file on a full disk is one. Whatever becomes of the words
 * on stderr, the work goes on.
 */
function watchOutput(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit();
    const { what, remedy } = words().errors.system("write", " stdout", error.code ?? "unknown error");
    process.stderr.write(`${words().errors.error}${what}\n  ${remedy}\n`);
    process.exit(exitCodes.error);
  });
  process.stderr.on("error", () => {});
}

/** Aborts at the first Ctrl+C; the second one ends the process at once. */
function createInterruption(): { readonly signal: AbortSignal; stop(): void } {
  const controller = new AbortController();
  const stop = (): void => {
    process.off("SIGINT", interrupt).off("SIGTERM", interrupt);
  };
  const interrupt = (): void => {
    stop();
    controller.abort(new Error("interrupted"));
  };
  process.on("SIGINT", interrupt).on("SIGTERM", interrupt);
  return { signal: controller.signal, stop };
}

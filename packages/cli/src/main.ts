import "./node-20.ts";
import type { Invocation } from "./command.ts";
import { commands } from "./commands.ts";
import { type ExitCode, exitCodes } from "./exit-codes.ts";
import { createProgram, runProgram } from "./program.ts";
import type { SettingSources } from "./settings/setting-reader.ts";
import { createTerminal, type Language, type Terminal } from "./terminal/terminal.ts";

/** Runs one command line and sets the exit code of the process. Never rejects. */
export async function main(args: readonly string[]): Promise<void> {
  const { env } = process;
  endQuietlyWithoutReader();
  const interruption = createInterruption();
  let terminal = createTerminal({
    json: args.includes("--json"),
    quiet: false,
    debug: args.includes("--debug"),
    language: "en",
    env,
  });
  let running = "";
  try {
    const program = await createProgram(commands, args, async (command, given, flags) => {
      running = command.name;
      terminal = createTerminal({
        json: flags.json === true,
        quiet: flags.quiet === true,
        debug: flags.debug === true,
        language: languageOf(flags, env),
        env,
      });
      const cwd = process.cwd();
      const { readConfigFile } =
        command.settings.length > 0
          ? await import("./settings/config-file.ts")
          : { readConfigFile: () => null };
      const invocation: Invocation = {
        args: given,
        flags,
        terminal,
        sources: (): SettingSources => {
          const file = typeof flags.config === "string" ? flags.config : env.CHAT_IP_CONFIG || undefined;
          return { flags, env, cwd, config: readConfigFile(file, cwd) };
        },
        env,
        cwd,
        signal: interruption.signal,
      };
      process.exitCode = await command.run(invocation);
    });
    await runProgram(program, args);
  } catch (error) {
    process.exitCode = interruption.signal.aborted
      ? exitCodes.interrupted
      : await report(error, running, terminal);
  } finally {
    terminal.progress(null);
    interruption.stop();
  }
}

async function report(error: unknown, command: string, terminal: Terminal): Promise<ExitCode> {
  const { describeError } = await import("./describe-error.ts");
  const { exitCode, messages } = describeError(error, terminal.language);
  for (const message of messages) terminal.fail(message);
  if (error instanceof Error && error.stack !== undefined) terminal.trace(error.stack);
  if (terminal.json) terminal.writeJson(command, { exitCode, errors: messages });
  return exitCode;
}

function languageOf(flags: Record<string, unknown>, env: NodeJS.ProcessEnv): Language {
  const wanted = flags.language ?? flags.lang ?? env.CHAT_IP_LANGUAGE ?? "en";
  return typeof wanted === "string" && /^zh/i.test(wanted) ? "zh-CN" : "en";
}

/** `chat-ip fetch | head -1` closes the pipe early, which is no error. */
function endQuietlyWithoutReader(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit();
    throw error;
  });
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

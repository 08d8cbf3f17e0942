import { FormatLimitError } from "@chat-ip/allowlist";
import {
  ChatApiError,
  ChatConfigError,
  ChatNetworkError,
  ChatResponseError,
  ChatUserSigError,
} from "@chat-ip/core";
import { messageText } from "@chat-ip/report";
import { ForgeError, RefusedError } from "@chat-ip/sync/start";
import { CliError, type Message } from "./errors.ts";
import { exitCodeOf } from "./exit-code-of.ts";
import type { ExitCode } from "./exit-codes.ts";
import { oneLine } from "./one-line.ts";
import { language, words } from "./words/words.ts";

/** What to print for an error, and what to end with. */
export interface DescribedError {
  readonly exitCode: ExitCode;
  readonly messages: readonly Message[];
}

/** Turns any error into what is wrong, why and what to do, in a terminal's words. */
export function describeError(error: unknown): DescribedError {
  const exitCode = exitCodeOf(error);
  if (error instanceof CliError) return { exitCode, messages: error.messages };
  return { exitCode, messages: [describe(error)] };
}

function describe(error: unknown): Message {
  if (error instanceof RefusedError || error instanceof ForgeError) {
    return messageText(error.told, language());
  }
  const say = words().errors;
  if (error instanceof ChatApiError) {
    const { code, command, host, errorInfo } = error;
    const said = errorInfo === "" ? "" : say.serverSays(JSON.stringify(errorInfo));
    return {
      what: say.refused(command, host, code),
      why: sentence(say.meaning(code, error.meaning)) + said,
      remedy: say.remedy(code, error.remedy),
    };
  }
  if (error instanceof ChatNetworkError) {
    const { why, remedy } = say.network(error.kind);
    const status = error.status === null ? "" : say.httpStatus(error.status);
    return { what: say.noAnswer(error.host, error.attempts), why: why + status, remedy };
  }
  if (error instanceof ChatResponseError) {
    return say.notTheApi(error.host, error.command, sentence(error.reason), error.remedy);
  }
  if (error instanceof ChatUserSigError) return say.notWholeUserSig(sentence(error.reason));
  if (error instanceof ChatConfigError) return say.settingsUnusable(sentence(error.problems.join("; ")));
  if (error instanceof FormatLimitError) {
    return say.formatLimit(error.list, error.format, sentence(error.reason));
  }
  return describeSystemError(error);
}

function describeSystemError(error: unknown): Message {
  const say = words().errors;
  if (error instanceof Error && "code" in error && typeof error.code === "string" && "syscall" in error) {
    const path = "path" in error && typeof error.path === "string" ? ` ${oneLine(error.path)}` : "";
    return say.system(oneLine(String(error.syscall)), path, error.code);
  }
  return say.unexpected(oneLine(error instanceof Error ? error.message : String(error), 400));
}

function sentence(text: string): string {
  const whole = text.trim().replace(/\.+$/, "");
  if (whole === "") return "";
  const { fullStop } = words().errors;
  return `${whole[0]?.toUpperCase()}${whole.slice(1)}${fullStop}`;
}

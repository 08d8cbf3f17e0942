import { ChatApiError, ChatConfigError } from "@chat-ip/core";
import { CliError } from "./errors.ts";
import { type ExitCode, exitCodes } from "./exit-codes.ts";

/** Codes by which the API says that this caller may not do this: account, key, app, region or source address. */
export function isRefusal(code: number): boolean {
  return (
    [60004, 60005, 60006, 60010, 60016, 60017, 60020, 60021, 70346, 70347, 70402, 70403].includes(code) ||
    (code >= 70001 && code <= 70052) ||
    code === 70221
  );
}

/** Whether the caller is refused, so that no other request of the same kind will be answered either. */
export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof CliError) return error.exitCode;
  if (error instanceof ChatConfigError) return exitCodes.usage;
  return error instanceof ChatApiError && isRefusal(error.code) ? exitCodes.notAuthorised : exitCodes.error;
}

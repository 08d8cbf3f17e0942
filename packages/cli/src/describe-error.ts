import { FormatLimitError } from "@chat-ip/allowlist";
import {
  ChatApiError,
  ChatConfigError,
  ChatNetworkError,
  ChatResponseError,
  ChatUserSigError,
  type NetworkFailureKind,
} from "@chat-ip/core";
import { messageText } from "@chat-ip/report";
import type { Language } from "@chat-ip/sync";
import { ForgeError, RefusedError } from "@chat-ip/sync/start";
import { CliError, type Message } from "./errors.ts";
import { type ExitCode, exitCodes } from "./exit-codes.ts";
import { oneLine } from "./one-line.ts";

/** Codes by which the API says that this caller may not do this: account, key, app, region or source address. */
export function isRefusal(code: number): boolean {
  return (
    [60004, 60005, 60006, 60010, 60016, 60017, 60020, 60021, 70346, 70347, 70402, 70403].includes(code) ||
    (code >= 70001 && code <= 70052) ||
    code === 70221
  );
}

/** The words of a terminal, where the flags of this program are the remedy. */
const remedies: ReadonlyMap<number, string> = new Map([
  [
    70009,
    "Copy the key again from the console. If it is correct, check --region (`chat-ip doctor` asks all regions).",
  ],
  [70013, "Use the same --identifier for signing and for calling."],
  [70014, "Use the same --sdk-app-id for signing and for calling."],
  [
    70016,
    "Set --region to the region shown for this app in the console (`chat-ip doctor` asks all regions).",
  ],
  [
    70020,
    "Set --region to the region shown for this app in the console (`chat-ip doctor` asks all regions).",
  ],
  [60010, "Set --identifier to an app admin account; the console's first one is administrator."],
]);

/** What to print for an error, and what to end with. */
export interface DescribedError {
  readonly exitCode: ExitCode;
  readonly messages: readonly Message[];
}

/** Whether the caller is refused, so that no other request of the same kind will be answered either. */
export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof CliError) return error.exitCode;
  if (error instanceof ChatConfigError) return exitCodes.usage;
  return error instanceof ChatApiError && isRefusal(error.code) ? exitCodes.notAuthorised : exitCodes.error;
}

/** Turns any error into what is wrong, why and what to do, in a terminal's words. */
export function describeError(error: unknown, language: Language = "en"): DescribedError {
  const exitCode = exitCodeOf(error);
  if (error instanceof CliError) return { exitCode, messages: error.messages };
  return { exitCode, messages: [describe(error, language)] };
}

function describe(error: unknown, language: Language): Message {
  if (error instanceof RefusedError || error instanceof ForgeError) return messageText(error.told, language);
  if (error instanceof ChatApiError) {
    const words = error.errorInfo === "" ? "" : ` The server says: ${JSON.stringify(error.errorInfo)}.`;
    return {
      what: `${error.command} was refused by ${error.host} (code ${error.code}).`,
      why: `${sentence(error.meaning)}${words}`,
      remedy: remedies.get(error.code) ?? error.remedy,
    };
  }
  if (error instanceof ChatNetworkError) {
    const tries = error.attempts === 1 ? "" : ` after ${error.attempts} attempts`;
    const { why, remedy } = networkWords[error.kind];
    const status = error.status === null ? "" : ` It answered with HTTP status ${error.status}.`;
    return { what: `No answer from ${error.host}${tries}.`, why: why + status, remedy };
  }
  if (error instanceof ChatResponseError) {
    return {
      what: `${error.host} didn't answer ${error.command} as the API does.`,
      why: sentence(error.reason),
      remedy: error.remedy,
    };
  }
  if (error instanceof ChatUserSigError) {
    return {
      what: "This is not a whole UserSig.",
      why: sentence(error.reason),
      remedy: "Copy all of it: it is one line of a few hundred letters, digits, `*`, `-` and `_`.",
    };
  }
  if (error instanceof ChatConfigError) {
    return { what: "The settings can't be used.", why: sentence(error.problems.join("; ")) };
  }
  if (error instanceof FormatLimitError) {
    return {
      what: `The list ${error.list} can't be written as ${error.format}.`,
      why: sentence(error.reason),
      remedy: `Leave ${error.format} out of --format, or divide the list.`,
    };
  }
  return describeSystemError(error);
}

/** Why there was no answer, and what to do, by what failed. */
const networkWords: Readonly<Record<NetworkFailureKind, { readonly why: string; readonly remedy: string }>> =
  {
    dns: {
      why: "The name of the host doesn't resolve.",
      remedy: "Check the DNS of this machine, and the host if you gave --endpoint.",
    },
    connect: {
      why: "Could not connect.",
      remedy: "Check the firewall and HTTPS_PROXY. `chat-ip doctor` tries each host.",
    },
    tls: {
      why: "Its certificate isn't trusted.",
      remedy: "If a proxy of yours opens TLS, set NODE_EXTRA_CA_CERTS to its certificate.",
    },
    proxy: {
      why: "The proxy refused, asked for a password, or could not be reached.",
      remedy: "Check HTTPS_PROXY (with user name and password where it asks for them) and NO_PROXY.",
    },
    timeout: { why: "No whole answer came in time.", remedy: "Check the network, then try again." },
    reset: { why: "The connection broke before the whole answer was there.", remedy: "Try again later." },
    status: { why: "The server is in trouble.", remedy: "Try again later." },
  };

const systemRemedies: Readonly<Record<string, string>> = {
  ENOENT: "Check the path.",
  EACCES: "Check who owns the file and its permissions.",
  EPERM: "Check who owns the file and its permissions.",
  EISDIR: "Name a file instead of a folder.",
  ENOTDIR: "A part of the path is a file. Check the path.",
  ENOSPC: "The disk is full. Free some space and run again; the old files are unchanged.",
  EDQUOT: "Your disk quota is used up. Free some space and run again; the old files are unchanged.",
  EFBIG: "The file would be larger than this account may write (`ulimit -f`). The old files are unchanged.",
  EROFS: "The file system is read-only. Choose another folder.",
  EMFILE: "Too many files are open. Raise the limit (`ulimit -n`).",
};

function describeSystemError(error: unknown): Message {
  if (error instanceof Error && "code" in error && typeof error.code === "string" && "syscall" in error) {
    const path = "path" in error && typeof error.path === "string" ? ` ${oneLine(error.path)}` : "";
    return {
      what: `${oneLine(String(error.syscall))}${path} failed (${error.code}).`,
      remedy: systemRemedies[error.code] ?? "Run again with --debug to see more.",
    };
  }
  const message = error instanceof Error ? error.message : String(error);
  return {
    what: `Unexpected error: ${oneLine(message, 400)}`,
    remedy: "Run again with --debug for details, and report it with those.",
  };
}

function sentence(text: string): string {
  const whole = text.trim().replace(/\.+$/, "");
  return whole === "" ? "" : `${whole[0]?.toUpperCase()}${whole.slice(1)}.`;
}

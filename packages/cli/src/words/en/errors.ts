import type { NetworkFailureKind } from "@chat-ip/core";
import type { Message } from "../../errors.ts";

const regionRemedy =
  "Set --region to the region shown for this app in the console (`chat-ip doctor` asks all regions).";

/** The words of a terminal, where the flags of this program are the remedy. */
const remedies: ReadonlyMap<number, string> = new Map([
  [
    70009,
    "Copy the key again from the console. If it is correct, check --region (`chat-ip doctor` asks all regions).",
  ],
  [
    70013,
    "Use the same account for signing and for calling or logging in (--identifier). `chat-ip decode USERSIG` shows whom it was signed for.",
  ],
  [
    70014,
    "Use the same SDKAppID for signing and for calling or logging in (--sdk-app-id). `chat-ip decode USERSIG` shows which it was signed for.",
  ],
  [70016, regionRemedy],
  [70020, regionRemedy],
  [60010, "Set --identifier to an app admin account; the console's first one is administrator."],
]);

/** Why there was no answer, and what to do, by what failed. */
const network: Readonly<Record<NetworkFailureKind, { readonly why: string; readonly remedy: string }>> = {
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

const checkPermissions = "Check who owns the file and its permissions.";

/** What to do about an error of the system, by its code. */
const system: Readonly<Record<string, string>> = {
  ENOENT: "Check the path.",
  EACCES: checkPermissions,
  EPERM: checkPermissions,
  EEXIST: "A file of that name is in the way. Choose another name.",
  EISDIR: "Name a file instead of a folder.",
  ENOTDIR: "A part of the path is a file. Check the path.",
  ENOSPC: "The disk is full. Free some space and run again; the old files are unchanged.",
  EDQUOT: "Your disk quota is used up. Free some space and run again; the old files are unchanged.",
  EFBIG: "The file would be larger than this account may write (`ulimit -f`). The old files are unchanged.",
  EROFS: "The file system is read-only. Choose another folder.",
  EMFILE: "Too many files are open. Raise the limit (`ulimit -n`).",
};

/** Why a command ended without what was asked for. */
export const errorWords = {
  /** The labels before a message. */
  error: "error: ",
  warning: "warning: ",
  refused: (command: string, host: string, code: number): string =>
    `${command} was refused by ${host} (code ${code}).`,
  serverSays: (words: string): string => ` The server says: ${words}.`,
  /** What a code means: `known` comes with the error. */
  meaning: (_code: number, known: string): string => known,
  remedy: (code: number, known: string): string => remedies.get(code) ?? known,
  noAnswer: (host: string, attempts: number): string =>
    `No answer from ${host}${attempts === 1 ? "" : ` after ${attempts} attempts`}.`,
  fullStop: ".",
  network: (kind: NetworkFailureKind): { readonly why: string; readonly remedy: string } => network[kind],
  httpStatus: (status: number): string => ` It answered with HTTP status ${status}.`,
  notTheApi: (host: string, command: string, why: string, remedy: string): Message => ({
    what: `${host} didn't answer ${command} as the API does.`,
    why,
    remedy,
  }),
  notWholeUserSig: (why: string): Message => ({
    what: "This is not a whole UserSig.",
    why,
    remedy: "Copy all of it: it is one line of a few hundred letters, digits, `*`, `-` and `_`.",
  }),
  settingsUnusable: (why: string): Message => ({ what: "The settings can't be used.", why }),
  formatLimit: (list: string, format: string, why: string): Message => ({
    what: `The list ${list} can't be written as ${format}.`,
    why,
    remedy: `Leave ${format} out of --format, or divide the list.`,
  }),
  system: (call: string, path: string, code: string): Message => ({
    what: `${call}${path} failed (${code}).`,
    // Node says ENOENT where the folder can't be made, on a read-only file system for one.
    remedy:
      call === "mkdir" && code === "ENOENT"
        ? "Check the path, and that folders can be made there."
        : (system[code] ?? "Run again with --debug to see more."),
  }),
  unexpected: (words: string): Message => ({
    what: `Unexpected error: ${words}`,
    remedy: "Run again with --debug for details, and report it with those.",
  }),
};

import { parseArgs } from "node:util";
import type { SampleDay } from "./sample-lists.ts";

/** What a command line asks for. */
export type CommandLine =
  | { readonly kind: "help" }
  | { readonly kind: "problem"; readonly message: string }
  | {
      readonly kind: "run";
      readonly port: number;
      readonly sdkAppId: number | null;
      readonly secretKey: string | null;
      readonly admins: readonly string[];
      readonly lists: { readonly file: string } | { readonly day: SampleDay };
    };

/** What `--help` prints. */
export const usage = `Usage: chat-ip-emulator [options]

Serves the Tencent Cloud Chat REST API (GetIPList) on 127.0.0.1 until it is interrupted.

Options:
  --port PORT            TCP port, 0 for any that is free (default: 0)
  --sdk-app-id ID        the app that is known (default: 1400000000)
  --secret-key KEY       the app's key (default: the sample that the vendor publishes)
  --admin IDENTIFIER     who may call; may be given again (default: administrator)
  --day DAY              answer the sample lists of 2025-04-02 or 2025-04-11 (default: 2025-04-11)
  --lists FILE.json      answer these instead: {"all": ["203.0.113.7"], "webhook-china": [...], ...}
  --help                 print this
`;

/** Reads a command line (without node and script). Ranges are left to the emulator, which checks its options itself. */
export function readCommandLine(args: readonly string[]): CommandLine {
  const values = parse(args);
  if (typeof values === "string") return { kind: "problem", message: values };
  if (values.help === true) return { kind: "help" };
  const { port = "0", "sdk-app-id": sdkAppId, "secret-key": secretKey, admin, lists, day } = values;
  if (!/^\d+$/.test(port)) return { kind: "problem", message: "--port must be a number." };
  if (sdkAppId !== undefined && !/^\d+$/.test(sdkAppId)) {
    return { kind: "problem", message: "--sdk-app-id must be a number." };
  }
  if (lists !== undefined && day !== undefined) {
    return { kind: "problem", message: "--lists and --day exclude each other: give one of them." };
  }
  if (day !== undefined && day !== "2025-04-02" && day !== "2025-04-11") {
    return { kind: "problem", message: "--day must be 2025-04-02 or 2025-04-11." };
  }
  return {
    kind: "run",
    port: Number(port),
    sdkAppId: sdkAppId === undefined ? null : Number(sdkAppId),
    secretKey: secretKey ?? null,
    admins: admin ?? ["administrator"],
    lists: lists === undefined ? { day: day ?? "2025-04-11" } : { file: lists },
  };
}

type Values = ReturnType<typeof parseArgs<{ options: typeof optionShapes }>>["values"];

const optionShapes = {
  port: { type: "string" },
  "sdk-app-id": { type: "string" },
  "secret-key": { type: "string" },
  admin: { type: "string", multiple: true },
  lists: { type: "string" },
  day: { type: "string" },
  help: { type: "boolean" },
} as const;

/** The options' values, or what is wrong with them. */
function parse(args: readonly string[]): Values | string {
  try {
    return parseArgs({ args: [...args], options: optionShapes, strict: true }).values;
  } catch (error) {
    // parseArgs says what is wrong in words that a person at a terminal understands.
    if (error instanceof TypeError && "code" in error) return error.message;
    throw error;
  }
}

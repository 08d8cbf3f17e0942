import { parseArgs } from "node:util";

/** What to do. */
export type CommandLine =
  | { readonly kind: "help" }
  | { readonly kind: "version" }
  | { readonly kind: "problem"; readonly message: string }
  | {
      readonly kind: "run";
      readonly port: number;
      readonly sdkAppId: number | null;
      readonly secretKey: string | null;
      readonly admins: readonly string[];
      readonly lists: { readonly file: string } | { readonly seed: number; readonly day: number };
    };

/** What `--help` prints. */
export const usage = `Usage: chat-ip-emulator [options]

Serves the Tencent Cloud Chat REST API on 127.0.0.1 until you stop it.

Options:
  --port PORT            TCP port, 0 for any free one (default: 0)
  --sdk-app-id ID        the app (default: 1400000000)
  --secret-key KEY       the app's key (default: the sample that the vendor publishes)
  --admin IDENTIFIER     who may call, repeatable (default: administrator)
  --seed NUMBER          chooses the sample lists (default: 1)
  --day NUMBER           moves the sample lists on by days: each day a few prefixes come and go (default: 0)
  --lists FILE.json      answer these instead: {"all": ["203.0.113.7"], "webhook-china": [...], ...}
  --version              print the version
  --help                 print this help
`;

/** Reads a command line (without node and script). The emulator itself checks ranges. */
export function readCommandLine(args: readonly string[]): CommandLine {
  const values = parse(args);
  if (typeof values === "string") return { kind: "problem", message: values };
  if (values.help === true) return { kind: "help" };
  if (values.version === true) return { kind: "version" };
  const { port = "0", "sdk-app-id": sdkAppId, "secret-key": secretKey, admin, lists, seed, day } = values;
  if (!/^\d+$/.test(port)) return { kind: "problem", message: "--port must be a number." };
  if (sdkAppId !== undefined && !/^\d+$/.test(sdkAppId)) {
    return { kind: "problem", message: "--sdk-app-id must be a number." };
  }
  if (lists !== undefined && (day !== undefined || seed !== undefined)) {
    return { kind: "problem", message: "--lists can't be combined with --seed or --day." };
  }
  if (seed !== undefined && !/^\d{1,9}$/.test(seed)) {
    return { kind: "problem", message: "--seed must be a number." };
  }
  if (day !== undefined && !(/^\d{1,4}$/.test(day) && Number(day) <= 1000)) {
    return { kind: "problem", message: "--day must be a number from 0 to 1000." };
  }
  return {
    kind: "run",
    port: Number(port),
    sdkAppId: sdkAppId === undefined ? null : Number(sdkAppId),
    secretKey: secretKey ?? null,
    admins: admin ?? ["administrator"],
    lists: lists === undefined ? { seed: Number(seed ?? 1), day: Number(day ?? 0) } : { file: lists },
  };
}

type Values = ReturnType<typeof parseArgs<{ options: typeof optionShapes }>>["values"];

const optionShapes = {
  port: { type: "string" },
  "sdk-app-id": { type: "string" },
  "secret-key": { type: "string" },
  admin: { type: "string", multiple: true },
  lists: { type: "string" },
  seed: { type: "string" },
  day: { type: "string" },
  version: { type: "boolean" },
  help: { type: "boolean" },
} as const;

/** The options' values, or a message about what is wrong. */
function parse(args: readonly string[]): Values | string {
  try {
    return parseArgs({ args: [...args], options: optionShapes, strict: true }).values;
  } catch (error) {
    // The messages of parseArgs are clear enough to print.
    if (error instanceof TypeError && "code" in error) return error.message;
    throw error;
  }
}

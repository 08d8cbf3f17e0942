import { readFile } from "node:fs/promises";
import { type CommandLine, readCommandLine, usage } from "./command-line.ts";
import { createEmulator, type Emulator } from "./emulator.ts";
import { EmulatorOptionsError } from "./errors.ts";
import { isLists, type Lists, listsProblems } from "./lists.ts";
import type { RecordedChatRequest } from "./request-log.ts";
import { sampleAnswers } from "./samples/sample-answers.ts";

type Run = Extract<CommandLine, { kind: "run" }>;

const commandLine = readCommandLine(process.argv.slice(2));
switch (commandLine.kind) {
  case "help":
    process.stdout.write(usage);
    break;
  case "version":
    process.stdout.write(`${await readVersion()}\n`);
    break;
  case "problem":
    fail(commandLine.message, 2);
    break;
  case "run":
    await run(commandLine);
}

async function run({ port, sdkAppId, secretKey, admins, lists: source }: Run): Promise<void> {
  try {
    const lists = "file" in source ? await readListsFile(source.file) : sampleAnswers(source);
    const emulator = await createEmulator({
      port,
      admins,
      lists,
      onRequest: (request) => process.stdout.write(describeRequest(request)),
      ...(sdkAppId === null ? {} : { sdkAppId }),
      ...(secretKey === null ? {} : { secretKey }),
    });
    process.stdout.write(greeting(emulator, admins[0] ?? "", secretKey === null));
    const close = (): void => void emulator.close();
    process.once("SIGINT", close).once("SIGTERM", close);
  } catch (error) {
    const message = explain(error, port);
    if (message === null) throw error;
    fail(message, 1);
  }
}

async function readVersion(): Promise<string> {
  const manifest: { version: string } = JSON.parse(
    await readFile(new URL("../package.json", import.meta.url), "utf8"),
  );
  return manifest.version;
}

async function readListsFile(file: string): Promise<Lists> {
  const lists: unknown = JSON.parse(await readFile(file, "utf8"));
  if (!isLists(lists)) throw new EmulatorOptionsError(listsProblems(lists));
  return lists;
}

/** The message for an error that a person can fix; `null` for any other. */
function explain(error: unknown, port: number): string | null {
  if (error instanceof EmulatorOptionsError) return error.message;
  if (error instanceof SyntaxError) return `--lists: the file is not JSON (${error.message}).`;
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT" || code === "EISDIR") return "--lists: there is no such file. Check the path.";
  if (code === "EADDRINUSE") return `Port ${port} is in use. Choose another with --port, or leave it out.`;
  if (code === "EACCES") return "Permission denied for the file of --lists or the port of --port.";
  return null;
}

function greeting(emulator: Emulator, identifier: string, hasSampleKey: boolean): string {
  const query = `sdkappid=${emulator.sdkAppId}&identifier=${encodeURIComponent(identifier)}&usersig=$USERSIG&random=1&contenttype=json&nettype=0`;
  return `Chat API on ${emulator.url}

  sdkAppId    ${emulator.sdkAppId}
  identifier  ${identifier}
  secretKey   ${hasSampleKey ? emulator.secretKey : "as given"}

Point your code at that URL instead of https://console.tim.qq.com, or ask by hand with a UserSig made from the key:

  curl -d '{}' "${emulator.url}/v4/ConfigSvc/GetIPList?${query}"

Press Ctrl+C to stop. Requests:
`;
}

/** The path comes from outside, so it is quoted and can't move the cursor. */
function describeRequest({ command, query, answeredCode }: RecordedChatRequest): string {
  const netType = query.nettype === undefined ? "" : ` nettype ${JSON.stringify(query.nettype)}`;
  return `${JSON.stringify(command)}${netType}: ErrorCode ${answeredCode ?? "not sent"}\n`;
}

function fail(message: string, exitCode: number): void {
  process.stderr.write(`chat-ip-emulator: ${message}\n`);
  process.exitCode = exitCode;
}

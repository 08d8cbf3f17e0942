import { nearestName } from "@chat-ip/core";
import { type CommandBody, type Invocation, isSet, textOf, textsOf } from "../command.ts";
import { failure, type Message, usageError } from "../errors.ts";
import { exitCodes } from "../exit-codes.ts";
import { oneLine } from "../one-line.ts";
import { readInput } from "../read-input.ts";
import { readerOfOneApp } from "../settings/apps.ts";
import { readAppId } from "../settings/connection.ts";
import { suggestion } from "../suggestion.ts";
import { table } from "../terminal/table.ts";
import { words } from "../words/words.ts";
import { addField, type Json, readObject } from "./call.ts";

/** The vendor waits this long for an answer. */
const vendorPatienceMs = 2000;

function readTarget({ flags }: Invocation): URL {
  const text = textOf(flags, "to") ?? "";
  const target = URL.canParse(text) ? new URL(text) : null;
  if (target === null || !/^https?:$/.test(target.protocol)) throw usageError(words().call.noTarget);
  if (target.username !== "" || target.password !== "") throw usageError(words().call.targetWithPassword);
  return target;
}

async function readBody(invocation: Invocation, sample: () => Record<string, Json>): Promise<string> {
  const { flags, cwd } = invocation;
  const input = textOf(flags, "input");
  const fields = textsOf(flags, "field");
  if (input !== null && fields.length === 0) return readInput(input, cwd);
  const body = input === null ? sample() : await readObject(input, cwd);
  for (const field of fields) addField(body, field, false);
  return JSON.stringify(body);
}

export const webhook: CommandBody = {
  details:
    "`webhook send EVENT --to URL` posts a sample body with the vendor's query. It is signed with the webhook token if " +
    "CHAT_IP_WEBHOOK_TOKEN is set. Exit code 1 if the server refuses, fails, or takes longer than the 2 seconds that the " +
    "vendor waits. `webhook list [word]` names the events.",
  argValues: ["send", "list"],
  settings: ["sdk-app-id"],
  flags: [
    { flags: "--to <url>", description: "Address of your server." },
    {
      flags: "-f, --field <name=value>",
      description: "Field of the body, over the sample's. May be repeated.",
      repeatable: true,
    },
    {
      flags: "--input <file>",
      description: "Body from a file, or - for stdin, sent byte for byte without fields.",
    },
    { flags: "--dry-run", description: "Print the body and send nothing." },
    { flags: "--app <name>", description: "App of the config file." },
  ],
  examples: [
    {
      line: "chat-ip webhook send C2C.CallbackBeforeSendMsg --to http://127.0.0.1:3000/chat",
      does: "does my server answer?",
    },
    { line: "chat-ip webhook list", does: "which events are there?" },
  ],
  async run(invocation) {
    const { args, flags, sources, terminal, env, signal } = invocation;
    const [{ webhookTable }, { webhookFields }, { sampleBody }] = await Promise.all([
      import("@chat-ip/commands/webhook-table"),
      import("@chat-ip/commands/webhook-fields"),
      import("../webhook/sample-body.ts"),
    ]);
    const events = Object.keys(webhookTable);
    const [action = "", event] = args;
    if (action === "list") {
      const wanted = (event ?? "").toLowerCase();
      const found = Object.entries(webhookTable).filter(([name, { page }]) =>
        `${name} ${page}`.toLowerCase().includes(wanted),
      );
      if (terminal.json) terminal.writeJson("webhook", { events: found.map(([name]) => name) });
      else terminal.write(table(found.map(([name, { stage, page }]) => [name, stage, page])));
      if (found.length > 0) return exitCodes.ok;
      terminal.fail(words().call.unknownEvent(oneLine(event ?? "", 60), null));
      return exitCodes.error;
    }
    if (action !== "send") {
      throw usageError(words().call.unknownAction(oneLine(action, 40), suggestion(action, ["send", "list"])));
    }
    const facts = Object.entries(webhookFields).find(([name]) => name === event);
    if (event === undefined || facts === undefined) {
      const near = event === undefined ? null : nearestName(event, events);
      throw usageError(words().call.unknownEvent(oneLine(event ?? "", 60), near));
    }
    const body = await readBody(invocation, () => sampleBody(event, facts[1]));
    if (isSet(flags, "dryRun")) {
      if (terminal.json) terminal.writeJson("webhook", { event, body });
      else terminal.write(`${body}\n`);
      return exitCodes.ok;
    }
    const target = readTarget(invocation);
    const reader = readerOfOneApp(sources());
    const sdkAppId = reader.text("sdk-app-id") === null ? 1_400_000_000 : readAppId(reader);
    reader.finish();
    const { signWebhook } = await import("@chat-ip/webhooks");
    const token = env.CHAT_IP_WEBHOOK_TOKEN?.trim() ?? "";
    const query = new URLSearchParams(
      signWebhook({ token: token === "" ? "none" : token, sdkAppId, command: event }),
    );
    if (token === "") for (const name of ["Sign", "RequestTime"]) query.delete(name);
    for (const [name, value] of query) target.searchParams.set(name, value);
    return send(invocation, target, body, signal);
  },
};

async function send(
  { terminal }: Invocation,
  target: URL,
  body: string,
  signal: AbortSignal,
): Promise<typeof exitCodes.ok | typeof exitCodes.error> {
  const started = performance.now();
  let response: Response;
  let text: string;
  try {
    response = await fetch(target, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
      redirect: "manual",
      signal: AbortSignal.any([signal, AbortSignal.timeout(5 * vendorPatienceMs)]),
    });
    text = await response.text();
  } catch (error) {
    signal.throwIfAborted();
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const why = cause instanceof Error ? oneLine(cause.message) : "";
    throw failure(words().call.serverSilent(target.host, why), error);
  }
  const durationMs = Math.round(performance.now() - started);
  const code = errorCodeOf(text);
  const say = words().call;
  const problems: readonly Message[] = [
    response.status === 200 ? null : say.wrongStatus(response.status),
    code === null ? say.noErrorCode : null,
    durationMs > vendorPatienceMs ? say.tooSlow(durationMs) : null,
  ].filter((problem) => problem !== null);
  if (terminal.json)
    terminal.writeJson("webhook", {
      status: response.status,
      durationMs,
      errorCode: code,
      body: text,
      problems: problems.map(({ what }) => what),
    });
  else terminal.write(`${text.trimEnd()}\n`);
  for (const problem of problems) terminal.fail(problem);
  if (problems.length === 0) {
    terminal.say(code === 0 ? say.allowed(durationMs) : say.refusedWith(code ?? 0, durationMs));
  }
  return problems.length === 0 ? exitCodes.ok : exitCodes.error;
}

function errorCodeOf(text: string): number | null {
  try {
    const answer: { ErrorCode?: unknown } = JSON.parse(text);
    return typeof answer.ErrorCode === "number" ? answer.ErrorCode : null;
  } catch {
    return null;
  }
}

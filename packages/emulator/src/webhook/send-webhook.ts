import { createHash } from "node:crypto";
import type { WebhookCommand } from "@chat-ip/commands";
import { webhookTable } from "@chat-ip/commands/webhook-table";
import { EmulatorOptionsError } from "../errors.ts";
import { writeJson } from "../json.ts";
import type { ListName } from "../lists.ts";
import { type DeliveryOutcome, deliver } from "./deliver.ts";
import { type EventEffect, effectOf } from "./effect-of.ts";
import { exampleEvent, exampleQuery } from "./example-event.ts";
import { webhookSource } from "./webhook-source.ts";

/** How a webhook is sent. */
export interface SendWebhookOptions {
  /** The address of your server: http or https, with a path if it needs one. */
  readonly to: string | URL;
  /** Fields of the body to set in place of the example's. A field that is `undefined` is left out. */
  readonly overrides?: Readonly<Record<string, unknown>>;
  /** Parameters of the query to set; `undefined` leaves one out. Use it for forged, stale and unsigned calls. */
  readonly query?: Readonly<Record<string, string | undefined>>;
  /** The token to sign with; `null` sends no `Sign`. Default: the emulator's `webhookToken`. */
  readonly token?: string | null;
  /** The address to send from. Default: one of 127.0.0.0/8 on the app's webhook lists, else 127.0.0.1. */
  readonly from?: string;
  /** The app that the event belongs to. Default: the emulator's first app. */
  readonly sdkAppId?: number;
  /** How long to wait for the answer. Default: 2000, as Chat does. */
  readonly timeoutMs?: number;
  /** How often to try again after a time-out, as the console can be set to for after webhooks. Default: 0. Before webhooks are never repeated. */
  readonly retries?: number;
}

/** What became of a webhook. */
export interface WebhookReport {
  /** The webhook that was sent. */
  readonly command: WebhookCommand;
  /** The address that it was sent from; `null` if the system chose it. */
  readonly from: string | null;
  /** The body that was sent. */
  readonly body: Readonly<Record<string, unknown>>;
  /** What came back, for each attempt. */
  readonly attempts: readonly DeliveryOutcome[];
  /** What came back for the last attempt. */
  readonly outcome: DeliveryOutcome;
  /** What Chat does now. */
  readonly effect: EventEffect;
}

/** The app that a webhook is sent for. */
export interface WebhookSender {
  readonly sdkAppId: number;
  readonly lists: ReadonlyMap<ListName, readonly string[]>;
  readonly token: string | null;
  readonly now: () => number;
}

const vendorTimeoutMs = 2000;

/** Sends a webhook to a server and waits for what comes back. */
export async function sendWebhook(
  command: WebhookCommand,
  options: SendWebhookOptions,
  sender: WebhookSender,
): Promise<WebhookReport> {
  const url = readTarget(command, options.to);
  const { timeoutMs = vendorTimeoutMs, retries = 0, token = sender.token } = options;
  const nowSeconds = Math.floor(sender.now() / 1000);
  const example: Record<string, unknown> = exampleEvent(command, nowSeconds);
  const body = withoutUndefined({ ...example, ...options.overrides });
  const query = {
    ...exampleQuery(command, sender.sdkAppId),
    ...(token === null ? {} : sign(token, String(nowSeconds))),
    ...options.query,
  };
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.append(name, value);
  }
  const from = options.from ?? webhookSource(sender.lists);
  const most = webhookTable[command].stage === "after" ? 1 + retries : 1;
  const attempts: DeliveryOutcome[] = [];
  const tryOnce = async (): Promise<DeliveryOutcome> => {
    const outcome = await deliver({ url, body: writeJson(body), from, timeoutMs });
    attempts.push(outcome);
    return outcome.kind === "timed-out" && attempts.length < most ? tryOnce() : outcome;
  };
  const outcome = await tryOnce();
  return { command, from, body, attempts, outcome, effect: effectOf(command, outcome) };
}

function readTarget(command: WebhookCommand, to: string | URL): URL {
  if (!Object.hasOwn(webhookTable, command)) {
    throw new EmulatorOptionsError([`there is no webhook ${JSON.stringify(command)}`]);
  }
  const url = URL.parse(String(to));
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new EmulatorOptionsError(["to must be an http or https address"]);
  }
  return url;
}

// Plain concatenation: the body isn't covered.
function sign(token: string, requestTime: string): { readonly RequestTime: string; readonly Sign: string } {
  return {
    RequestTime: requestTime,
    Sign: createHash("sha256").update(`${token}${requestTime}`).digest("hex"),
  };
}

function withoutUndefined(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

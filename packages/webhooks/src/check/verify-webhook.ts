import { webhookTable } from "@chat-ip/commands/webhook-table";
import { type BodyInput, readBody } from "../event/read-body.ts";
import { checkSignature, type SignatureCheck } from "./check-signature.ts";
import { checkSource, type SourceAddress, type SourceCheck } from "./check-source.ts";
import type { QueryInput } from "./query-input.ts";
import { readVerifyOptions, type VerifySettings } from "./read-options.ts";
import { type CallParameters, type QueryReading, readQuery } from "./read-query.ts";
import type { Acceptance, Proof, Refusal, RefusalWhy, Verdict } from "./verdict.ts";
import type { VerifyOptions } from "./verify-options.ts";

/** A call to check. */
export interface WebhookCall {
  /** The query of the request. */
  readonly query: QueryInput;
  /** Where the call comes from: what `resolveSource` found, or an address. */
  readonly source?: SourceAddress;
  /** The body, to compare its command with the query's. The signature doesn't cover it. */
  readonly body?: BodyInput | undefined;
}

/**
 * Is this call really Chat's? Checks the query, the app, the signature and its age, the body's command, and the source
 * address. Pure but for the clock in `options.now`, and never throws for anything that a caller sent.
 *
 * A signature proves that the caller knows a recent `Sign`, no more: it covers no body, and everyone who reads the URL can use
 * it for a minute. That is why the source address is required too.
 *
 * @throws {WebhookOptionsError} when the options can't be used, an empty list of tokens or addresses above all
 * @see https://trtc.io/document/34354 (overview, read 2026-11-26)
 */
export function verifyWebhook(call: WebhookCall, options: VerifyOptions): Verdict {
  return verifyCall(call, readVerifyOptions(options)).verdict;
}

/** A verdict, and the parameters that it was made from. */
export interface VerifiedCall {
  readonly verdict: Verdict;
  readonly parameters: CallParameters;
}

const knownCommands: ReadonlySet<string> = new Set(Object.keys(webhookTable));

/** Does it look like the name of a webhook? It may be one that this package doesn't know. */
export function isCommand(text: string | undefined): text is string {
  return text !== undefined && (knownCommands.has(text) || /^[\w.]{1,100}$/.test(text));
}

export function verifyCall({ query, source, body }: WebhookCall, settings: VerifySettings): VerifiedCall {
  const reading = readQuery(query);
  const { parameters } = reading;
  const from = checkSource(source, settings, parameters.clientIP);
  const signature = settings.tokens.length > 0 ? checkSignature(parameters, settings) : null;
  const checks: Checks = { reading, from, signature, settings };
  const fault = findFault(checks, body) ?? (settings.reportOnly ? null : from.refusal);
  if (fault !== null) return { verdict: refuse(fault, checks), parameters };
  const signed = signature?.refusal === null ? signature : null;
  const verdict: Acceptance = {
    ok: true,
    command: parameters.command ?? "",
    sdkAppId: settings.sdkAppIds.get(parameters.sdkAppId ?? "") ?? 0,
    source: from.address,
    skewSeconds: signed?.skewSeconds ?? null,
    token: signed?.token ?? null,
    wouldRefuse: from.refusal === null ? null : refuse(from.refusal, checks),
  };
  return { verdict, parameters };
}

/** What was looked at. */
interface Checks {
  readonly reading: QueryReading;
  readonly from: SourceCheck;
  /** `null` if the signature isn't required. */
  readonly signature: SignatureCheck | null;
  readonly settings: VerifySettings;
}

function refuse(why: RefusalWhy, { reading, from, signature, settings }: Checks): Refusal {
  const proven: Proof[] = [];
  // A query that can be read in two ways proves nothing.
  if (reading.ok && signature?.refusal === null) proven.push("signature");
  if (settings.allow !== null && from.refusal === null) proven.push("source");
  return { ok: false, ...why, proven } as Refusal;
}

/** What is wrong with a call, its source apart. */
function findFault(
  { reading, signature, settings: { sdkAppIds } }: Checks,
  body: BodyInput | undefined,
): RefusalWhy | null {
  if (!reading.ok) return malformed("query", reading.problem);
  const { command, sdkAppId } = reading.parameters;
  if (command === undefined) return missing("CallbackCommand");
  if (!isCommand(command)) {
    return malformed("CallbackCommand", "CallbackCommand isn't the name of a webhook.");
  }
  if (sdkAppId === undefined) return missing("SdkAppid");
  if (!sdkAppIds.has(sdkAppId)) {
    if (!/^[1-9]\d{0,15}$/.test(sdkAppId)) return malformed("SdkAppid", "SdkAppid isn't a whole number.");
    const message = `The call is for SDKAppID ${sdkAppId}.`;
    const hint = `This server takes ${[...sdkAppIds.keys()].slice(0, 5).join(", ")}. If the app is yours, add it to \`sdkAppIds\`.`;
    return { reason: "wrong-app", message, hint };
  }
  if (signature !== null && signature.refusal !== null) return signature.refusal;
  if (body === undefined) return null;
  const content = readBody(body, command);
  return content.ok ? null : malformed("body", content.problem);
}

function missing(parameter: "CallbackCommand" | "SdkAppid"): RefusalWhy {
  return { reason: "missing", parameter, message: `The query has no ${parameter}.`, hint: null };
}

function malformed(
  parameter: "query" | "CallbackCommand" | "SdkAppid" | "body",
  message: string,
): RefusalWhy {
  return { reason: "malformed", parameter, message, hint: null };
}

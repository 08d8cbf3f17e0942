import type { WebhookQuery } from "@chat-ip/commands";
import { type Answer, allow } from "../answer/answers.ts";
import { writeAnswer } from "../answer/write-answer.ts";
import { callSafely } from "../call-safely.ts";
import { pairsOf } from "../check/query-pairs.ts";
import type { CallParameters } from "../check/read-query.ts";
import type { Acceptance, Proof, Refusal } from "../check/verdict.ts";
import { isCommand, verifyCall } from "../check/verify-webhook.ts";
import { readBody } from "../event/read-body.ts";
import { resolveSource } from "../source/resolve-source.ts";
import { startDeadline } from "./deadline.ts";
import type { AnyEvent, EventHandler, WebhookHandlerOptions } from "./handler-options.ts";
import type { IncomingWebhook, WebhookResponse } from "./incoming.ts";
import { readHandlerOptions } from "./read-handler-options.ts";
import { createRefusalLog } from "./refusal-log.ts";
import { answerWith, refuseWith, usableBody } from "./responses.ts";
import { isAnswer, runEvent } from "./run-event.ts";

/** Checks and answers webhooks. Give it to an adapter: `toNodeHandler`, `toFetchHandler` or `webhooksPlugin`. */
export interface WebhookHandler {
  /** Handles one request. Never rejects. */
  handle(request: IncomingWebhook): Promise<WebhookResponse>;
}

/**
 * Creates a handler for all webhooks of your apps. Each call is checked before its body is read, reaches its function in `on`
 * with its types, and is answered in time, once, whatever that function does.
 *
 * @throws {WebhookOptionsError} when the options can't be used, an empty list of tokens or addresses above all
 */
export function createWebhookHandler(options: WebhookHandlerOptions): WebhookHandler {
  const { on, otherwise, onLate } = options;
  const { verify, trustedProxies, forwardedHeader, answerWithinMs, maxBodyBytes, duplicates } =
    readHandlerOptions(options);
  const { onRefused = createRefusalLog(verify.now), onError = printError } = options;

  const reportRefusal = (refusal: Refusal, enforced: boolean, source?: string, command?: string): void => {
    const call = { refusal, enforced, source, command: isCommand(command) ? command : undefined };
    callSafely("onRefused", () => onRefused(call));
  };
  const reportError = (error: unknown, event: AnyEvent | null): Answer => {
    const answer = callSafely("onError", () => onError(error, event));
    return isAnswer(answer) ? answer : allow();
  };

  const findHandler = (command: string): EventHandler<AnyEvent, Answer> | undefined => {
    const own = Object.hasOwn(on, command) ? on[command as keyof typeof on] : undefined;
    return (own as EventHandler<AnyEvent, Answer> | undefined) ?? otherwise;
  };

  /** Reads the body of a call whose query is right, and runs its handler. */
  const handleVerified = async (
    request: IncomingWebhook,
    acceptance: Acceptance,
    parameters: CallParameters,
  ): Promise<WebhookResponse> => {
    const { command, sdkAppId, source } = acceptance;
    const deadline = startDeadline(answerWithinMs);
    try {
      const reading = request.readBody({ maxBytes: maxBodyBytes, signal: deadline.signal });
      const usable = usableBody(await Promise.race([reading, deadline.passed]), maxBodyBytes);
      if (!usable.ok) {
        if (usable.error) reportError(usable.error, null);
        return usable.response;
      }
      const read = readBody(usable.input, command);
      if (!read.ok) {
        const why = { reason: "malformed", parameter: "body", message: read.problem, hint: null } as const;
        reportRefusal({ ok: false, ...why, proven: provenBy(acceptance) }, true, source, command);
        return refuseWith(400, "Bad Request");
      }
      const handler = findHandler(command);
      if (!handler) return answerWith(JSON.stringify(writeAnswer(command, allow(), read.body).reply));
      const event = {
        CallbackCommand: command,
        query: eventQuery(request.query, parameters),
        body: read.body,
      };
      const context = { sdkAppId, source, signal: deadline.signal };
      const { passed: late } = deadline;
      const { body, finished } = await runEvent({
        event,
        handler,
        context,
        late,
        onLate,
        reportError,
        duplicates,
      });
      return answerWith(body, finished);
    } finally {
      deadline.clear();
    }
  };

  return {
    async handle(request) {
      try {
        if (request.method !== "POST") return refuseWith(405, "Method Not Allowed", { allow: "POST" });
        const { socketAddress } = request;
        const forwardedFor = request.header(forwardedHeader);
        const source = resolveSource({ socketAddress, forwardedFor, trustedProxies });
        const { verdict, parameters } = verifyCall({ query: request.query, source }, verify);
        if (!verdict.ok) {
          reportRefusal(verdict, true, source.address, parameters.command);
          const isShape = verdict.reason === "missing" || verdict.reason === "malformed";
          return isShape ? refuseWith(400, "Bad Request") : refuseWith(403, "Forbidden");
        }
        if (verdict.wouldRefuse) reportRefusal(verdict.wouldRefuse, false, verdict.source, verdict.command);
        return await handleVerified(request, verdict, parameters);
      } catch (error) {
        // A fault of an adapter, a matcher or this package: the call isn't let in.
        reportError(error, null);
        return refuseWith(500, "Internal Server Error");
      } finally {
        request.discardBody?.();
      }
    },
  };
}

function printError(error: unknown): void {
  console.error("@chat-ip/webhooks: a webhook failed:", error);
}

/** The query as events carry it: without `Sign`, since events get logged. */
function eventQuery(query: string, { sdkAppId, command }: CallParameters): WebhookQuery {
  const pairs = pairsOf(query);
  const others = (typeof pairs === "string" ? [] : pairs)
    .filter(({ name }) => name !== "Sign" && name.toLowerCase() !== "sdkappid")
    .map(({ name, value }) => [name, value] as const);
  return { ...Object.fromEntries(others), SdkAppid: sdkAppId ?? "", CallbackCommand: command ?? "" };
}

function provenBy({ token, wouldRefuse, source }: Acceptance): readonly Proof[] {
  const proofs: Proof[] = [];
  if (token !== null) proofs.push("signature");
  if (wouldRefuse === null && source !== undefined) proofs.push("source");
  return proofs;
}

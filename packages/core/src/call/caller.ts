import type { CallSettings } from "../call-options.ts";
import { ChatRateLimitError } from "../errors.ts";
import type { ListName } from "../lists.ts";
import type { Logger } from "../logger.ts";
import type { ClientSettings } from "../read-client-options.ts";
import { requestHeaders, type Transport } from "../transport/transport.ts";
import { type AttemptReport, type OnAttempt, tell } from "./attempt-report.ts";
import { type CallPlace, callError } from "./call-error.ts";
import { decideRetry } from "./decide-retry.ts";
import { createHostChoice, type Target } from "./host-choice.ts";
import { judgeResult } from "./judge-result.ts";
import type { Outcome } from "./outcome.ts";
import type { RateLimiter } from "./rate-limiter.ts";
import { type Query, requestPath } from "./request-path.ts";
import type { Caller } from "./user-sig-source.ts";
import type { Turn } from "./window-budget.ts";

/** One command to carry out, with as many attempts as the rules allow. */
export interface Call extends CallSettings {
  readonly command: string;
  readonly list: ListName | null;
  readonly query: Query;
  /** JSON. */
  readonly body: string;
  /** Whether carrying it out twice does no harm. */
  readonly repeatable: boolean;
  readonly limiter: RateLimiter | null;
  readonly caller: Caller;
}

export interface CallResult {
  readonly answer: Record<string, unknown>;
  readonly requestId: string | null;
  readonly place: CallPlace;
}

/** What all calls of a client share. */
export interface CallParts {
  readonly settings: ClientSettings;
  readonly transport: Transport;
}

/** Sends one request and says what came of it. Rejects only with the reason of the call's signal. */
type Attempt = (
  call: Call,
  attempt: {
    readonly target: Target;
    readonly userSig: string;
    readonly budgetLeftMs: number;
    readonly turn: Turn | null;
  },
) => Promise<Outcome>;

/**
 * Creates what carries out the calls of a client: attempt, judge, and retry if the rules say so.
 *
 * @throws {ChatError} from the function that it returns, or the reason of the call's signal.
 */
export function createCallRunner(parts: CallParts): (call: Call) => Promise<CallResult> {
  const { settings } = parts;
  const { clock, random, region, onAttempt, logger } = settings;
  const hosts = createHostChoice(settings.primary, settings.backup, clock.elapsedMs);
  const attemptOnce = createAttempt(parts);
  let log: OnAttempt | null = null;

  return async (call) => {
    const { command, list, repeatable, signal, maxAttempts, budgetMs } = call;
    const { userSigs, redactor } = call.caller;
    if (logger !== null) log ??= await loggingTo(logger);
    const unreachable = new Set<Target>();
    let signedAgain = false;
    let spentMs = 0;
    for (let attempt = 1; ; attempt++) {
      const turn = call.limiter && (await takeTurn(call, call.limiter));
      const target = hosts.current();
      const userSig = userSigs.current();
      const place = { command, host: target.host, attempts: attempt };
      const startedMs = clock.elapsedMs();
      const report = (
        outcome: AttemptReport["outcome"],
        code: number | null,
        retryAfterMs: number | null,
      ): void => {
        if (onAttempt === null && log === null) return;
        const durationMs = clock.elapsedMs() - startedMs;
        const { host } = target;
        observe(onAttempt, log, { command, list, host, attempt, durationMs, outcome, code, retryAfterMs });
      };

      const budgetLeftMs = budgetMs - spentMs;
      let outcome: Outcome;
      try {
        outcome = await attemptOnce(call, { target, userSig, budgetLeftMs, turn });
      } catch (reason) {
        report("aborted", null, null);
        throw reason;
      } finally {
        turn?.over();
      }
      spentMs += clock.elapsedMs() - startedMs;
      if (outcome.kind === "ok") {
        report("ok", 0, null);
        return { answer: outcome.answer, requestId: requestIdOf(outcome, call), place };
      }
      if (outcome.kind === "network-error" && !outcome.sent) {
        unreachable.add(target);
        hosts.unreachable(target);
      }

      const progress = {
        attempts: attempt,
        maxAttempts,
        budgetLeftMs: budgetMs - spentMs,
        repeatable,
        canSignAgain: userSigs.renewable && !signedAgain,
        otherHost: !unreachable.has(hosts.current()),
      };
      const decision = decideRetry(outcome, progress, random);
      const code = outcome.kind === "api-error" ? outcome.code : null;
      report(outcome.kind, code, decision.kind === "retry" ? decision.afterMs : null);
      if (decision.kind === "give-up") {
        throw await callError(outcome, place, { note: decision.note, region, redactor });
      }
      if (decision.signAgain && userSigs.renewable) {
        userSigs.renew(userSig);
        signedAgain = true;
      }
      if (decision.afterMs > 0) {
        await clock.sleep(decision.afterMs, signal);
        spentMs += decision.afterMs;
      }
    }
  };
}

/** @throws {ChatRateLimitError} when it isn't the call's turn and the call doesn't want to wait. */
async function takeTurn({ command, signal, waitForTurn }: Call, limiter: RateLimiter): Promise<Turn> {
  if (waitForTurn) return limiter.acquire(signal);
  signal?.throwIfAborted();
  const turn = limiter.tryAcquire();
  if (turn === null) throw new ChatRateLimitError(command);
  return turn;
}

function observe(onAttempt: OnAttempt | null, log: OnAttempt | null, report: AttemptReport): void {
  tell("onAttempt", onAttempt, report);
  tell("logger", log, report);
}

/** What writes a logger's lines, which is only loaded for clients that have one. */
async function loggingTo(logger: Logger): Promise<OnAttempt> {
  try {
    const { logAttempt } = await import("./log-attempt.ts");
    return (report) => logAttempt(logger, report);
  } catch {
    // Its file was replaced or removed while the program runs. A call is worth more than its log.
    return () => {};
  }
}

/** The server's text: redacted and bounded. */
function requestIdOf(outcome: Extract<Outcome, { kind: "ok" }>, { caller }: Call): string | null {
  const { RequestId } = outcome.answer;
  return typeof RequestId === "string" && RequestId !== "" ? caller.redactor.text(RequestId) : null;
}

function createAttempt({ settings, transport }: CallParts): Attempt {
  const { clock, random, sdkAppId, maxResponseBytes } = settings;
  const headers = requestHeaders(settings.userAgent);
  return async (call, { target, userSig, budgetLeftMs, turn }) => {
    const { command, query, body, signal, timeoutMs, caller } = call;
    const { origin, basePath } = target;
    const { identifier } = caller;
    // `random` is fresh for each attempt, as the API asks.
    const path = requestPath({ basePath, command, sdkAppId, identifier, userSig, random: random(), query });
    const leftMs = Math.max(1, Math.min(timeoutMs, Math.ceil(budgetLeftMs)));
    const result = await transport.send({
      origin,
      path,
      body,
      headers,
      timeoutMs: leftMs,
      maxResponseBytes,
      signal,
      onSent: turn?.sent,
    });
    return judgeResult(result, { nowMs: clock.now(), command });
  };
}

import type { ListName } from "../lists.ts";
import type { ClientSettings } from "../read-client-options.ts";
import type { Redactor } from "../redact/redactor.ts";
import type { Connections } from "../transport/connections.ts";
import { send } from "../transport/send.ts";
import { type AttemptReport, tell } from "./attempt-report.ts";
import { type CallPlace, callError } from "./call-error.ts";
import { decideRetry } from "./decide-retry.ts";
import { createHostChoice, type Target } from "./host-choice.ts";
import type { RateLimiter } from "./rate-limiter.ts";
import { type Outcome, readOutcome } from "./read-outcome.ts";
import { type Query, requestPath } from "./request-path.ts";
import type { UserSigSource } from "./user-sig-source.ts";
import type { Turn } from "./window-budget.ts";

/** One command to carry out, with as many attempts as the rules allow. */
export interface Call {
  readonly command: string;
  readonly list: ListName | null;
  readonly query: Query;
  /** JSON. */
  readonly body: string;
  /** Whether carrying it out twice does no harm. */
  readonly repeatable: boolean;
  readonly limiter: RateLimiter | null;
  readonly signal: AbortSignal | undefined;
}

export interface CallResult {
  readonly answer: Record<string, unknown>;
  readonly place: CallPlace;
}

/** What all attempts of a client need. */
export interface CallerParts {
  readonly settings: ClientSettings;
  readonly connections: Connections;
  readonly userSigs: UserSigSource;
  readonly redactor: Redactor;
}

/**
 * Creates what carries out the calls of a client: attempt, judge, and again where the rules say so.
 *
 * @throws {ChatError} from the function that it returns, or the reason of the call's signal.
 */
export function createCaller(parts: CallerParts): (call: Call) => Promise<CallResult> {
  const { settings, userSigs, redactor } = parts;
  const { clock, random, maxAttempts, budgetMs, region } = settings;
  const hosts = createHostChoice(settings.primary, settings.backup, clock.elapsedMs);

  return async (call) => {
    const { command, list, repeatable, limiter, signal } = call;
    const unreachable = new Set<Target>();
    let signedAgain = false;
    let spentMs = 0;
    for (let attempt = 1; ; attempt++) {
      const turn = await limiter?.acquire(signal);
      const target = hosts.current();
      const userSig = userSigs.current();
      const place = { command, host: target.host, attempts: attempt };
      const startedMs = clock.elapsedMs();
      const report = (
        outcome: AttemptReport["outcome"],
        code: number | null,
        retryAfterMs: number | null,
      ): void => {
        const durationMs = clock.elapsedMs() - startedMs;
        tell(settings.onAttempt, {
          command,
          list,
          host: target.host,
          attempt,
          durationMs,
          outcome,
          code,
          retryAfterMs,
        });
      };

      const budgetLeftMs = budgetMs - spentMs;
      const outcome = await attemptOnce(parts, call, { target, userSig, budgetLeftMs, turn })
        .catch((reason: unknown) => {
          report("aborted", null, null);
          throw reason;
        })
        .finally(() => turn?.over());
      spentMs += clock.elapsedMs() - startedMs;
      if (outcome.kind === "ok") {
        report("ok", 0, null);
        return { answer: outcome.answer, place };
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
        throw callError(outcome, place, { note: decision.note, region, redactor });
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

/** Sends one request and says what came of it. Rejects only with the reason of the call's signal. */
async function attemptOnce(
  { settings, connections }: CallerParts,
  { command, query, body, signal }: Call,
  attempt: {
    readonly target: Target;
    readonly userSig: string;
    readonly budgetLeftMs: number;
    readonly turn: Turn | undefined;
  },
): Promise<Outcome> {
  const { clock, random, sdkAppId, identifier, timeoutMs, maxResponseBytes } = settings;
  const { target, userSig, budgetLeftMs, turn } = attempt;
  const { origin, basePath } = target;
  const dispatcher = await connections.dispatcherFor(origin);
  // `random` is fresh for each attempt, as the API asks.
  const path = requestPath({ basePath, command, sdkAppId, identifier, userSig, random: random(), query });
  const leftMs = Math.max(1, Math.min(timeoutMs, Math.ceil(budgetLeftMs)));
  const limits = { timeoutMs: leftMs, maxResponseBytes, signal };
  const result = await send(dispatcher, { origin, path, body, ...limits, onSent: turn?.sent });
  return readOutcome(result, clock.now());
}

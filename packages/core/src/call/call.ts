import type { Dispatcher } from "undici";
import type { ListName } from "../lists.ts";
import type { ClientSettings } from "../read-client-options.ts";
import type { Redactor } from "../redactor.ts";
import { type HttpResult, send } from "../transport/send.ts";
import type { UserSigSigner } from "../user-sig/user-sig-signer.ts";
import { type AttemptReport, tell } from "./attempt-report.ts";
import { type CallPlace, callError } from "./call-error.ts";
import { createHostChoice, type Target } from "./host-choice.ts";
import { type Outcome, readOutcome } from "./outcome.ts";
import type { RateLimiter } from "./rate-limiter.ts";
import { type Query, requestPath } from "./request-path.ts";
import { decideRetry } from "./retry.ts";

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

/** The UserSig of a client: signed by a signer, or given and then never renewed. */
export type UserSigSource =
  | ({ readonly renewable: true } & UserSigSigner)
  | { readonly renewable: false; current(): string };

/** @throws {ChatError} from the function that it returns, or the reason of the call's signal. */
export function createCaller(parts: {
  readonly settings: ClientSettings;
  readonly dispatcher: Dispatcher;
  readonly userSigs: UserSigSource;
  readonly redactor: Redactor;
}): (call: Call) => Promise<CallResult> {
  const { settings, dispatcher, userSigs, redactor } = parts;
  const { clock, random, sdkAppId, identifier, maxAttempts, budgetMs, maxResponseBytes, region } = settings;
  const hosts = createHostChoice(settings.primary, settings.backup, clock.elapsedMs);

  return async (call) => {
    const { command, list, query, body, repeatable, signal } = call;
    const unreachable = new Set<Target>();
    let signedAgain = false;
    let spentMs = 0;
    for (let attempt = 1; ; attempt++) {
      await call.limiter?.acquire(signal);
      const target = hosts.current();
      const userSig = userSigs.current();
      // Fresh for each attempt, as the API asks.
      const path = requestPath({
        basePath: target.basePath,
        command,
        sdkAppId,
        identifier,
        userSig,
        random: random(),
        query,
      });
      const timeoutMs = Math.max(1, Math.min(settings.timeoutMs, Math.ceil(budgetMs - spentMs)));

      const place = { command, host: target.host, attempts: attempt };
      const startedMs = clock.elapsedMs();
      const report = (ended: Pick<AttemptReport, "outcome" | "code" | "retryAfterMs">): void => {
        const durationMs = clock.elapsedMs() - startedMs;
        tell(settings.onAttempt, { command, list, host: target.host, attempt, durationMs, ...ended });
      };
      let result: HttpResult;
      try {
        result = await send(dispatcher, {
          origin: target.origin,
          path,
          body,
          timeoutMs,
          maxResponseBytes,
          signal,
        });
      } catch (reason) {
        report({ outcome: "aborted", code: null, retryAfterMs: null });
        throw reason;
      }
      spentMs += clock.elapsedMs() - startedMs;

      const outcome: Outcome = readOutcome(result, clock.now());
      if (outcome.kind === "ok") {
        report({ outcome: "ok", code: 0, retryAfterMs: null });
        return { answer: outcome.answer, place };
      }
      if (outcome.kind === "network-error" && !outcome.sent) {
        unreachable.add(target);
        hosts.unreachable(target);
      }
      const decision = decideRetry(
        outcome,
        {
          attempts: attempt,
          maxAttempts,
          budgetLeftMs: budgetMs - spentMs,
          repeatable,
          canSignAgain: userSigs.renewable && !signedAgain,
          otherHost: !unreachable.has(hosts.current()),
        },
        random,
      );
      const retryAfterMs = decision.kind === "retry" ? decision.afterMs : null;
      report({
        outcome: outcome.kind,
        code: outcome.kind === "api-error" ? outcome.code : null,
        retryAfterMs,
      });
      if (decision.kind === "give-up")
        throw callError(outcome, place, { note: decision.note, region, redactor });
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

import { type Answer, allow } from "../answer/answers.ts";
import { writeAnswer } from "../answer/write-answer.ts";
import { callSafely } from "../call-safely.ts";
import { WebhookAnswerError } from "../errors.ts";
import { stringifyJson } from "../event/stringify-json.ts";
import type { DuplicateStore } from "./duplicate-store.ts";
import { claimEvents } from "./duplicates.ts";
import type { AnyEvent, EventHandler, WebhookContext } from "./handler-options.ts";

export interface EventRun {
  readonly event: AnyEvent;
  readonly handler: EventHandler<AnyEvent, Answer>;
  readonly context: WebhookContext;
  /** Resolves when the answer is due. */
  readonly late: Promise<"late">;
  readonly onLate: ((event: AnyEvent) => Answer) | undefined;
  /** Reports a failure. @returns the answer to send because of it */
  readonly reportError: (error: unknown, event: AnyEvent | null) => Answer;
  readonly duplicates: DuplicateStore | null;
}

/** The answer as JSON, and when the handler is really done. */
export interface RanEvent {
  readonly body: string;
  readonly finished: Promise<void>;
}

/** Runs the handler of an event. Resolves when it is done or the answer is due, whichever comes first; never rejects. */
export async function runEvent(run: EventRun): Promise<RanEvent> {
  const { event, late, onLate, reportError } = run;
  const outcome = handleOnce(run).then(
    (body) => ({ ok: true as const, body }),
    (error: unknown) => ({ ok: false as const, error }),
  );
  const first = await Promise.race([outcome, late]);
  if (first === "late") {
    const finished = outcome.then((end) => {
      if (!end.ok) reportError(end.error, event);
    });
    return {
      body: writeFallback(
        run,
        callSafely("onLate", () => onLate?.(event)),
      ),
      finished,
    };
  }
  const body = first.ok ? first.body : writeFallback(run, reportError(first.error, event));
  return { body, finished: Promise.resolve() };
}

/** Handles those events of a call that weren't handled yet. @throws what the handler throws, and what can't be sent */
async function handleOnce(run: EventRun): Promise<string> {
  const { event, handler, context, duplicates, reportError } = run;
  if (!duplicates) return write(run, checkAnswer(await handler(event, context)));
  const claimed = await claimEvents(context.sdkAppId, event, duplicates).catch((error: unknown) => {
    // Twice is better than never.
    reportError(error, event);
    return { event, keys: [] };
  });
  if (claimed.event === null) return write(run, allow());
  try {
    return write(run, checkAnswer(await handler(claimed.event, context)));
  } catch (error) {
    for (const key of claimed.keys) callSafely("deduplicate.release", () => duplicates.release(key));
    throw error;
  }
}

/** @throws {TypeError} when JSON can't hold the answer */
function write({ event, reportError }: EventRun, answer: Answer): string {
  const { reply, problem } = writeAnswer(event.CallbackCommand, answer, event.body);
  const body = stringifyJson(reply);
  if (problem !== null) reportError(new WebhookAnswerError(event.CallbackCommand, problem), event);
  return body;
}

/** What is sent in place of a handler's answer must not fail in its turn. */
function writeFallback(run: EventRun, answer: unknown): string {
  const fallback = callSafely("onLate or onError", () => write(run, checkAnswer(answer)));
  return fallback ?? write(run, allow());
}

/** @throws {TypeError} when it is something else, such as an answer written by hand */
function checkAnswer(answer: unknown): Answer {
  if (answer === undefined || answer === null) return allow();
  if (isAnswer(answer)) return answer;
  throw new TypeError("The answer isn't one of allow(), refuse() and replace().");
}

export function isAnswer(value: unknown): value is Answer {
  const kind = (value as { kind?: unknown } | null | undefined)?.kind;
  return kind === "allow" || kind === "refuse" || kind === "replace";
}

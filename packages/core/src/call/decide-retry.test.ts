import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { errorCodes } from "../error-codes.ts";
import { type CallProgress, decideRetry } from "./decide-retry.ts";
import type { Outcome } from "./outcome.ts";

type Failed = Exclude<Outcome, { kind: "ok" }>;

const fresh: CallProgress = {
  attempts: 1,
  maxAttempts: 3,
  budgetLeftMs: 30_000,
  repeatable: true,
  canSignAgain: true,
  otherHost: false,
};
const highest = (): number => 2 ** 32 - 1;
const lowest = (): number => 0;
const giveUp = { kind: "give-up", note: null };

function api(code: number, retryAfterMs: number | null = null): Failed {
  return { kind: "api-error", code, errorInfo: "", retryAfterMs, clockAheadMs: null, requestId: null };
}

function network(part: { sent: boolean; lasting?: boolean; retryAfterMs?: number }): Failed {
  const { sent, lasting = false, retryAfterMs = null } = part;
  const rest = { why: "", remedy: "", status: null, cause: undefined };
  return { kind: "network-error", failure: sent ? "reset" : "connect", sent, lasting, retryAfterMs, ...rest };
}

describe("by the class of a code", () => {
  const byClass = (retry: string): number[] =>
    errorCodes.filter((entry) => entry.retry === retry).map(({ code }) => code);

  test.each(byClass("never"))("%i is never retried", (code) => {
    expect(decideRetry(api(code), fresh, highest)).toEqual(giveUp);
  });

  test.each(byClass("back-off"))("%i is retried after a pause", (code) => {
    expect(decideRetry(api(code), fresh, highest)).toEqual({ kind: "retry", afterMs: 499, signAgain: false });
  });

  test.each(byClass("sign-again"))("%i is retried at once with a new UserSig, and only once", (code) => {
    expect(decideRetry(api(code), fresh, highest)).toEqual({ kind: "retry", afterMs: 0, signAgain: true });
    expect(decideRetry(api(code), { ...fresh, canSignAgain: false }, highest)).toEqual(giveUp);
  });

  test("a code that is not listed is never retried", () => {
    expect(decideRetry(api(12345), fresh, highest)).toEqual(giveUp);
  });
});

test("an answer that was not understood is not asked for again", () => {
  expect(decideRetry({ kind: "response-error", reason: "", remedy: "" }, fresh, highest)).toEqual(giveUp);
});

test("the pause is anything up to a bound, which doubles with each attempt and ends at 8 s", () => {
  const afterMs = (attempts: number, random: () => number): unknown =>
    decideRetry(network({ sent: true }), { ...fresh, attempts, maxAttempts: 10 }, random);
  expect([1, 2, 3, 4, 5, 6].map((attempts) => afterMs(attempts, highest))).toMatchObject([
    { afterMs: 499 },
    { afterMs: 999 },
    { afterMs: 1999 },
    { afterMs: 3999 },
    { afterMs: 7999 },
    { afterMs: 7999 },
  ]);
  expect(afterMs(5, lowest)).toMatchObject({ afterMs: 0 });
});

test("the pause is never shorter than the server asks", () => {
  expect(decideRetry(network({ sent: true, retryAfterMs: 2_000 }), fresh, highest)).toMatchObject({
    afterMs: 2_000,
  });
  expect(decideRetry(network({ sent: true, retryAfterMs: 100 }), fresh, highest)).toMatchObject({
    afterMs: 499,
  });
  expect(decideRetry(api(60011, 5_000), fresh, lowest)).toMatchObject({ afterMs: 5_000 });
});

test("a pause longer than what is left of the budget ends the call, and says why", () => {
  const decision = decideRetry(network({ sent: true, retryAfterMs: 120_000 }), fresh, highest);
  expect(decision).toEqual({ kind: "give-up", note: expect.stringContaining("120 s") });
  expect(decideRetry(network({ sent: true }), { ...fresh, budgetLeftMs: 400 }, highest)).toEqual(giveUp);
});

test("another host is tried at once if one can't be reached", () => {
  expect(decideRetry(network({ sent: false }), { ...fresh, otherHost: true }, highest)).toEqual({
    kind: "retry",
    afterMs: 0,
    signAgain: false,
  });
  expect(decideRetry(network({ sent: true }), { ...fresh, otherHost: true }, highest)).toMatchObject({
    afterMs: 499,
  });
});

test("what happens every time is not retried", () => {
  expect(
    decideRetry(network({ sent: false, lasting: true }), { ...fresh, otherHost: true }, highest),
  ).toEqual(giveUp);
});

describe("a command that must not be carried out twice", () => {
  const once = { ...fresh, repeatable: false };

  test("is not sent again when the server may have received it, and says so", () => {
    expect(decideRetry(network({ sent: true }), once, highest)).toEqual({
      kind: "give-up",
      note: expect.stringContaining("may have carried out"),
    });
    expect(decideRetry(api(60008), once, highest)).toEqual(giveUp);
  });

  test.each([60007, 60011, 60018, 60019])(
    "is sent again after %i, since the server refused it unread",
    (code) => {
      expect(decideRetry(api(code), once, highest)).toMatchObject({ kind: "retry" });
    },
  );

  test("is sent again when it was not sent, or the UserSig was refused", () => {
    expect(decideRetry(network({ sent: false }), once, highest)).toMatchObject({ kind: "retry" });
    expect(decideRetry(api(70001), once, highest)).toMatchObject({ kind: "retry", signAgain: true });
  });
});

test("no outcome is retried beyond the last attempt or the budget", () => {
  const outcome = fc.oneof(
    fc.constantFrom(...errorCodes).map(({ code }) => api(code)),
    fc.record({ sent: fc.boolean(), lasting: fc.boolean() }).map(network),
  );
  fc.assert(
    fc.property(outcome, fc.boolean(), fc.boolean(), (failed, otherHost, repeatable) => {
      const progress = { ...fresh, otherHost, repeatable };
      expect(decideRetry(failed, { ...progress, attempts: 3 }, highest).kind).toBe("give-up");
      expect(decideRetry(failed, { ...progress, budgetLeftMs: 0 }, highest).kind).toBe("give-up");
    }),
    { seed: 9 },
  );
});

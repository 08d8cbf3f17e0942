/**
 * `verifyWebhook` of a raw query from a listed address, against the least that such a check needs: SHA-256 by `createHash`, as the bytes that a constant-time compare takes, and one look-up in a
 * matcher. At most 1.3 times as long, and 20 µs. All calls of one second carry the same signature, which the check makes use of; the second
 * line is for information, with a second of its own for each call.
 */
import { createHash } from "node:crypto";
import { createMatcher } from "@chat-ip/allowlist";
import { report, sideBySide } from "../../allowlist/bench/side-by-side.ts";
import { signWebhook, verifyWebhook } from "../src/index.ts";

const LIMIT = 1.3;
const LIMIT_US = 20;
const CALLS = 20_000;
const SECONDS = 50;
const token = "0123456789abcdef0123456789abcdef";
const sdkAppId = 1400000000;
const now = 1_700_000_000_000;
const source = "43.7.16.20";

const allow = createMatcher(Array.from({ length: 150 }, (_, index) => `43.${index}.16.0/25`));
const options = { sdkAppIds: [sdkAppId], tokens: [token], allow, now: () => now };
const signAt = (second: number): string =>
  signWebhook({
    token,
    sdkAppId,
    command: "C2C.CallbackBeforeSendMsg",
    now: now - second * 1_000,
    clientIP: "198.51.100.7",
  });
// A text made of its own characters only, as a parsed request line gives it.
const flat = (text: string): string => Buffer.from(text, "latin1").toString("latin1");
const queries = Array.from({ length: SECONDS }, (_, second) => flat(signAt(second)));
const times = Array.from({ length: SECONDS }, (_, second) => String(now / 1_000 - second));

for (const [what, seconds, limit] of [
  ["check, calls of one second", 1, LIMIT],
  ["check, each call of another second", SECONDS, null],
] as const) {
  let passed = 0;
  let listed = 0;
  const { ours, theirs } = sideBySide(
    41,
    () => {
      for (let call = 0; call < CALLS; call++) {
        if (verifyWebhook({ query: queries[call % seconds] ?? "", source }, options).ok) passed++;
      }
    },
    () => {
      for (let call = 0; call < CALLS; call++) {
        const digest = createHash("sha256")
          .update(token + times[call % seconds])
          .digest();
        if (digest.length === 32 && allow.has(source)) listed++;
      }
    },
  );
  if (passed !== 41 * CALLS || listed !== passed) throw new Error("a good call was refused");
  const [us, leastUs] = [ours, theirs].map((ms) => (ms * 1_000) / CALLS) as [number, number];
  const ratio = us / leastUs;
  const numbers = `${us.toFixed(2)} µs, ${leastUs.toFixed(2)} µs`;
  const bound = limit === null ? "" : `limit ${limit} and ${LIMIT_US} µs; `;
  report(
    what,
    `${ratio.toFixed(2)} × createHash + matcher (${bound}${numbers})`,
    limit === null ? null : ratio <= limit && us <= LIMIT_US,
  );
}

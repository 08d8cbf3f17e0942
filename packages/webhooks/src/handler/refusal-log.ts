import type { RefusedCall } from "./handler-options.ts";

const QUIET_MS = 60_000;

/** Prints a refusal, each reason once a minute, because anybody can cause them. */
export function createRefusalLog(now: () => number): (call: RefusedCall) => void {
  const printedAt = new Map<string, number>();
  return ({ refusal, enforced, source, command }) => {
    const { reason, message, hint, proven } = refusal;
    const key = `${reason} ${proven.join()}`;
    const last = printedAt.get(key);
    if (last !== undefined && Math.abs(now() - last) < QUIET_MS) return;
    printedAt.set(key, now());
    const what = enforced ? "Refused a webhook" : "Would have refused a webhook (report mode)";
    const where = `${command ? ` ${command}` : ""}${source ? ` from ${source}` : ""}`;
    const right = proven.length > 0 ? ` Its ${proven.join(" and ")} is right, so it may be Chat's.` : "";
    console.warn(`@chat-ip/webhooks: ${what}${where}: ${message}${right}${hint ? ` ${hint}` : ""}`);
  };
}

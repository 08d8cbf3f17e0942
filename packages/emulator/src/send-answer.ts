import { type ServerResponse, STATUS_CODES } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { type Answer, answerText, refuse } from "./answers.ts";
import type { Fault } from "./fault-script.ts";

/**
 * Sends an answer, changed by scripted faults.
 *
 * @returns the API code that was sent in full; `null` if none was.
 */
export async function sendAnswer(
  response: ServerResponse,
  answer: Answer,
  faults: readonly Fault[],
): Promise<number | null> {
  const delayMs = faults.reduce((sum, fault) => sum + (fault.kind === "delay" ? fault.ms : 0), 0);
  if (delayMs > 0) await waitWhileOpen(response, delayMs);
  if (response.destroyed) return null;
  const fault = faults.find(({ kind }) => kind !== "delay");
  switch (fault?.kind) {
    case "status":
      response.writeHead(fault.status, { "content-type": "text/html", ...fault.headers });
      response.end(fault.body ?? errorPage(fault.status));
      return null;
    case "truncate":
      writeHalf(response, answer, () => response.destroy());
      return null;
    case "stall":
      writeHalf(response, answer, () => {});
      return null;
    case "body":
      response.writeHead(200, { "content-type": fault.contentType ?? "application/json" }).end(fault.body);
      return null;
    case "reset":
      response.socket?.resetAndDestroy();
      return null;
    case "code":
      return writeAnswer(
        response,
        fault.info === undefined ? refuse(fault.code) : { code: fault.code, info: fault.info },
      );
    default:
      return writeAnswer(response, answer);
  }
}

/** The vendor always answers HTTP 200, whatever the code. */
function writeAnswer(response: ServerResponse, answer: Answer): number {
  response.writeHead(200, { "content-type": "application/json" }).end(answerText(answer));
  return answer.code;
}

function writeHalf(response: ServerResponse, answer: Answer, then: () => void): void {
  const whole = Buffer.from(answerText(answer));
  response.writeHead(200, { "content-type": "application/json", "content-length": whole.length });
  response.write(whole.subarray(0, Math.ceil(whole.length / 2)), then);
}

/** Waits, but stops when the connection closes. */
async function waitWhileOpen(response: ServerResponse, ms: number): Promise<void> {
  const gone = new AbortController();
  const abort = (): void => gone.abort();
  response.once("close", abort);
  try {
    await sleep(ms, undefined, { signal: gone.signal });
  } catch (error) {
    if (!gone.signal.aborted) throw error;
  } finally {
    response.off("close", abort);
  }
}

function errorPage(status: number): string {
  const title = `${status} ${STATUS_CODES[status] ?? ""}`.trim();
  return `<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`;
}

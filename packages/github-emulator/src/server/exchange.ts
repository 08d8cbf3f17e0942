import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Faults } from "../faults.ts";
import type { HostedRepository } from "../hosted-repository.ts";
import type { GitHubFault, GitHubRequest } from "../options.ts";
import type { ExchangeValidator } from "../validation/validate-exchange.ts";
import { type WireAnswer, wireAnswer } from "./answer.ts";
import { commonHeaders } from "./common-headers.ts";
import { dispatch } from "./dispatch.ts";
import { readRequest } from "./incoming.ts";
import type { Route } from "./route.ts";
import { createRouter } from "./router.ts";

export interface ExchangeOptions {
  readonly routes: readonly Route[];
  readonly pathPrefix: string;
  readonly token: string;
  readonly latencyMs: number;
  readonly faults: Faults;
  /** Every request is added here as it comes in. */
  readonly requests: GitHubRequest[];
  readonly validator: ExchangeValidator | null;
  /** What the validator finds is added here. */
  readonly violations: string[];
}

/** Reads one request, acts on it and answers it. Rejects when the connection breaks or the emulator is closed. */
export type Exchange = (
  repository: HostedRepository,
  message: IncomingMessage,
  response: ServerResponse,
) => Promise<void>;

export function createExchange(options: ExchangeOptions, signal: AbortSignal): Exchange {
  const { validator, violations } = options;
  const route = createRouter(options.routes);
  let used = 0;
  return async (repository, message, response) => {
    const incoming = await readRequest(message, options.pathPrefix);
    const { method, target, body, headers } = incoming;
    const index = options.requests.length;
    options.requests.push({ index, method, path: target, body, status: null, headers });
    const faults = options.faults.take(method, target);
    const has = (kind: GitHubFault["kind"]): boolean => faults.some((fault) => fault.kind === kind);
    await pause(options.latencyMs, signal);
    for (const fault of faults) if (fault.kind === "delay") await pause(fault.ms, signal);
    await runFaults(faults, "before");
    if (has("drop-before")) {
      response.destroy();
      return;
    }
    const match = incoming.path === null ? null : route(method, byName(repository, incoming.path));
    violations.push(...(validator?.request(incoming, match) ?? []));
    const refusal = faults.find((fault) => fault.kind === "refuse");
    const answer =
      refusal === undefined
        ? await dispatch(repository, incoming, match, options.token)
        : refusedAnswer(refusal);
    // A fault answers what the test says; everything else must match GitHub.
    if (refusal === undefined) violations.push(...(validator?.answer(incoming, match, answer) ?? []));
    await runFaults(faults, "after");
    if (has("drop-after")) {
      response.destroy();
      return;
    }
    used += 1;
    options.requests[index] = { index, method, path: target, body, status: answer.status, headers };
    const common = commonHeaders(repository, match, used);
    response.writeHead(answer.status, {
      ...common,
      "content-length": answer.bytes.length,
      ...answer.headers,
    });
    response.end(answer.bytes);
  };
}

/** GitHub takes a repository's number instead of its name, too, and redirects to it. */
function byName(repository: HostedRepository, path: string): string {
  const [, rest] = new RegExp(`^/repositories/${repository.id}(/.*)?$`).exec(path) ?? [];
  const isNumber = path === `/repositories/${repository.id}` || rest !== undefined;
  return isNumber ? `/repos/${repository.fullName}${rest ?? ""}` : path;
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (ms > 0) await sleep(ms, undefined, { signal });
}

async function runFaults(faults: readonly GitHubFault[], when: "before" | "after"): Promise<void> {
  for (const fault of faults) {
    if (fault.kind === "run" && (fault.when ?? "before") === when) await fault.run();
  }
}

function refusedAnswer(fault: Extract<GitHubFault, { kind: "refuse" }>): WireAnswer {
  const body = fault.body ?? {
    message: "Refused by a fault of the emulator",
    documentation_url: "https://docs.github.com/rest",
  };
  return wireAnswer({
    status: fault.status,
    body,
    ...(fault.headers === undefined ? {} : { headers: fault.headers }),
  });
}

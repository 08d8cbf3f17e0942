import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Faults } from "../faults.ts";
import type { HostedRepository } from "../hosted-repository.ts";
import type { GitHubFault, GitHubRequest } from "../options.ts";
import type { ExchangeValidator } from "../validation/validate-exchange.ts";
import { failureAnswer, type WireAnswer, wireAnswer } from "./answer.ts";
import { acceptedPermissions } from "./authorize.ts";
import { dispatch } from "./dispatch.ts";
import { readRequest } from "./incoming.ts";
import type { Route } from "./route.ts";
import { createRouter, type RouteMatch } from "./router.ts";

export interface ServerOptions {
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

export interface RunningServer {
  readonly origin: string;
  /** From now on requests are answered; until then they wait. */
  serve(repository: HostedRepository): void;
  close(): Promise<void>;
}

/** Listens on a free port of the loopback interface. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const ready = Promise.withResolvers<HostedRepository>();
  ready.promise.catch(() => undefined); // closed before it was ever served: nobody may be waiting
  const closing = new AbortController();
  const answerOne = createExchange(options, closing.signal);
  const running = new Set<Promise<void>>();
  const server = createServer((message, response) => {
    const exchange = ready.promise
      .then((repository) => answerOne(repository, message, response))
      .catch((error: unknown) => {
        if (closing.signal.aborted || response.headersSent) response.destroy();
        else response.writeHead(500).end(failureAnswer(error).bytes);
      })
      .finally(() => running.delete(exchange));
    running.add(exchange);
  });
  server.keepAliveTimeout = 60_000;
  const origin = await listen(server);
  return {
    origin,
    serve: ready.resolve,
    async close() {
      closing.abort();
      ready.reject(new Error("the emulator was closed"));
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
      await Promise.all(running);
    },
  };
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return `http://127.0.0.1:${address.port}`;
}

type Exchange = (
  repository: HostedRepository,
  message: IncomingMessage,
  response: ServerResponse,
) => Promise<void>;

function createExchange(options: ServerOptions, signal: AbortSignal): Exchange {
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
    const match = incoming.path === null ? null : route(method, incoming.path);
    violations.push(...(validator?.request(incoming, match) ?? []));
    const refusal = faults.find((fault) => fault.kind === "refuse");
    const answer =
      refusal === undefined
        ? await dispatch(repository, incoming, match, options.token)
        : refusedAnswer(refusal);
    // A fault's own words are the test's affair; the emulator's must be GitHub's.
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

function commonHeaders(
  repository: HostedRepository,
  match: RouteMatch | null,
  used: number,
): Record<string, string> {
  const limit = repository.tokenKind === "actions" ? 1000 : 5000;
  const accepted =
    match === null ? {} : { "x-accepted-github-permissions": acceptedPermissions(match.route) };
  return {
    "x-github-request-id": randomUUID(),
    "x-github-media-type": "github.v3; format=json",
    "x-github-api-version-selected": "2022-11-28",
    "x-ratelimit-limit": String(limit),
    "x-ratelimit-remaining": String(Math.max(0, limit - used)),
    "x-ratelimit-used": String(used),
    "x-ratelimit-reset": String(Math.floor(repository.now() / 1000) + 3600),
    "x-ratelimit-resource": "core",
    ...accepted,
  };
}

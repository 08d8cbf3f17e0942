import type { Dispatcher } from "undici";
import type { OnAttempt } from "./call/attempt-report.ts";
import { type Target, targetOf } from "./call/host-choice.ts";
import { type RandomUint32, systemRandom } from "./call/random.ts";
import { commandProblem } from "./call/request-path.ts";
import { limitProblems } from "./call-options.ts";
import type { ChatClientOptions, RateLimit } from "./client-options.ts";
import { type Clock, systemClock } from "./clock.ts";
import {
  expireSecondsProblem,
  identifierProblem,
  sdkAppIdProblem,
  secretKeyProblem,
  userSigProblem,
} from "./credentials.ts";
import { endpointProblem } from "./endpoint.ts";
import { ChatConfigError } from "./errors.ts";
import type { Logger } from "./logger.ts";
import { suggestion } from "./nearest-name.ts";
import { rangeProblem } from "./range-problem.ts";
import { createRedactor } from "./redact/redactor.ts";
import { isRegion, type Region, regionNames, regions } from "./regions.ts";
import type { ProxyEnvironment } from "./transport/read-proxy-environment.ts";
import { appInfoProblems, userAgent } from "./user-agent.ts";
import { defaultExpireSeconds } from "./user-sig/sign-user-sig.ts";

export const getIPListCommand = "ConfigSvc/GetIPList";
/** The documented limit. @see https://www.tencentcloud.com/document/product/1047/36742 (page of 2024-02-07) */
const getIPListPerSecond = 200;

/** A client's options, checked, with defaults. */
export interface ClientSettings {
  readonly sdkAppId: number;
  readonly identifier: string;
  readonly credentials:
    | { readonly kind: "secret-key"; readonly secretKey: string; readonly expireSeconds: number }
    | { readonly kind: "user-sig"; readonly userSig: string };
  readonly region: Region | null;
  readonly primary: Target;
  readonly backup: Target | null;
  readonly timeoutMs: number;
  readonly maxAttempts: number;
  readonly budgetMs: number;
  readonly maxResponseBytes: number;
  readonly rateLimits: ReadonlyMap<string, number>;
  /** Whether the documented limits apply to the other commands. */
  readonly documentedLimits: boolean;
  readonly logger: Logger | null;
  readonly userAgent: string;
  readonly onAttempt: OnAttempt | null;
  readonly onUserSig: ((userSig: string) => void) | null;
  readonly clock: Clock;
  /** Whether `clock` is the system's, which the signing library reads itself. */
  readonly systemTime: boolean;
  readonly random: RandomUint32;
  readonly proxies: ProxyEnvironment | null;
  readonly dispatcher: Dispatcher | null;
}

/** @throws {ChatConfigError} with everything that is wrong. */
export function readClientOptions(options: ChatClientOptions): ClientSettings {
  if (typeof options !== "object" || options === null)
    throw new ChatConfigError(["options must be an object"]);
  const problems: string[] = [];
  const note = (problem: string | null): void => {
    if (problem !== null) problems.push(problem);
  };
  const { sdkAppId, identifier = "administrator", clock = systemClock, random = systemRandom } = options;
  const {
    timeoutMs = 10_000,
    maxAttempts = 3,
    budgetMs = 30_000,
    maxResponseBytes = 4 * 1024 * 1024,
  } = options;
  note(sdkAppIdProblem(sdkAppId));
  note(identifierProblem(identifier));
  const credentials = readCredentials(options, note);
  const destination = readDestination(options, note);
  limitProblems({ timeoutMs, maxAttempts, budgetMs }).forEach(note);
  note(rangeProblem("maxResponseBytes", maxResponseBytes, 1024 * 1024 * 1024));
  const rateLimits = readRateLimits(options, note);
  noteFunctions("clock", clock, ["now", "elapsedMs", "sleep"], note);
  if (options.dispatcher !== undefined) noteFunctions("dispatcher", options.dispatcher, ["dispatch"], note);
  const { proxies = null, appInfo = null, logger = null } = options;
  if (proxies !== null) noteFunctions("proxies", proxies, ["proxyFor"], note);
  if (appInfo !== null) appInfoProblems(appInfo).forEach(note);
  if (logger !== null && typeof logger !== "object") note("logger must be an object such as console");
  for (const name of ["random", "onAttempt", "onUserSig"] as const) {
    if (typeof (options[name] ?? systemRandom) !== "function") note(`${name} must be a function`);
  }

  if (problems.length > 0 || credentials === null || destination === null) {
    // Otherwise a key in the place of the region, for example, would be quoted.
    const secrets = [options.secretKey, options.userSig].filter((secret) => typeof secret === "string");
    throw new ChatConfigError(problems.map(createRedactor(() => secrets).text));
  }
  return {
    sdkAppId,
    identifier,
    credentials,
    ...destination,
    timeoutMs,
    maxAttempts,
    budgetMs,
    maxResponseBytes,
    rateLimits,
    documentedLimits: options.rateLimits !== false,
    logger,
    userAgent: userAgent(appInfo),
    onAttempt: options.onAttempt ?? null,
    onUserSig: options.onUserSig ?? null,
    clock,
    systemTime: clock === systemClock,
    random,
    proxies,
    dispatcher: options.dispatcher ?? null,
  };
}

type Note = (problem: string | null) => void;

function readCredentials(options: ChatClientOptions, note: Note): ClientSettings["credentials"] | null {
  const { secretKey, userSig } = options;
  if ((secretKey === undefined) === (userSig === undefined)) {
    note(`set either secretKey or userSig${secretKey === undefined ? "" : ", not both"}`);
    return null;
  }
  if (userSig !== undefined) {
    note(userSigProblem(userSig));
    return { kind: "user-sig", userSig };
  }
  const { expireSeconds = defaultExpireSeconds } = options;
  note(secretKeyProblem(secretKey));
  note(expireSecondsProblem(expireSeconds));
  return { kind: "secret-key", secretKey, expireSeconds };
}

function readDestination(
  options: ChatClientOptions,
  note: Note,
): Pick<ClientSettings, "region" | "primary" | "backup"> | null {
  const { region, endpoint } = options;
  if ((region === undefined) === (endpoint === undefined)) {
    note(`set either region or endpoint${region === undefined ? "" : ", not both"}`);
    return null;
  }
  if (endpoint !== undefined) {
    const primary = readEndpoint("endpoint", endpoint, note);
    const backup =
      options.backupEndpoint === undefined
        ? null
        : readEndpoint("backupEndpoint", options.backupEndpoint, note);
    return primary && { region: null, primary, backup };
  }
  if (typeof region !== "string" || !isRegion(region)) {
    const given = typeof region === "string" ? JSON.stringify(region) : `of type ${typeof region}`;
    const near = typeof region === "string" ? suggestion(region, regionNames) : "";
    note(`region must be one of ${regionNames.join(", ")}, but is ${given}${near}`);
    return null;
  }
  const { host, backupHost } = regions[region];
  return {
    region,
    primary: targetOf(new URL(`https://${host}`)),
    backup: backupHost === undefined ? null : targetOf(new URL(`https://${backupHost}`)),
  };
}

function readEndpoint(name: string, endpoint: string | URL, note: Note): Target | null {
  if (typeof endpoint !== "string" && !(endpoint instanceof URL)) {
    note(`${name} must be a string or a URL`);
    return null;
  }
  const text = String(endpoint);
  const problem = endpointProblem(text);
  note(problem === null ? null : problem.replace(/^endpoint/, name));
  return problem === null ? targetOf(new URL(text)) : null;
}

function readRateLimits(options: ChatClientOptions, note: Note): ReadonlyMap<string, number> {
  const limits = new Map<string, number>();
  const rateLimits: unknown = options.rateLimits || [];
  if (!Array.isArray(rateLimits)) {
    note("rateLimits must be an array, or false");
    return limits;
  }
  for (const limit of rateLimits as readonly RateLimit[]) {
    const { command, perSecond } = limit ?? {};
    const problem = commandProblem(command);
    if (problem !== null) note(`rateLimits: ${problem}`);
    const most = command === getIPListCommand ? getIPListPerSecond : 100_000;
    note(rangeProblem("rateLimits: perSecond", perSecond, most));
    limits.set(command, perSecond);
  }
  return limits;
}

function noteFunctions(name: string, object: object, methods: readonly string[], note: Note): void {
  for (const method of methods) {
    const value: unknown =
      typeof object === "object" && object !== null ? Reflect.get(object, method) : undefined;
    if (typeof value !== "function") note(`${name} must have a method ${method}`);
  }
}
